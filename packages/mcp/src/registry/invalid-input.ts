/**
 * The caller asked for something that cannot be done as asked. Say which field, which rule, and what to do instead;
 * nothing was sent when this is thrown.
 *
 * ```ts
 * throw new InvalidInput({ field: 'dateTo', rule: 'must not lie before dateFrom (2026-03-31)', fix: 'Swap the two.' });
 * ```
 */
export class InvalidInput extends Error {
  override name = 'InvalidInput';
  readonly problems: readonly InputProblem[];

  constructor(...problems: [InputProblem, ...InputProblem[]]) {
    super(problems.map(({ field, rule, fix }) => `${field}: ${rule}${fix ? `. ${fix}` : ''}`).join('\n'));
    this.problems = problems;
  }
}

export interface InputProblem {
  /** Path of the argument, as the caller wrote it: `amount.min`, `states[2]`. */
  field: string;
  /** What must hold, starting with a verb: `must be a date such as 2026-03-31`. */
  rule: string;
  /** What to do instead, a sentence. */
  fix?: string;
}
