import type { Expense } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { isWaiting } from '../readings/waiting-expenses.ts';
import { amountText } from '../words/amount-text.ts';
import { dayWords } from '../words/date-words.ts';
import { humanized } from '../words/humanized.ts';
import { dayOf, joined, shown, tooltip } from '../words/shown.ts';
import { stateWord } from '../words/state-word.ts';
import { warningsCounted } from './counted.ts';
import type { Names } from './names.ts';
import { stateIcon } from './state-icon.ts';
import type { TreeNode } from './tree-node.ts';
import { nodeIn, type Where } from './where.ts';

export interface ExpenseRow {
  readonly names: Names;
  readonly language: string;
  /** Whether the rows around are all of one person, whose name then need not be repeated. */
  readonly ofOnePerson?: boolean | undefined;
}

/** One expense: the vendor, then how much, who and when. */
export function expenseNode(where: Where, expense: Expense, { names, language, ofOnePerson }: ExpenseRow): TreeNode {
  const state = expense.state ?? '';
  const label = shown(expense.label, 80) || (expense.type ? humanized(shown(expense.type, 40)) : l10n.t('No vendor'));
  const amount = amountText(expense.total, shown(expense.currency, 10), language);
  const who = names.user(expense.userId);
  const day = dayOf(expense.time);
  const warnings = (expense.warnings ?? []).filter(({ mutedAt }) => !mutedAt);
  const warned = warnings.length > 0 ? warningsCounted(warnings.length, language) : undefined;
  const stateShown = shown(stateWord(state), 60);
  return nodeIn(where, 'expense', expense.id ?? '', {
    subject: { bucket: { month: day.slice(0, 7), state, day, ...(expense.userId && { userId: expense.userId }) } },
    label,
    description: joined([amount ?? l10n.t('No amount'), !ofOnePerson && who, day, warned]),
    accessibilityLabel: joined(
      [label, amount ?? l10n.t('No amount'), who, day && dayWords(day, { language }), stateShown, warned],
      ', ',
    ),
    icon: stateIcon(state),
    marks: [
      ...(isWaiting(state) ? ['waiting'] : []),
      ...(state === 'DELETED' ? ['deleted'] : []),
      ...(warned ? ['warned'] : []),
    ],
    ...(warned && {
      badge: {
        text: '!',
        tooltip: warnings.some(({ isPreventingValidation }) => isPreventingValidation)
          ? l10n.t('{0}, approval is blocked', warned)
          : warned,
      },
    }),
    command: { id: 'jenji.openExpense', title: l10n.t('Open Expense') },
    record: expense,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('State'), stateShown],
        [l10n.t('Amount'), amount],
        [l10n.t('Without tax'), amountText(expense.totalWithoutTax, shown(expense.currency, 10), language)],
        [
          l10n.t('To be reimbursed'),
          amountText(expense.reimbursement?.dueAmount, expense.reimbursement?.reimbursementCurrency, language),
        ],
        [l10n.t('Person'), who],
        [l10n.t('Day'), day && dayWords(day, { language })],
        [l10n.t('Category'), names.category(expense.category) ?? expense.category ?? undefined],
        [l10n.t('Payment method'), names.paymentMethod(expense.paymentMethodId)],
        [l10n.t('Explanation'), expense.explanation ?? undefined],
        [l10n.t('Warnings'), warned],
        [l10n.t('Id'), expense.id ?? undefined],
      ]),
  });
}
