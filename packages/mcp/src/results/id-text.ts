import { untrusted } from './untrusted.ts';

/** What ids and codes are made of. */
export const oneWord = /^[\w.@+:/-]{1,100}$/;

/** Ids, codes and states as they are, where they are made of what such things are made of; fenced otherwise. */
export function idText(id: string | null | undefined): string {
  return oneWord.test(id ?? '') ? String(id) : untrusted(id, { max: 100 });
}
