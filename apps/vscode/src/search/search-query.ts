import { folded } from '@jenji-kit/client/text';

/** One word of what somebody looks for: it has to fit somewhere. */
export interface Term {
  /** Without case, accents and punctuation; empty where only the amount counts. */
  readonly text: string;
  /** Whether an amount fits; undefined where the word is none. */
  readonly fitsAmount?: ((amount: number) => boolean) | undefined;
  /** Whether nothing but an amount can fit, as with `>500`. */
  readonly onlyAmount: boolean;
}

/**
 * What somebody typed, as words that all have to fit: `hotel 218,20`, `>500 waiting`, `100..200 martin`, `2026-03`.
 * A decimal may be written with a point or a comma.
 */
export function parseQuery(typed: string): Term[] {
  return typed
    .replace(/(?<=[<>=≤≥])\s+/g, '')
    .split(/\s+/)
    .flatMap((word) => termOf(word) ?? []);
}

const number = '\\d+(?:[.,]\\d+)?';
const comparison = new RegExp(`^(<=|>=|[<>=≤≥])(${number})$`);
const range = new RegExp(`^(${number})(?:\\.\\.|…)(${number})$`);

function termOf(word: string): Term | undefined {
  const [, sign = '', bound = ''] = comparison.exec(word) ?? [];
  if (bound !== '') return { text: '', onlyAmount: true, fitsAmount: compared(sign, decimal(bound)) };
  const [, low = '', high = ''] = range.exec(word) ?? [];
  if (low !== '') {
    const [from, to] = [decimal(low), decimal(high)].sort((a, b) => a - b);
    return { text: '', onlyAmount: true, fitsAmount: (amount) => amount >= (from ?? 0) && amount <= (to ?? 0) };
  }
  const text = folded(word);
  if (new RegExp(`^-?${number}$`).test(word)) return { text, onlyAmount: false, fitsAmount: startsLike(word) };
  return text === '' ? undefined : { text, onlyAmount: false };
}

/** While it is being typed, an amount fits those that begin so: `218` and `218.2` fit 218.20, and `218` not 2180. */
function startsLike(word: string): (amount: number) => boolean {
  const [whole = '', fraction] = word.replace(',', '.').split('.');
  const from = Number(whole);
  if (fraction === undefined) return (amount) => Math.trunc(amount) === from && (from !== 0 || amount < 1);
  const wanted = `${from}.${fraction}`;
  // Two decimals are what most currencies have; what has more is compared as it is written.
  return (amount) => amount.toFixed(Math.max(2, fraction.length)).startsWith(wanted);
}

function compared(sign: string, bound: number): (amount: number) => boolean {
  switch (sign) {
    case '<':
      return (amount) => amount < bound;
    case '>':
      return (amount) => amount > bound;
    case '<=':
    case '≤':
      return (amount) => amount <= bound;
    case '>=':
    case '≥':
      return (amount) => amount >= bound;
    default:
      return (amount) => amount === bound;
  }
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'));
}
