import type { Expense, User } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import { monthExpensesOf, monthKey } from '../readings/month-expenses.ts';
import type { Reading } from '../readings/readings.ts';
import { usersOf } from '../readings/users.ts';
import { monthWords } from '../words/date-words.ts';
import { joined, tooltip } from '../words/shown.ts';
import { totalsShown } from './amounts-shown.ts';
import { badgeText, expensesCounted, expensesWaiting, numberText, waitingCounted } from './counted.ts';
import { byState, ofPeople, waitingIn } from './expense-slices.ts';
import { stateNode } from './state.ts';
import type { Bucket, Look, RowLook, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** Whose expenses: everybody's, a group's with those below it, or a person's. */
export interface Scope {
  readonly bucket: Pick<Bucket, 'groupId' | 'userId'>;
  /** Ids of users; everybody where there is none. */
  readonly people?: ReadonlySet<string> | undefined;
}

export const everybody: Scope = { bucket: {} };

function inScope(expenses: readonly Expense[], { people }: Scope): readonly Expense[] {
  return people ? ofPeople(expenses, people) : expenses;
}

/** The expenses of a month by state. One search reads the month for everybody, whoever's month is opened. */
export function monthNode(where: Where, month: string, scope: Scope, { language }: Pick<Look, 'language'>): TreeNode {
  const organizationId = where.organizationId ?? '';
  const key = monthKey(organizationId, month);
  const bucket: Bucket = { month, ...scope.bucket };
  const label = monthWords(month, language);
  const node: TreeNode = nodeIn(where, 'month', month, {
    subject: { bucket },
    label,
    accessibilityLabel: l10n.t('{0}, not loaded', label),
    icon: { id: 'calendar' },
    reads: [key],
    empty: l10n.t('No expenses in {0}', label),
    live: (readings) => {
      const reading = readings.peek<readonly Expense[]>(key);
      return reading ? bucketLook(label, inScope(reading.value, scope), where, language) : {};
    },
    children: async (look) => {
      const connection = await look.connect(where.account.id);
      const [{ value, asOf, failure }] = await Promise.all([
        monthExpensesOf(connection, organizationId, month, look),
        knownUsers(connection, organizationId, look),
      ]);
      const at = below(where, node);
      const states = [...byState(inScope(value, scope))];
      return {
        nodes: states.map(([state, those]) => stateNode(at, { ...bucket, state }, those, look, connection)),
        asOf,
        failure,
      };
    },
  });
  return node;
}

/** Who people are; their ids must do where that cannot be read. */
export async function knownUsers(
  connection: Connection,
  organizationId: string,
  look: Pick<Look, 'signal'>,
): Promise<Reading<readonly User[]> | undefined> {
  return usersOf(connection, organizationId, look).catch(() => undefined);
}

/** How many, how much, and how many of them wait. */
function bucketLook(label: string, expenses: readonly Expense[], where: Where, language: string): Partial<RowLook> {
  const count = expensesCounted(expenses.length, language);
  const totals = totalsShown(expenses, language);
  const waiting = waitingIn(expenses).length;
  const waits = waiting > 0 ? waitingCounted(waiting, language) : undefined;
  return {
    description: joined([
      expenses.length === 0 ? l10n.t('none') : numberText(expenses.length, language),
      totals,
      waits,
    ]),
    accessibilityLabel: joined([label, count, totals, waits], ', '),
    marks: [...(waiting > 0 ? ['waiting'] : []), where.account.place],
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Expenses'), count],
        [l10n.t('In all'), totalsShown(expenses, language, 100)],
        [l10n.t('Waiting'), waits],
      ]),
    badge: waiting > 0 ? { text: badgeText(waiting), tooltip: expensesWaiting(waiting, language) } : undefined,
  };
}
