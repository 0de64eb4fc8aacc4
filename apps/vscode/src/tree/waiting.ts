import * as l10n from '@vscode/l10n';
import { expensesKey } from '../readings/month-expenses.ts';
import { waitingExpensesKey, waitingExpensesOf } from '../readings/waiting-expenses.ts';
import { joined, tooltip } from '../words/shown.ts';
import { totalsShown } from './amounts-shown.ts';
import { badgeText, expensesCounted, expensesWaiting, numberText } from './counted.ts';
import { oldestFirst } from './expense-slices.ts';
import { folder } from './folder.ts';
import { knownUsers } from './month.ts';
import { expenseRows } from './state.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { waitingRead } from './waiting-read.ts';
import { below, type Where } from './where.ts';

/** What waits for a decision, of all months, the longest waiting first: what people come for. One search. */
export function waitingNode(where: Where, { language }: Pick<Look, 'language'>): TreeNode {
  const organizationId = where.organizationId ?? '';
  const key = waitingExpensesKey(organizationId);
  const label = l10n.t('Waiting for a decision');
  return folder(where, {
    name: 'waiting',
    label,
    icon: 'inbox',
    reads: [key],
    watches: expensesKey(organizationId),
    empty: l10n.t('Nothing waits for a decision'),
    tooltip: () =>
      tooltip(label, [
        [
          l10n.t('Of all months'),
          l10n.t('States of a workflow of your own are included once a month with such expenses was opened.'),
        ],
      ]),
    live: (readings) => {
      const waiting = waitingRead(readings, organizationId);
      if (!readings.peek(key) && waiting.length === 0) return {};
      const count = expensesCounted(waiting.length, language);
      const totals = totalsShown(waiting, language);
      return {
        description: joined([numberText(waiting.length, language), totals]),
        accessibilityLabel: joined([label, count, totals], ', '),
        badge:
          waiting.length > 0
            ? { text: badgeText(waiting.length), tooltip: expensesWaiting(waiting.length, language) }
            : undefined,
      };
    },
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const [{ asOf, failure }] = await Promise.all([
        waitingExpensesOf(connection, organizationId, look),
        knownUsers(connection, organizationId, look),
      ]);
      const waiting = oldestFirst(waitingRead(connection.readings, organizationId));
      return { nodes: expenseRows(below(where, node), waiting, look, connection, {}), asOf, failure };
    },
  });
}
