import type { Expense } from '@jenji-kit/client';
import { sumByCurrency } from '@jenji-kit/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breathing, breathless, Superseded } from './breathing.ts';
import type { Column } from './column.ts';
import { RowEncoder } from './row-encoder.ts';
import { everything, type Filter, isEverything, RowFilter } from './row-filter.ts';
import { RowOrder } from './row-order.ts';
import { RowStore } from './row-store.ts';
import { totalsOf } from './row-totals.ts';

const columns: readonly Column[] = [
  { id: 'date', label: 'Date', kind: 'text', width: 100 },
  { id: 'vendor', label: 'Vendor', kind: 'text', width: 100 },
  { id: 'amount', label: 'Amount', kind: 'amount', width: 100 },
  { id: 'currency', label: 'Currency', kind: 'text', width: 60 },
];
const readers = [
  ['date', ({ time }: Expense) => time ?? ''],
  ['vendor', ({ label }: Expense) => label ?? ''],
  ['currency', ({ currency }: Expense) => currency ?? ''],
] as const;

/** A store that got the expenses in chunks of this many. */
function storeOf(expenses: readonly Expense[], chunk = 3): RowStore {
  const encoder = new RowEncoder(readers);
  const store = new RowStore(columns);
  for (let from = 0; from < expenses.length; from += chunk) {
    // As it arrives in a page.
    store.append(structuredClone(encoder.encode(expenses.slice(from, from + chunk))));
  }
  return store;
}

const cents = fc.integer({ min: -1e10, max: 1e10 });
const anyAmount = fc.oneof(
  cents.map((units) => units / 100),
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  cents.map((units) => units / 1000),
  fc.constant(null),
);
const anyExpense: fc.Arbitrary<Expense> = fc.record({
  time: fc.constantFrom('2026-10-01', '2026-10-02', '2026-09-30', null),
  label: fc.oneof(
    fc.constantFrom('Café de l’Opéra', 'cafe 10', 'cafe 9', 'Hôtel', '', null),
    fc.string({ maxLength: 5 }),
  ),
  total: anyAmount,
  currency: fc.constantFrom('EUR', 'JPY', 'TND', null),
});
const anyExpenses = fc.array(anyExpense, { maxLength: 60 });

describe('rows on their way to a page', () => {
  test('arrive as they were sent, in chunks of any size', () => {
    fc.assert(
      fc.property(anyExpenses, fc.integer({ min: 1, max: 20 }), (expenses, chunk) => {
        const store = storeOf(expenses, chunk);
        expect(store.count).toBe(expenses.length);
        for (const [row, { time, label, total, currency }] of expenses.entries()) {
          expect(store.textOf(row, 'date')).toBe(time ?? '');
          expect(store.textOf(row, 'vendor')).toBe(label ?? '');
          expect(store.textOf(row, 'currency')).toBe(currency ?? '');
          expect(store.amounts[row]).toBe(total ?? Number.NaN);
        }
      }),
    );
  });

  test('each text goes over once, and a column that is empty not at all', () => {
    const encoder = new RowEncoder(readers);
    const first = encoder.encode([{ label: 'Taxi' }, { label: 'Taxi' }, {}]);
    expect(first.texts).toEqual([
      { column: 'date', added: [] },
      { column: 'vendor', added: ['Taxi'], codes: Uint32Array.of(1, 1, 0) },
      { column: 'currency', added: [] },
    ]);
    expect(encoder.encode([{ label: 'Taxi' }]).texts[1]).toEqual({
      column: 'vendor',
      added: [],
      codes: Uint32Array.of(1),
    });
  });

  test('tell how many decimals an amount has, and where it has more digits than are sure', () => {
    const totals = [0, 12, 12.3, -0.07, 1234567890.12345, 0.1 + 0.2, 12345678901234568, 1e-9];
    const { scales, inexact } = new RowEncoder(readers).encode(totals.map((total) => ({ total })));
    expect([...scales]).toEqual([0, 0, 1, 2, 5, 255, 255, 9]);
    expect(inexact).toEqual([
      [5, '0.30000000000000004'],
      [6, '12345678901234568'],
    ]);
  });
});

describe('totals', () => {
  test('are exact and never mix currencies, whichever rows are meant', async () => {
    await fc.assert(
      fc.asyncProperty(anyExpenses, fc.array(fc.boolean(), { maxLength: 60 }), async (expenses, marks) => {
        const store = storeOf(expenses);
        const marked = Uint8Array.from(expenses, (_, row) => (marks[row] ? 1 : 0));
        for (const each of [undefined, marked]) {
          const wanted = sumByCurrency(
            expenses.flatMap(({ total, currency }, row) =>
              total == null || (each && each[row] !== 1) ? [] : [{ value: decimal(total), currency: currency ?? '' }],
            ),
          );
          const totals = await totalsOf(store, each, breathless);
          expect(totals.map(({ currency, value }) => [currency, Number(value)]).sort()).toEqual(
            wanted.map(({ currency, value }) => [currency, Number(value)]).sort(),
          );
          expect(totals.every(({ exact }) => exact)).toBe(true);
        }
      }),
    );
  });

  test('lose no cent over 200,000 rows, where adding numbers does', async () => {
    const expenses = Array.from({ length: 200_000 }, (_, index) => ({
      total: 0.1 + (index % 3) / 100,
      currency: 'EUR',
    }));
    const rounded = expenses.map(({ total, currency }) => ({ total: Number(total.toFixed(2)), currency }));
    const [total] = await totalsOf(storeOf(rounded, 5000), undefined, breathless);
    expect(total).toEqual({ currency: 'EUR', value: '21999.99', rows: 200_000, exact: true });
    expect(rounded.reduce((sum, { total }) => sum + total, 0)).not.toBe(21_999.99);
  });

  test('carry beyond what a number holds, and say where an amount was not sure', async () => {
    const large = Array.from({ length: 50 }, () => ({ total: 999_999_999_999_999, currency: 'JPY' }));
    const store = storeOf([...large, { total: 0.1 + 0.2, currency: 'TND' }, { total: 1e21, currency: 'TND' }]);
    expect(await totalsOf(store, undefined, breathless)).toEqual([
      { currency: 'JPY', value: '49999999999999950', rows: 50, exact: true },
      { currency: 'TND', value: '1000000000000000000000.30000000000000004', rows: 2, exact: false },
    ]);
  });
});

function decimal(total: number): string {
  return total.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 3 }).replace(/^-0$/, '0');
}

describe('the order of rows', () => {
  test('is that of a comparison, stable, with rows without a value last in both directions', async () => {
    const collator = new Intl.Collator('fr', { numeric: true });
    await fc.assert(
      fc.asyncProperty(anyExpenses, fc.boolean(), async (expenses, descending) => {
        const order = new RowOrder(storeOf(expenses), 'fr');
        const sign = descending ? -1 : 1;
        const rows = expenses.map((_, row) => row);
        const sorted = async (column: string) => [...(await order.sorted({ column, descending }, breathless))];
        const totalOf = (row: number) => expenses[row]?.total ?? Number.NaN;
        const lastOf = (one: boolean, other: boolean) => Number(one) - Number(other);
        expect(await sorted('amount')).toEqual(
          [...rows].sort(
            (a, b) =>
              lastOf(Number.isNaN(totalOf(a)), Number.isNaN(totalOf(b))) ||
              sign * (Number(totalOf(a) > totalOf(b)) - Number(totalOf(a) < totalOf(b))) ||
              a - b,
          ),
        );
        const labelOf = (row: number) => expenses[row]?.label ?? '';
        expect(await sorted('vendor')).toEqual(
          [...rows].sort(
            (a, b) =>
              lastOf(labelOf(a) === '', labelOf(b) === '') || sign * collator.compare(labelOf(a), labelOf(b)) || a - b,
          ),
        );
        expect([...(await order.sorted(undefined, breathless))]).toEqual(rows);
      }),
    );
  });

  test('counts in rows that came since', async () => {
    const encoder = new RowEncoder(readers);
    const store = new RowStore(columns);
    const order = new RowOrder(store, 'en');
    store.append(encoder.encode([{ label: 'b' }, { label: 'd' }]));
    expect([...(await order.sorted({ column: 'vendor', descending: false }, breathless))]).toEqual([0, 1]);
    store.append(encoder.encode([{ label: 'a' }, { label: 'c' }]));
    expect([...(await order.sorted({ column: 'vendor', descending: false }, breathless))]).toEqual([2, 0, 3, 1]);
  });

  test('of many different texts is worked out in slices, and given up when it is not wanted any more', async () => {
    const store = storeOf(
      Array.from({ length: 20_000 }, (_, index) => ({ label: `Vendor ${(index * 7919) % 20_000}` })),
      5000,
    );
    const order = new RowOrder(store, 'en');
    let breaths = 0;
    const rows = await order.sorted({ column: 'vendor', descending: false }, () => {
      breaths++;
      return undefined;
    });
    expect(breaths).toBeGreaterThan(200);
    expect([...rows.subarray(0, 3)].map((row) => store.textOf(row, 'vendor'))).toEqual([
      'Vendor 0',
      'Vendor 1',
      'Vendor 2',
    ]);
    const controller = new AbortController();
    const other = new RowOrder(store, 'en');
    const stopping = breathing(controller.signal, async () => controller.abort(), 0);
    await expect(other.sorted({ column: 'vendor', descending: true }, stopping)).rejects.toThrow(Superseded);
  });
});

describe('the filter', () => {
  const expenses: Expense[] = [
    { label: 'Café de l’Opéra', total: 194.15, currency: 'EUR', time: '2026-10-01' },
    { label: 'CAFE ROYAL', total: 12, currency: 'GBP', time: '2026-10-02' },
    { label: 'Taxi', total: -5, currency: 'EUR', time: '2026-10-02' },
    { label: 'Hôtel', currency: 'EUR' },
  ];
  const found = async (filter: Partial<Filter>) => {
    const passing = await new RowFilter(storeOf(expenses)).passing({ ...everything, ...filter }, breathless);
    return [...passing].flatMap((passes, row) => (passes === 1 ? [row] : []));
  };

  test.each([
    ['', [0, 1, 2, 3]],
    ['cafe', [0, 1]],
    ['opéra CAFÉ', [0]],
    ['cafe eur', [0]],
    ['hotel', [3]],
    ["l'opera", [0]],
    ['194.15', [0]],
    ['194,1', [0]],
    ['2026-10-02', [1, 2]],
    ['nothing', []],
    ['…', []],
  ])('finds with "%s" rows %j, whatever their accents and case', async (text, rows) => {
    expect(await found({ text })).toEqual(rows);
  });

  test('takes values of a column, none among them, and a range of amounts', async () => {
    expect(await found({ facets: new Map([['currency', new Set(['EUR'])]]) })).toEqual([0, 2, 3]);
    expect(await found({ facets: new Map([['date', new Set(['', '2026-10-01'])]]) })).toEqual([0, 3]);
    expect(await found({ minimum: 0 })).toEqual([0, 1]);
    expect(await found({ minimum: -5, maximum: 12 })).toEqual([1, 2]);
    expect(await found({ text: 'cafe', facets: new Map([['currency', new Set(['GBP'])]]), maximum: 11 })).toEqual([]);
  });

  test('knows when it lets everything through', () => {
    expect(isEverything({ text: '  ', facets: new Map([['state', new Set()]]) })).toBe(true);
    expect(isEverything({ ...everything, minimum: 0 })).toBe(false);
    expect(isEverything({ ...everything, facets: new Map([['state', new Set([''])]]) })).toBe(false);
  });
});
