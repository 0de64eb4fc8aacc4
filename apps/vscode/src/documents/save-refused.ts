import type { Problem } from './json-text.ts';

/** Why a document was not saved. */
export type RefusalKind =
  /** What stands in it breaks a rule. */
  | 'invalid'
  /** A person said no, or nothing in time. */
  | 'declined'
  /** Somebody else has changed the record. */
  | 'conflict'
  /** Jenji, or the rules of this machine, did not let it. */
  | 'failed';

/** The document stays as the person has it, unsaved. */
export class SaveRefused extends Error {
  override readonly name = 'SaveRefused';
  readonly kind: RefusalKind;
  /** Places of the text that are wrong. */
  readonly problems: readonly Problem[];

  constructor(kind: RefusalKind, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.kind = kind;
    this.problems = problems;
  }
}
