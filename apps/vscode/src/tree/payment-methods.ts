import type { PaymentMethod } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { paymentMethodsKey, paymentMethodsOf } from '../readings/payment-methods.ts';
import { labelOf } from '../words/label-of.ts';
import { shown, tooltip } from '../words/shown.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import { inOrder, settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** How expenses are paid, and which of them are paid back. */
export function paymentMethodsNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'paymentMethods',
    label: l10n.t('Payment methods'),
    icon: 'credit-card',
    reads: [paymentMethodsKey(organizationId)],
    empty: l10n.t('No payment methods'),
    children: async (look, node) => {
      const { value, asOf, failure } = await paymentMethodsOf(
        await look.connect(where.account.id),
        organizationId,
        look,
      );
      const source = {
        items: inOrder(value),
        row: (each: PaymentMethod, at: Where) => paymentMethodNode(at, each, look),
        name: ({ id }: PaymentMethod) => shown(id, 30),
      };
      return { nodes: rowsOrRanges(below(where, node), source, look), asOf, failure };
    },
  });
}

function paymentMethodNode(where: Where, method: PaymentMethod, { language }: Pick<Look, 'language'>): TreeNode {
  const id = method.id ?? '';
  const label =
    shown(labelOf(method.labelsPerLanguage, language, where.organizationLanguage) ?? method.label, 80) || shown(id);
  const paidBack = method.reimbursable ? l10n.t('paid back to the person') : l10n.t('paid by the company');
  return nodeIn(where, 'paymentMethod', id, {
    label,
    ...settingLook(label, 'credit-card', { disabled: method.disabled, facts: [paidBack, shown(method.code, 30)] }),
    record: method,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Reimbursement'), paidBack],
        [l10n.t('Code'), method.code ?? undefined],
        [l10n.t('Transactions from'), method.transactionProvider ?? undefined],
        [l10n.t('Id'), id],
      ]),
  });
}
