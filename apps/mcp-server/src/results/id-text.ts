import { untrusted } from './untrusted.ts';

/** Ids, codes and states as they are, where they are made of what such things are made of; fenced otherwise. */
export function idText(id: string | null | undefined): string {
  return /^[\w.@+:/-]{1,100}$/.test(id ?? '') ? String(id) : untrusted(id, { max: 100 });
}
