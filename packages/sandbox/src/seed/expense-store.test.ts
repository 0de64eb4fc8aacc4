import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpenseRecord, SearchMode } from '../world/index.ts';
import { dayOf } from './calendar.ts';
import { atelierLumiere } from './companies/atelier-lumiere/atelier-lumiere.ts';
import { menuiserieKerbrat } from './companies/menuiserie-kerbrat.ts';
import { createExpenseSource } from './expense-source.ts';
import { createExpenseStore } from './expense-store.ts';
import { createIds } from './ids.ts';

const seed = 5;
const ids = createIds(seed);
const firstDay = dayOf('2024-02-01');
const lastDay = dayOf('2025-01-31');

function makeStore(counts: readonly [number, number] = [400, 60]) {
  const sources = [atelierLumiere, menuiserieKerbrat].map((build, index) =>
    createExpenseSource(build(ids, seed, lastDay), {
      seed,
      ids,
      series: 2 * index,
      firstDay,
      lastDay,
      count: counts[index] ?? 0,
    }),
  );
  const [main, other] = sources;
  if (!main || !other) throw new Error('two sources');
  return { store: createExpenseStore(sources), main, other };
}

const idsOf = (records: Iterable<ExpenseRecord>) => Array.from(records, ({ expense }) => expense.id);
const dayIn = (mode: SearchMode, { expense }: ExpenseRecord) =>
  mode === 'TIME' ? expense.time : new Date(expense.createdAt).toISOString().slice(0, 10);

describe('laziness', () => {
  it('makes nothing at the start, one record for one id, and for a week the records of that week', () => {
    const { store, main } = makeStore([200_000, 0]);
    expect(store.size).toBe(200_000);
    expect(main.generated).toBe(0);

    const [id = ''] = [ids.encode(0, 123_456)];
    expect(store.get(id)?.expense.id).toBe(id);
    expect(main.generated).toBe(1);

    const week = idsOf(store.search(main.organizationId, { mode: 'TIME', start: '2024-03-04', end: '2024-03-10' }));
    expect(week.length).toBeGreaterThan(2500);
    expect(main.generated).toBe(1 + week.length);
  });

  it('makes as many records as are taken', () => {
    const { store, main } = makeStore([200_000, 0]);
    let taken = 0;
    for (const _ of store.search(main.organizationId)) {
      taken += 1;
      if (taken === 50) break;
    }
    expect(main.generated).toBe(50);
  });

  it('makes for a period of creation only what was created in it', () => {
    const { store, main } = makeStore([200_000, 0]);
    const day = idsOf(store.search(main.organizationId, { mode: 'CREATION', start: '2024-03-12', end: '2024-03-12' }));
    expect(day.length).toBeGreaterThan(100);
    expect(main.generated).toBe(day.length);
  });
});

describe('a search', () => {
  const { store, main, other } = makeStore();
  const all = [...store.search(main.organizationId)];

  it('finds every expense of the organization once, and none of another', () => {
    expect(all).toHaveLength(400);
    expect(new Set(idsOf(all)).size).toBe(400);
    expect(all.every(({ expense }) => expense.organizationId === main.organizationId)).toBe(true);
    expect(idsOf(store.search(other.organizationId))).toHaveLength(60);
    expect(idsOf(store.search('nobody'))).toEqual([]);
  });

  it('gives what is got by id', () => {
    for (const record of all) expect(store.get(record.expense.id)).toEqual(record);
    expect(store.get('nothing')).toBeUndefined();
    expect(store.get(ids.encode(0, 400))).toBeUndefined();
  });

  it('of any period is the same as looking through everything, in the order of date and id', () => {
    const dates = fc
      .integer({ min: firstDay - 40, max: lastDay + 40 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom<SearchMode>('TIME', 'CREATION'), dates, dates, (mode, start, end) => {
        const expected = all
          .map((record) => ({ day: dayIn(mode, record), id: record.expense.id }))
          .filter(({ day }) => start <= day && day <= end)
          .sort((a, b) => (`${a.day}${a.id}` < `${b.day}${b.id}` ? -1 : 1))
          .map(({ id }) => id);
        expect(idsOf(store.search(main.organizationId, { mode, start, end }))).toEqual(expected);
      }),
    );
  });
});

describe('changes', () => {
  it('replace what was generated, wherever it is looked for', () => {
    const { store, main } = makeStore();
    const [record] = store.search(main.organizationId);
    if (!record) throw new Error('an expense');
    const moved = { ...record, expense: { ...record.expense, time: '2024-12-24', label: 'Changed' } };
    store.put(moved);
    expect(store.size).toBe(460);
    expect(store.get(record.expense.id)).toBe(moved);
    expect(idsOf(store.search(main.organizationId))).toHaveLength(400);
    const period = { mode: 'TIME', start: '2024-12-24', end: '2024-12-24' } as const;
    expect([...store.search(main.organizationId, period)]).toContain(moved);
    expect(
      idsOf(store.search(main.organizationId, { ...period, start: record.expense.time, end: record.expense.time })),
    ).not.toContain(record.expense.id);
  });

  it('add what is new, in its place in the order', () => {
    const { store, main } = makeStore();
    const [record] = store.search(main.organizationId, { mode: 'TIME', start: '2024-06-01', end: '2024-06-30' });
    if (!record) throw new Error('an expense');
    const added = ['a', 'z', 'm'].map((id) => ({ expense: { ...record.expense, id, time: '2024-06-15' } }));
    for (const each of added) store.put(each);
    expect(store.size).toBe(463);
    const found = [...store.search(main.organizationId)].map(({ expense }) => `${expense.time} ${expense.id}`);
    expect(found).toEqual([...found].sort());
    expect(found).toEqual(expect.arrayContaining(['2024-06-15 a', '2024-06-15 m', '2024-06-15 z']));
  });

  it('take an organization that has no generated expenses', () => {
    const { store, main } = makeStore();
    const [record] = store.search(main.organizationId);
    if (!record) throw new Error('an expense');
    store.put({ expense: { ...record.expense, id: 'new', organizationId: 'brand-new' } });
    expect(idsOf(store.search('brand-new'))).toEqual(['new']);
  });

  it('of all expenses reach those that are generated later and those that are written, and nobody else’s', () => {
    const { store, main, other } = makeStore();
    const [first, second] = store.search(main.organizationId);
    if (!first || !second) throw new Error('two expenses');
    store.put({ ...first, expense: { ...first.expense, label: 'Changed' } });
    const before = main.generated;
    store.updateAll(main.organizationId, (record) => ({ ...record, expense: { ...record.expense, state: 'RESET' } }));
    expect(main.generated).toBe(before);
    expect(store.get(first.expense.id)?.expense).toMatchObject({ label: 'Changed', state: 'RESET' });
    expect([...store.search(main.organizationId)].every(({ expense }) => expense.state === 'RESET')).toBe(true);
    expect([...store.search(other.organizationId)].some(({ expense }) => expense.state === 'RESET')).toBe(false);
    store.put(second);
    expect(store.get(second.expense.id)?.expense.state).toBe(second.expense.state);
  });
});
