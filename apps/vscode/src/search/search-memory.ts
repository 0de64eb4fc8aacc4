import type { Expense, Organization, User } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import type { Account } from '../accounts/account.ts';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from '../readings/organization.ts';
import type { Reading, Readings } from '../readings/readings.ts';
import { usersKey } from '../readings/users.ts';
import type { Subject } from '../tree/tree-node.ts';
import { labelOf } from '../words/label-of.ts';
import { personName } from '../words/person-name.ts';
import { ExpenseIndex, Found, type IndexNames, type Pause } from './expense-index.ts';
import { type RecordFound, recordsFound } from './record-search.ts';
import { parseQuery } from './search-query.ts';

export interface SearchOptions {
  /** Ends it, as when something else is typed. */
  readonly signal: AbortSignal;
  /** BCP 47. */
  readonly language: string;
  /** How many expenses are shown, at most. */
  readonly limit: number;
}

/** An expense that was found, with what tells it from the others. */
export interface ExpenseFound {
  readonly expense: Expense;
  readonly subject: Subject;
  readonly account: Account;
  readonly organization: string;
  readonly person: string;
}

export interface SearchResult {
  readonly expenses: readonly ExpenseFound[];
  /** In all, also those beyond the limit. */
  readonly count: number;
  /** All of them, by account and organization: for a table. */
  all(): readonly {
    readonly account: Account;
    readonly organizationId: string;
    readonly expenses: readonly Expense[];
  }[];
  /** People, requests and settings. */
  readonly records: readonly RecordFound[];
}

type Source = Pick<Connection, 'account' | 'readings'>;

interface Indexed {
  readonly users: unknown;
  readonly organization: unknown;
  readonly language: string;
  readonly index: Promise<ExpenseIndex>;
}

/** Everything that was read of the open accounts, searched in memory: no request is sent. */
export class SearchMemory {
  readonly #indexes = new WeakMap<readonly Expense[], Indexed>();

  /** @throws AbortError of `signal`. */
  async search(
    typed: string,
    sources: readonly Source[],
    { signal, language, limit }: SearchOptions,
  ): Promise<SearchResult> {
    const terms = parseQuery(typed);
    const pause = async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    };
    const parts: { source: Source; organizationId: string; found: Found }[] = [];
    const records: RecordFound[] = [];
    if (terms.length > 0) {
      for (const source of sources) {
        for (const [organizationId, lists] of listsOf(source.readings)) {
          const found = new Found();
          for (const list of lists) {
            const index = await this.#indexOf(list, source.readings, organizationId, language, pause);
            await index.search(terms, found, pause);
          }
          parts.push({ source, organizationId, found });
        }
        records.push(...recordsFound(terms, source, language));
      }
    }
    const best = parts.flatMap((part) => part.found.best(limit).map((expense) => shown(expense, part)));
    return {
      // Over several organizations, the latest first: their fits were compared within each.
      expenses: parts.length > 1 ? best.sort(byDay).slice(0, limit) : best,
      count: parts.reduce((sum, { found }) => sum + found.count, 0),
      all: () =>
        parts.flatMap(({ source: { account }, organizationId, found }) =>
          found.count > 0 ? [{ account, organizationId, expenses: found.all() }] : [],
        ),
      records,
    };
  }

  /** How many expenses there are to search, and the months they are of. */
  size(sources: readonly Source[]): number {
    return sources
      .flatMap(({ readings }) => [...listsOf(readings).values()].flat())
      .reduce((sum, list) => sum + list.length, 0);
  }

  /** When the oldest of the lists of an account was read, in milliseconds since 1970. */
  asOf(source: Source | undefined): number {
    const times = (source?.readings.keys() ?? [])
      .filter((key) => /\/expenses\/(\d{4}-\d{2}|waiting)$/.test(key))
      .flatMap((key) => source?.readings.peek(key)?.asOf ?? []);
    return Math.min(Date.now(), ...times);
  }

  async #indexOf(
    list: readonly Expense[],
    readings: Readings,
    organizationId: string,
    language: string,
    pause: Pause,
  ): Promise<ExpenseIndex> {
    const users = readings.peek<readonly User[]>(usersKey(organizationId))?.value;
    const organization = readings.peek<Organization>(organizationKey(organizationId))?.value;
    const known = this.#indexes.get(list);
    if (known?.users === users && known?.organization === organization && known?.language === language) {
      return await known.index;
    }
    const index = ExpenseIndex.of(list, namesFor(users, organization, language), pause);
    this.#indexes.set(list, { users, organization, language, index });
    // One that was given up on half-way is begun again with the next look.
    index.catch(() => this.#indexes.delete(list));
    return await index;
  }
}

/** The lists of expenses that were read, by organization, without those that another list of it has as well. */
function listsOf(readings: Readings): Map<string, (readonly Expense[])[]> {
  const months = new Map<string, Map<string, Reading<readonly Expense[]>>>();
  const others: [string, Reading<readonly Expense[]>][] = [];
  for (const key of readings.keys()) {
    const [, id = '', list = ''] = /^organizations\/([^/]+)\/expenses\/(\d{4}-\d{2}|waiting)$/.exec(key) ?? [];
    const reading = list === '' ? undefined : readings.peek<readonly Expense[]>(key);
    if (!reading) continue;
    const organizationId = decodeURIComponent(id);
    if (list === 'waiting') others.push([organizationId, reading]);
    else months.set(organizationId, (months.get(organizationId) ?? new Map()).set(list, reading));
  }
  const lists = new Map([...months].map(([id, read]) => [id, [...read.values()].map(({ value }) => value)] as const));
  for (const [organizationId, { value }] of others) {
    const read = months.get(organizationId);
    const rest = restOf(value, read ? [...read.keys()] : []);
    lists.set(organizationId, [...(lists.get(organizationId) ?? []), rest]);
  }
  return lists;
}

const rests = new WeakMap<readonly Expense[], { readonly months: string; readonly rest: readonly Expense[] }>();

/** The expenses of no month among these: the same list each time, so that its index is found again. */
function restOf(expenses: readonly Expense[], months: readonly string[]): readonly Expense[] {
  const among = months.join();
  const known = rests.get(expenses);
  if (known?.months === among) return known.rest;
  const rest = expenses.filter(({ time }) => !months.includes(time?.slice(0, 7) ?? ''));
  rests.set(expenses, { months: among, rest });
  return rest;
}

function namesFor(
  users: readonly User[] | undefined,
  organization: Organization | undefined,
  language: string,
): IndexNames {
  const people = new Map(users?.map((user) => [user.id ?? '', `${personName(user)} ${user.login ?? ''}`]));
  const categories = new Map(
    organization?.categories?.map(({ id, labelsPerLanguage }) => [
      id ?? '',
      labelOf(labelsPerLanguage, language, organization.masterLanguage) ?? id ?? '',
    ]),
  );
  return {
    language,
    person: (id) => people.get(id) ?? id,
    category: (id) => categories.get(id) ?? id,
  };
}

function shown(
  expense: Expense,
  { source: { account, readings }, organizationId }: { source: Source; organizationId: string },
): ExpenseFound {
  const organization = readings.peek<Organization>(organizationKey(organizationId))?.value;
  const users = readings.peek<readonly User[]>(usersKey(organizationId))?.value;
  const user = users?.find(({ id }) => id === expense.userId);
  const month = expense.time?.slice(0, 7);
  return {
    expense,
    subject: {
      kind: 'expense',
      accountId: account.id,
      organizationId,
      id: expense.id ?? '',
      ...(month && { bucket: { month } }),
    },
    account,
    organization: withoutInvisible(organization?.name ?? ''),
    person: user ? personName(user) : withoutInvisible(expense.userId ?? ''),
  };
}

function byDay(a: ExpenseFound, b: ExpenseFound): number {
  const [one, other] = [a.expense.time ?? '', b.expense.time ?? ''];
  return one === other ? 0 : one < other ? 1 : -1;
}
