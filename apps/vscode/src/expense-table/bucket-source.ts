import type { Expense } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import { monthExpensesOf, monthKey } from '../readings/month-expenses.ts';
import { organizationOf } from '../readings/organization.ts';
import type { Reading } from '../readings/readings.ts';
import { usersOf } from '../readings/users.ts';
import { waitingExpensesKey, waitingExpensesOf } from '../readings/waiting-expenses.ts';
import { type GroupTree, groupForest } from '../tree/group-forest.ts';
import type { Bucket, Subject } from '../tree/tree-node.ts';
import { monthWords } from '../words/date-words.ts';
import { shown } from '../words/shown.ts';
import { stateWord } from '../words/state-word.ts';
import type { TableLook, TablePart, TableSource } from './table-source.ts';

/** How many months are asked for before the first of them is there: the next is on its way while one is shown. */
const ahead = 2;

export interface BucketSourceOptions {
  /** Whose expenses, of which state or day. */
  readonly bucket: Omit<Bucket, 'month'>;
  /** `YYYY-MM`, in the order in which they are to come. */
  readonly months: readonly string[];
  /** What the rows are of, such as the name of a person. */
  readonly name?: string | undefined;
  readonly language: string;
}

/** The expenses of a bucket of the tree over some months. Each month is one request, unless it was read before. */
export function bucketSource(
  { accountId, organizationId = '' }: Pick<Subject, 'accountId' | 'organizationId'>,
  { bucket, months, name, language }: BucketSourceOptions,
): TableSource {
  const { state, day } = bucket;
  const keyOf = (month: string) => monthKey(organizationId, month);
  const [first = '', last = first] = [months.at(-1), months[0]];
  const period =
    day ??
    (first === last ? monthWords(first, language) : `${monthWords(first, language)} – ${monthWords(last, language)}`);
  const title = [name, shown(period, 80), state === undefined ? undefined : shown(stateWord(state), 60)];
  return {
    id: JSON.stringify([accountId, organizationId, bucket, months]),
    title: title.filter(Boolean).join(' · '),
    accountId,
    organizationId,
    partCount: months.length,
    reads: months.map(keyOf),
    async *parts(look) {
      const connection = await look.connect(accountId);
      if (look.again) for (const month of months) connection.readings.refresh(keyOf(month));
      const people = await peopleOf(bucket, connection, organizationId, look);
      const isIn = (expense: Expense) =>
        (state === undefined || (expense.state ?? '') === state) &&
        (day === undefined || (expense.time ?? '') === day) &&
        (people === undefined || people.has(expense.userId ?? ''));
      const reading = (month: string) => {
        const promise = monthExpensesOf(connection, organizationId, month, look);
        // It may fail before its turn has come; it is looked at then.
        promise.catch(() => undefined);
        return promise;
      };
      const underWay = months.slice(0, ahead).map(reading);
      for (const [index] of months.entries()) {
        const next = months[index + ahead];
        const current = underWay.shift();
        if (!current) return;
        const part = await current;
        if (next !== undefined) underWay.push(reading(next));
        yield partOf(part, isIn);
      }
    },
  };
}

/** What waits for a decision, of all months. One request. */
export function waitingSource({
  accountId,
  organizationId = '',
}: Pick<Subject, 'accountId' | 'organizationId'>): TableSource {
  return {
    id: JSON.stringify([accountId, organizationId, 'waiting']),
    title: l10n.t('Waiting for a decision'),
    accountId,
    organizationId,
    reads: [waitingExpensesKey(organizationId)],
    async *parts(look) {
      const connection = await look.connect(accountId);
      if (look.again) connection.readings.refresh(waitingExpensesKey(organizationId));
      yield partOf(await waitingExpensesOf(connection, organizationId, look), () => true);
    },
  };
}

function partOf({ value, asOf, failure }: Reading<readonly Expense[]>, isIn: (expense: Expense) => boolean): TablePart {
  return { expenses: value.filter(isIn), asOf, failure };
}

/** Ids of the people that are meant, those of groups below among them; undefined for everybody. */
async function peopleOf(
  { groupId, userId }: Omit<Bucket, 'month'>,
  connection: Connection,
  organizationId: string,
  look: TableLook,
): Promise<ReadonlySet<string> | undefined> {
  if (userId !== undefined) return new Set([userId]);
  if (groupId === undefined) return undefined;
  const [organization, users] = await Promise.all([
    organizationOf(connection, organizationId, look),
    usersOf(connection, organizationId, look),
  ]);
  const { roots } = groupForest(organization.value.groups ?? [], users.value);
  return groupIn(roots, groupId)?.people ?? new Set();
}

function groupIn(trees: readonly GroupTree[], groupId: string): GroupTree | undefined {
  for (const tree of trees) {
    const found = tree.group.id === groupId ? tree : groupIn(tree.groups, groupId);
    if (found) return found;
  }
  return undefined;
}
