/**
 * The tool looked, and did not do what was asked: the record is not as the caller believed, or the operator does not
 * allow it. The message says what is the case and what to do instead. Nothing was changed when this is thrown.
 */
export class Refused extends Error {
  override name = 'Refused';
}
