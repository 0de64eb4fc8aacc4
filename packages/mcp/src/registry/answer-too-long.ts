/** Characters that one answer may have, text and structured content together. */
export const answerCap = 40_000;

/** The tool did its work, and what it has to say does not fit in one answer. */
export class AnswerTooLong extends Error {
  override name = 'AnswerTooLong';

  constructor(characters: number) {
    super(
      `The answer has ${characters} characters; ${answerCap} fit. ` +
        'Ask for fewer items (limit), fewer fields, or with narrower filters.',
    );
  }
}
