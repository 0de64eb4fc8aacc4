import type { Expense, Organization, User } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import { startSandbox } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import type { Account } from '../accounts/account.ts';
import { Readings } from '../readings/readings.ts';
import { ExpenseIndex, Found } from './expense-index.ts';
import { expenseWords } from './found-items.ts';
import { costWords, spanOf, usualSpans } from './period.ts';
import { missingOf, readPeriod } from './read-period.ts';
import { SearchMemory, type SearchResult } from './search-memory.ts';
import { parseQuery } from './search-query.ts';

const account: Account = {
  id: 'aaaaaaaaaaaa',
  label: 'Finance',
  place: 'test',
  baseUrl: 'https://api-test.example',
  keyType: 'organization',
  user: 'key',
};

const organization: Organization = {
  id: 'o',
  name: 'Atelier Lumière',
  masterLanguage: 'fr',
  categories: [{ id: 'meal', labelsPerLanguage: { en: 'Meals', fr: 'Repas' } }],
  groups: [{ id: 'root', name: 'Tout le monde' }],
};
const users: User[] = [
  { id: 'u1', firstName: 'Hélène', lastName: 'Müller', login: 'helene@lumiere.example' },
  { id: 'u2', firstName: 'Ada', lastName: 'Lovelace', login: 'ada@lumiere.example' },
];
const march: Expense[] = [
  {
    id: 'aaaa1111-0000-4000-8000-000000000001',
    label: "Hôtel de l'Opéra",
    userId: 'u1',
    category: 'hotel',
    total: 218.2,
    currency: 'EUR',
    time: '2026-03-14',
    state: 'WAITING_FOR_VALIDATION',
  },
  {
    id: 'aaaa1111-0000-4000-8000-000000000002',
    label: 'Taxi G7',
    userId: 'u2',
    category: 'taxi',
    total: 21.8,
    currency: 'EUR',
    time: '2026-03-15',
    state: 'ACCEPTED',
  },
  {
    id: 'aaaa1111-0000-4000-8000-000000000003',
    label: 'Le Bistrot',
    userId: 'u2',
    category: 'meal',
    total: 2180,
    currency: 'JPY',
    time: '2026-03-02',
    state: 'PAID',
  },
  {
    id: 'aaaa1111-0000-4000-8000-000000000004',
    label: 'Straßenbahn',
    userId: 'u1',
    total: 0.5,
    currency: 'EUR',
    time: '2026-03-02',
    state: 'WAITING_FOR_CFO',
  },
];

function memoryOf(lists: Record<string, readonly Expense[]> = { '2026-03': march }) {
  const readings = new Readings();
  readings.put('organizations/o', organization);
  readings.put('organizations/o/users', users);
  readings.put('organizations/o/options/projects%2F2026', [{ id: 'n1', labelsPerLanguage: { fr: 'Chantier Nord' } }]);
  for (const [name, expenses] of Object.entries(lists)) readings.put(`organizations/o/expenses/${name}`, expenses);
  const memory = new SearchMemory();
  const search = (typed: string, limit = 200, signal = new AbortController().signal): Promise<SearchResult> =>
    memory.search(typed, [{ account, readings }], { signal, language: 'fr', limit });
  return { memory, readings, search, source: { account, readings } };
}

describe('what somebody types', () => {
  const { search } = memoryOf();
  test.each([
    ['hotel', ["Hôtel de l'Opéra"]],
    ['HÔTEL OPERA', ["Hôtel de l'Opéra"]],
    ['l’opéra', ["Hôtel de l'Opéra"]],
    ['STRASSE', ['Straßenbahn']],
    ['muller', ["Hôtel de l'Opéra", 'Straßenbahn']],
    ['ada@lumiere', ['Taxi G7', 'Le Bistrot']],
    ['218.20', ["Hôtel de l'Opéra"]],
    ['218,20', ["Hôtel de l'Opéra"]],
    ['218', ["Hôtel de l'Opéra"]],
    ['218.2', ["Hôtel de l'Opéra"]],
    ['2180', ['Le Bistrot']],
    ['0,5', ['Straßenbahn']],
    ['>500', ['Le Bistrot']],
    ['> 500', ['Le Bistrot']],
    ['<21,8', ['Straßenbahn']],
    ['<=21.80', ['Taxi G7', 'Straßenbahn']],
    ['20..300', ['Taxi G7', "Hôtel de l'Opéra"]],
    ['repas', ['Le Bistrot']],
    ['en attente', ["Hôtel de l'Opéra", 'Straßenbahn']],
    ['waiting', ["Hôtel de l'Opéra", 'Straßenbahn']],
    ['approuvé', ['Taxi G7']],
    ['remboursée', ['Le Bistrot']],
    ['WAITING_FOR_CFO', ['Straßenbahn']],
    ['2026-03-02', ['Le Bistrot', 'Straßenbahn']],
    ['14/03/2026', ["Hôtel de l'Opéra"]],
    ['mars 2026', ['Taxi G7', "Hôtel de l'Opéra", 'Le Bistrot', 'Straßenbahn']],
    ['march ada', ['Taxi G7', 'Le Bistrot']],
    ['aaaa1111-0000-4000-8000-000000000003', ['Le Bistrot']],
    ['hotel >500', []],
    ['nothing at all', []],
  ])('%s finds %j', async (typed, labels) => {
    const { expenses, count } = await search(typed);
    expect(expenses.map(({ expense }) => expense.label).sort()).toEqual([...labels].sort());
    expect(count).toBe(labels.length);
  });

  test('finds people and settings too, and says whose and what', async () => {
    expect((await search('helene')).records).toMatchObject([
      { label: 'Hélène Müller', subject: { kind: 'user', id: 'u1' } },
    ]);
    expect((await search('repas')).records).toMatchObject([{ subject: { kind: 'category', id: 'meal' } }]);
    expect((await search('tout monde')).records).toMatchObject([{ subject: { kind: 'group', id: 'root' } }]);
    expect((await search('nord')).records).toMatchObject([
      { label: 'Chantier Nord', subject: { kind: 'customOption', id: 'n1', listId: 'projects/2026' } },
    ]);
    // An amount is of expenses only.
    expect((await search('helene >5')).records).toEqual([]);
  });

  test('never fails, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (typed) => {
        expect((await search(typed)).count).toBeLessThanOrEqual(march.length);
      }),
      { numRuns: 100 },
    );
  });
});

test('says vendor, amount, who, when, state, organization and, with several accounts, where', async () => {
  const { search } = memoryOf();
  const [found] = (await search('hotel')).expenses;
  if (!found) throw new Error('It was not found');
  expect(expenseWords(found, true, 'en')).toEqual({
    label: "$(clock) Hôtel de l'Opéra",
    description: '218.20 EUR · Hélène Müller · 2026-03-14',
    detail: 'Waiting for approval · Atelier Lumière · Finance · Test',
  });
  const hostile = { ...found, expense: { ...found.expense, label: '$(trash)\u202e\nx' } };
  expect(expenseWords(hostile, false, 'en').label).toBe('$(clock) $ (trash) x');
});

test('the vendor counts most, then the latest; and all are counted, however few are shown', async () => {
  const { search } = memoryOf({
    '2026-03': march,
    '2026-04': Array.from({ length: 500 }, (_, index) => ({
      id: `t${index}`,
      label: index === 7 ? 'Taxi G7' : 'Café',
      category: 'taxi',
      time: `2026-04-${String(1 + (index % 28)).padStart(2, '0')}`,
    })),
  });
  const { expenses, count, all } = await search('taxi', 10);
  expect(count).toBe(501);
  expect(expenses).toHaveLength(10);
  expect(expenses.slice(0, 2).map(({ expense }) => [expense.label, expense.time])).toEqual([
    ['Taxi G7', '2026-04-08'],
    ['Taxi G7', '2026-03-15'],
  ]);
  expect(all()).toMatchObject([{ organizationId: 'o', expenses: { length: 501 } }]);
});

test('what waits is found once, whether or not its month was read', async () => {
  const [first, , , last] = march;
  if (!first || !last) throw new Error('They are gone');
  const older = { ...first, id: 'older', time: '2025-12-01' };
  const { search, readings } = memoryOf({ '2026-03': march, waiting: [first, last, older] });
  expect((await search('hotel')).expenses.map(({ expense }) => expense.id).sort()).toEqual([first.id, 'older'].sort());
  readings.put('organizations/o/expenses/2025-12', [older]);
  expect((await search('hotel')).count).toBe(2);
});

test('follows what is read: an index is made anew where names or expenses are others, and kept otherwise', async () => {
  const { search, readings } = memoryOf();
  expect((await search('curie')).count).toBe(0);
  readings.put('organizations/o/users', [...users, { id: 'u3', firstName: 'Marie', lastName: 'Curie' }]);
  readings.put('organizations/o/expenses/2026-03', [...march, { id: 'new', userId: 'u3', time: '2026-03-20' }]);
  expect((await search('curie')).count).toBe(1);
});

test('is given up at once where something else is typed, and found with the next look', async () => {
  const { search } = memoryOf();
  const controller = new AbortController();
  const search1 = search('hotel', 200, controller.signal);
  controller.abort();
  await expect(search1).rejects.toThrow();
  expect((await search('hotel')).count).toBe(1);
});

describe('200,000 expenses', () => {
  const labels = Array.from({ length: 800 }, (_, index) => `Vendör n° ${index} de l’Opéra`);
  const many: Expense[] = Array.from({ length: 200_000 }, (_, index) => ({
    id: `e${index}`,
    label: labels[index % labels.length],
    userId: `user-${index % 700}`,
    category: `category-${index % 40}`,
    total: (index % 90_000) / 100,
    currency: 'EUR',
    time: `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`,
    state: index % 3 === 0 ? 'PAID' : 'ACCEPTED',
  }));
  const names = { language: 'en', person: (id: string) => id, category: (id: string) => id };
  let index: ExpenseIndex;
  let pauses = 0;
  const pause = async () => {
    pauses++;
  };
  beforeAll(async () => {
    index = await ExpenseIndex.of(many, names, pause);
  });

  test('a key typed costs a fraction of looking through them, in slices', async () => {
    const query = 'opera user-12';
    const look = async () => {
      const found = new Found();
      await index.search(parseQuery(query), found, pause);
      return found;
    };
    const words = query.split(' ').map(folded);
    const plain = () =>
      many.filter(({ label, userId, category, state, time }) => {
        const text = folded([label, userId, category, state, time].join(' '));
        return words.every((word) => text.includes(word));
      }).length;
    const time = async <Result>(work: () => Result | Promise<Result>) => {
      const from = process.hrtime.bigint();
      const result = await work();
      return { result, took: Number(process.hrtime.bigint() - from) };
    };
    await look();
    pauses = 0;
    const fast = await time(look);
    expect(pauses).toBe(10);
    const slow = await time(plain);
    expect(fast.result.count).toBe(slow.result);
    expect(fast.result.count).toBeGreaterThan(1_000);
    expect(slow.took / fast.took).toBeGreaterThan(5);
    expect(fast.result.best(200)).toHaveLength(200);
  });
});

describe('a period', () => {
  test('is told its cost before anything is sent', () => {
    expect([0, 1, 6, 120, 240].map(costWords)).toEqual([
      'Already here, no request',
      '1 request, about 1 s',
      '6 requests, about 2 s',
      '120 requests, about 40 s',
      '240 requests, about 120 s',
    ]);
    expect(usualSpans('2026-02').map(({ months }) => [months[0], months.at(-1), months.length])).toEqual([
      ['2026-02', '2026-02', 1],
      ['2025-12', '2026-02', 3],
      ['2025-09', '2026-02', 6],
      ['2025-03', '2026-02', 12],
      ['2026-01', '2026-02', 2],
      ['2025-01', '2025-12', 12],
    ]);
  });

  test.each([
    ['2026-01..2026-03', ['2026-01', '2026-02', '2026-03']],
    ['2025-12 2026-01', ['2025-12', '2026-01']],
    ['2026-02', ['2026-02']],
    ['2026-13', undefined],
    ['2026-03..2026-01', undefined],
    ['1900..2026', undefined],
    ['last year', undefined],
    ['', undefined],
  ])('%s means %j', (typed, months) => {
    expect(spanOf(typed)).toEqual(months);
  });

  test('2025 means its twelve months', () => {
    expect(spanOf('2025')).toHaveLength(12);
  });

  const sandboxAndConnection = async () => {
    const sandbox = await startSandbox({ limits: 'none', expenses: 60 });
    const editor = await connectionsTo(sandbox);
    onTestFinished(async () => {
      await editor.close();
      await sandbox.close();
    });
    const [first] = sandbox.world.organizations.values();
    return { sandbox, connection: await editor.connection(), organizationId: first?.header.id ?? '' };
  };

  test('is read once, one search for each month, and what is here already is not asked for', async () => {
    const { sandbox, connection, organizationId } = await sandboxAndConnection();
    const months = ['2026-01', '2026-02', '2026-03'];
    const steps: number[] = [];
    const read = async () => {
      const wanted = missingOf(connection, [organizationId], months);
      await readPeriod(wanted, new AbortController().signal, (done) => steps.push(done));
      return wanted.length;
    };
    expect(await read()).toBe(5);
    expect(sandbox.requests.filter(({ operation }) => operation === 'expenses.search')).toHaveLength(3);
    expect(steps).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await read()).toBe(0);
    expect(new SearchMemory().size([connection])).toBeGreaterThan(0);
  });

  test('keeps what came where a month fails, and can be cancelled', async () => {
    const { sandbox, connection, organizationId } = await sandboxAndConnection();
    sandbox.faults.add({ kind: 'status', status: 400, operation: 'expenses.search', times: 1 });
    const wanted = () => missingOf(connection, [organizationId], ['2026-01', '2026-02', '2026-03']);
    await expect(readPeriod(wanted(), new AbortController().signal, () => {})).rejects.toThrow();
    const left = wanted().length;
    expect(left).toBeLessThan(5);
    const controller = new AbortController();
    controller.abort();
    await expect(readPeriod(wanted(), controller.signal, () => {})).rejects.toThrow(/Cancelled/);
    expect(wanted()).toHaveLength(left);
  });
});
