import { decimalOf, type Expense } from '@jenji-kit/client';
import { inexactScale, type RowChunk, type TextChunk } from './row-chunk.ts';

/** What a column shows of an expense; empty for nothing. */
export type ReadText = (expense: Expense) => string;

interface Dictionary {
  readonly column: string;
  readonly read: ReadText;
  readonly codes: Map<string, number>;
}

/** Makes chunks of expenses for a page. It remembers which texts went over already, so one encoder serves one page. */
export class RowEncoder {
  readonly #dictionaries: readonly Dictionary[];

  constructor(texts: Iterable<readonly [column: string, read: ReadText]>) {
    this.#dictionaries = [...texts].map(([column, read]) => ({ column, read, codes: new Map() }));
  }

  encode(expenses: readonly Expense[]): RowChunk {
    const amounts = new Float64Array(expenses.length);
    const scales = new Uint8Array(expenses.length);
    const inexact: [number, string][] = [];
    for (const [row, { total }] of expenses.entries()) {
      amounts[row] = total ?? Number.NaN;
      const scale = total == null ? 0 : scaleOf(total);
      scales[row] = scale;
      if (scale === inexactScale && total != null) inexact.push([row, decimalOf(total).value]);
    }
    const texts = this.#dictionaries.map((dictionary) => encodeTexts(dictionary, expenses));
    return { count: expenses.length, texts, amounts, scales, inexact };
  }
}

function encodeTexts({ column, read, codes }: Dictionary, expenses: readonly Expense[]): TextChunk {
  const added: string[] = [];
  let numbers: Uint32Array | undefined;
  for (const [row, expense] of expenses.entries()) {
    const text = read(expense);
    if (text === '') continue;
    let code = codes.get(text);
    if (code === undefined) {
      code = codes.size + 1;
      codes.set(text, code);
      added.push(text);
    }
    numbers ??= new Uint32Array(expenses.length);
    numbers[row] = code;
  }
  return { column, added, ...(numbers && { codes: numbers }) };
}

const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Digits after the point of a number of at most 15 digits, found without making a text of each. */
function scaleOf(amount: number): number {
  const digits = Math.abs(amount);
  for (const [scale, power] of powers.entries()) {
    const units = Math.round(digits * power);
    if (units >= 1e15) break;
    if (units / power === digits) return scale;
  }
  return inexactScale;
}
