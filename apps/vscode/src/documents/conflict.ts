import type { DocumentAddress } from './document-address.ts';
import { type Fields, ownValue, saysTheSame } from './nothing.ts';

/** Somebody else has changed the record since it was opened. */
export interface Conflict {
  readonly address: DocumentAddress;
  /** The fields that somebody else changed; unknown after a restart, when nobody knows what they were. */
  readonly theirs: readonly string[] | undefined;
  /** Those of them that are changed in the document too. */
  readonly both: readonly string[];
}

/**
 * `review`: plan the changes of the document on what is there now. `theirs`: give them up and take what is there now.
 * `stop`: leave the document unsaved.
 */
export type ConflictChoice = 'review' | 'theirs' | 'stop';

/** @param was What the document was made of; undefined where nobody knows any more. */
export function conflictOf(address: DocumentAddress, was: Fields | undefined, is: Fields, after: Fields): Conflict {
  if (!was) return { address, theirs: undefined, both: [] };
  const differing = (one: Fields, other: Fields) =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
      (name) => !saysTheSame(ownValue(one, name), ownValue(other, name)),
    );
  const theirs = differing(was, is);
  const mine = differing(was, after);
  return { address, theirs, both: theirs.filter((name) => mine.includes(name)) };
}
