/** A text that VS Code shows before the extension runs, in the languages of the product. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}
