import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AbortedError } from '@jenji-kit/client/errors';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { byteOrderMark, type CsvCell, type CsvFormat, csvLine } from './csv.ts';
import { writeCsv } from './write-csv.ts';

const formats: readonly CsvFormat[] = [
  { separator: ',', decimalMark: '.' },
  { separator: ';', decimalMark: ',' },
];
const anyFormat = fc.constantFrom(...formats);

const hostile = [
  '=1+1',
  '=HYPERLINK("http://evil.example";"x")',
  '+33 1 23',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  "'=1",
  "''+1",
  'a;=1+1',
  'a,=1+1',
  'a\t=1+1',
  '"=1',
  '""',
  'a"b',
  "it's",
  ' ',
  '',
];
const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string(), fc.string({ unit: 'grapheme' }));
const anyNumber = fc.oneof(
  fc.integer().map(String),
  fc.tuple(fc.integer(), fc.integer({ min: 1, max: 99 })).map(([whole, cents]) => `${whole}.${cents}`),
);
const anyCell: fc.Arbitrary<CsvCell> = fc.oneof(
  anyText.map((text) => ({ text })),
  anyNumber.map((number) => ({ number })),
);
const anyRows = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  );

const read = (csv: string, { separator }: CsvFormat): string[][] =>
  parse(csv, { delimiter: separator, record_delimiter: '\r\n', bom: true, relax_column_count: false });

/** What the one apostrophe that we add guards. */
const unguarded = (text: string) => (/^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text);

test('what another parser reads back is what was written, whatever people typed', () => {
  fc.assert(
    fc.property(anyRows, anyFormat, (rows, format) => {
      const lines = rows.map((cells) => csvLine(cells, format)).join('');
      expect(
        read(lines, format).map((cells, row) => cells.map((cell, column) => value(cell, rows[row]?.[column]))),
      ).toEqual(rows.map((cells) => cells.map((cell) => ('number' in cell ? Number(cell.number) : cell.text))));
      function value(cell: string, original: CsvCell | undefined) {
        return original && 'number' in original ? Number(cell.replace(format.decimalMark, '.')) : unguarded(cell);
      }
    }),
    { numRuns: 500 },
  );
});

test('no text begins like a formula, in this separator or the other', () => {
  fc.assert(
    fc.property(anyText, anyFormat, anyFormat, (text, written, opened) => {
      for (const row of parse(csvLine([{ text }, { text: 'x' }], written), {
        delimiter: [opened.separator, '\t'],
        relax_column_count: true,
        relax_quotes: true,
      })) {
        expect(row[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }
    }),
  );
  expect(hostile.slice(0, 9).map((text) => csvLine([{ text }], { separator: ',', decimalMark: '.' })[0])).toEqual(
    hostile.slice(0, 9).map((text) => (/["\t\r\n]/.test(text) ? '"' : "'")),
  );
});

test('numbers stay numbers, with the decimal mark of the spreadsheet', () => {
  const cells = [{ number: '-12.50' }, { number: '1234.5' }, { number: '7' }];
  expect(csvLine(cells, { separator: ',', decimalMark: '.' })).toBe('-12.50,1234.5,7\r\n');
  expect(csvLine(cells, { separator: ';', decimalMark: ',' })).toBe('-12,50;1234,5;7\r\n');
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jenji-kit-csv-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const table = (rows: number) => ({
  header: ['Vendor', 'Amount'],
  rows,
  row: (index: number) => [{ text: `Café ${index}` }, { number: `${index}.25` }],
});

test('a file begins with the mark by which spreadsheets know UTF-8, and holds every row', async () => {
  const path = join(folder, 'expenses.csv');
  const told: number[] = [];
  const [format = { separator: ',', decimalMark: '.' }] = formats;
  await writeCsv(path, table(5000), {
    format,
    signal: new AbortController().signal,
    progress: (rows) => told.push(rows),
  });
  const text = await readFile(path, 'utf8');
  expect(text.startsWith(`${byteOrderMark}Vendor,Amount\r\nCafé 0,0.25\r\n`)).toBe(true);
  expect(read(text, format)).toHaveLength(5001);
  expect(told).toEqual([2000, 4000, 5000]);
  expect(await readdir(folder)).toEqual(['expenses.csv']);
});

test('a file that is cancelled or fails leaves what was there, and nothing beside it', async () => {
  const path = join(folder, 'expenses.csv');
  await writeFile(path, 'before');
  const controller = new AbortController();
  const [format = { separator: ',', decimalMark: '.' }] = formats;
  const cancelled = writeCsv(path, table(50_000), {
    format,
    signal: controller.signal,
    progress: () => controller.abort(),
  });
  await expect(cancelled).rejects.toThrow(AbortedError);
  const failing = {
    ...table(5000),
    row(index: number): CsvCell[] {
      if (index > 3000) throw new Error('No such row');
      return [{ text: 'x' }];
    },
  };
  await expect(writeCsv(path, failing, { format, signal: new AbortController().signal })).rejects.toThrow(
    'No such row',
  );
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['expenses.csv']);
});
