/** A cell of a CSV file: text that somebody typed, or a number of ours as a decimal string. */
export type CsvCell = { readonly text: string } | { readonly number: string };

export interface CsvFormat {
  readonly separator: ',' | ';' | '\t';
  /** As the spreadsheets of the person read numbers. */
  readonly decimalMark: '.' | ',';
}

/** Without it, spreadsheets take UTF-8 for an older code page and show accents as pairs of signs. */
export const byteOrderMark = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180), with its CR LF.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text; so does one that
 * has such an apostrophe already, so that exactly one can be taken off again. Numbers are never touched. Whatever holds
 * a sign that some spreadsheet separates at is quoted, whichever separator this file has.
 */
export function csvLine(cells: readonly CsvCell[], { separator, decimalMark }: CsvFormat): string {
  const line = cells.map((cell) =>
    'number' in cell
      ? quoted(cell.number.replace('.', decimalMark), separator)
      : quoted(harmless(cell.text), separator),
  );
  return `${line.join(separator)}\r\n`;
}

const formulaStart = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function harmless(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

function quoted(text: string, separator: string): string {
  // A decimal comma is no reason for quotes where the separator is another.
  const isPlain = separator !== ',' && /^-?\d+(,\d+)?$/.test(text);
  return !isPlain && /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
