import type { Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { isWaiting } from '../readings/waiting-expenses.ts';
import { dayWords } from '../words/date-words.ts';
import { joined, shown } from '../words/shown.ts';
import { stateWord } from '../words/state-word.ts';
import { totalsShown } from './amounts-shown.ts';
import { expensesCounted, numberText } from './counted.ts';
import { expenseNode } from './expense.ts';
import { byDay, newestFirst } from './expense-slices.ts';
import { namesIn } from './names.ts';
import { mostSiblings, rowsOrRanges } from './ranges.ts';
import { stateIcon } from './state-icon.ts';
import type { Bucket, Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** The expenses of a month in one state; by day where they are many. */
export function stateNode(
  where: Where,
  bucket: Bucket & { readonly state: string },
  expenses: readonly Expense[],
  { language }: Pick<Look, 'language'>,
  connection: Connection,
): TreeNode {
  const label = shown(stateWord(bucket.state), 60);
  const node: TreeNode = nodeIn(where, 'state', bucket.state, {
    subject: { bucket },
    ...counted(label, expenses, language),
    icon: stateIcon(bucket.state),
    marks: isWaiting(bucket.state) ? ['waiting'] : [],
    children: async (look) => {
      const at = below(where, node);
      if (expenses.length <= mostSiblings)
        return { nodes: expenseRows(at, newestFirst(expenses), look, connection, bucket) };
      return {
        nodes: [...byDay(expenses)].map(([day, those]) => dayNode(at, { ...bucket, day }, those, look, connection)),
      };
    },
  });
  return node;
}

/** The expenses of a day in one state of many. */
function dayNode(
  where: Where,
  bucket: Bucket & { readonly day: string },
  expenses: readonly Expense[],
  { language }: Pick<Look, 'language'>,
  connection: Connection,
): TreeNode {
  const day = shown(bucket.day, 10);
  const node: TreeNode = nodeIn(where, 'day', bucket.day, {
    subject: { bucket },
    ...counted(day, expenses, language, day && dayWords(day, { language })),
    icon: { id: 'calendar' },
    marks: isWaiting(bucket.state) ? ['waiting'] : [],
    children: async (look) => ({
      nodes: expenseRows(below(where, node), newestFirst(expenses), look, connection, bucket),
    }),
  });
  return node;
}

/** A row for each expense, or ranges of them by vendor. */
export function expenseRows(
  where: Where,
  expenses: readonly Expense[],
  look: Pick<Look, 'language'>,
  { readings }: Connection,
  bucket: Pick<Bucket, 'userId'>,
): TreeNode[] {
  const { language } = look;
  const names = namesIn(readings, where.organizationId ?? '', language, where.organizationLanguage);
  const row = { names, language, ofOnePerson: bucket.userId !== undefined };
  return rowsOrRanges(
    where,
    {
      items: expenses,
      row: (expense, at) => expenseNode(at, expense, row),
      name: ({ time, label }) => joined([shown(time, 10), shown(label, 30)], ' '),
    },
    look,
  );
}

function counted(label: string, expenses: readonly Expense[], language: string, said = label) {
  const count = expensesCounted(expenses.length, language);
  const totals = totalsShown(expenses, language);
  return {
    label: label || '–',
    description: joined([numberText(expenses.length, language), totals]),
    accessibilityLabel: joined([said || label, count, totals], ', '),
  };
}
