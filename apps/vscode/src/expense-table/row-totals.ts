import { type Breathe, sliceRows } from './breathing.ts';
import { inexactScale } from './row-chunk.ts';
import type { RowStore } from './row-store.ts';

/** The sum of one currency, exact. */
export interface Total {
  /** Empty where expenses say none. */
  readonly currency: string;
  /** Decimal string. */
  readonly value: string;
  readonly rows: number;
  /** False where an amount has more digits than the wire carries unchanged. */
  readonly exact: boolean;
}

/** Sums of whole numbers by their scale. Numbers are added as long as they stay exact, then carried over. */
interface Sum {
  rows: number;
  exact: boolean;
  readonly low: Float64Array;
  readonly high: Map<number, bigint>;
}

const scales = 16;
const carryAt = 2 ** 52;
const powers = Array.from({ length: scales }, (_, exponent) => 10 ** exponent);

/** One total per currency of the rows that are marked, the currency with most rows first. Rows without amount are in none. */
export async function totalsOf(
  store: RowStore,
  marked: Uint8Array | undefined,
  breathe: Breathe,
): Promise<readonly Total[]> {
  const { texts, codes } = store.textColumn('currency');
  // More rows may come while this waits its turn; they count the next time.
  const { count } = store;
  const sums = new Map<number, Sum>();
  for (let row = 0; row < count; row++) {
    if (row % sliceRows === 0) await breathe();
    if (marked && marked[row] !== 1) continue;
    const amount = store.amounts[row] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    const code = codes[row] ?? 0;
    let sum = sums.get(code);
    if (!sum) {
      sum = { rows: 0, exact: true, low: new Float64Array(scales), high: new Map() };
      sums.set(code, sum);
    }
    sum.rows++;
    const scale = store.scales[row] ?? 0;
    if (scale === inexactScale) addInexact(sum, store.inexact.get(row) ?? '0');
    else add(sum, scale, Math.round(amount * (powers[scale] ?? 1)));
  }
  return [...sums]
    .map(([code, sum]) => ({
      currency: texts[code] ?? '',
      value: decimalOf(sum),
      rows: sum.rows,
      exact: sum.exact,
    }))
    .sort((one, other) => other.rows - one.rows || (one.currency < other.currency ? -1 : 1));
}

/** A whole number of at most 15 digits, so neither it nor the sum below the carry ever loses one. */
function add(sum: Sum, scale: number, units: number): void {
  const low = (sum.low[scale] ?? 0) + units;
  if (Math.abs(low) < carryAt) {
    sum.low[scale] = low;
    return;
  }
  carry(sum, scale, BigInt(low));
  sum.low[scale] = 0;
}

function carry({ high }: Sum, scale: number, units: bigint): void {
  high.set(scale, (high.get(scale) ?? 0n) + units);
}

function addInexact(sum: Sum, decimal: string): void {
  sum.exact = false;
  const [whole = '0', fraction = ''] = decimal.split('.');
  carry(sum, fraction.length, BigInt(whole + fraction));
}

function decimalOf(sum: Sum): string {
  for (const [scale, units] of sum.low.entries()) if (units !== 0) carry(sum, scale, BigInt(units));
  const largest = Math.max(0, ...sum.high.keys());
  let units = 0n;
  for (const [scale, part] of sum.high) units += part * 10n ** BigInt(largest - scale);
  const digits = String(units < 0n ? -units : units).padStart(largest + 1, '0');
  const whole = digits.slice(0, digits.length - largest);
  const fraction = digits.slice(digits.length - largest).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}
