import { createHash } from 'node:crypto';

/**
 * What a write will touch, as Jenji shows it: documents by name, such as `{ user: {…} }`. Lists whose items have an id
 * or a key are objects by that id, so that order is no difference: `{ categories: { lunch: {…} } }`.
 */
export type State = Readonly<Record<string, unknown>>;

/** Stands in an expected state for a value that only Jenji can give, such as the time of a block. */
export const givenByJenji = '⟨given by Jenji⟩';

/** Key, in an expected state, of a record that does not exist yet; the id comes from Jenji. */
export const newRecord = (number = 1): string => (number === 1 ? '⟨new⟩' : `⟨new ${number}⟩`);

export const isNewRecord = (key: string): boolean => /^⟨new( \d+)?⟩$/.test(key);

/** A value without what says nothing: null, empty objects and empty lists are the same as absence to Jenji. */
export function withoutNothing(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map((item) => withoutNothing(item) ?? null) : undefined;
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = withoutNothing(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** The same text for the same value, whatever the order of members and however nothing is written. */
export function canonicalJson(value: unknown): string {
  return canonicalText(value) ?? '';
}

/** Undefined for nothing. One pass, without copies: it is taken of every expense of an organization. */
function canonicalText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.length > 0 ? `[${value.map((item) => canonicalText(item) ?? 'null').join(',')}]` : undefined;
  }
  const record: Readonly<Record<string, unknown>> = { ...value };
  let members = '';
  for (const name of Object.keys(record).sort()) {
    const member = canonicalText(record[name]);
    if (member !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${member}`;
  }
  return members === '' ? undefined : `{${members}}`;
}

/** SHA-256 of a state, hexadecimal. */
export function stateHash(state: State): string {
  return createHash('sha256').update(canonicalJson(state)).digest('hex');
}
