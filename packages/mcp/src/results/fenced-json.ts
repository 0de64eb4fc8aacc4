import { untrusted } from './untrusted.ts';

/** Records as one fenced line of JSON, for answers in which typed text can stand anywhere. Cut after `max` characters. */
export function fencedJson(value: unknown, max = 12_000): string {
  return untrusted(JSON.stringify(value), { max });
}
