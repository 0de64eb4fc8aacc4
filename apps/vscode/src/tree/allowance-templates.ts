import type { AllowanceTemplate } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { allowanceTemplatesKey, allowanceTemplatesOf } from '../readings/allowance-templates.ts';
import { amountText } from '../words/amount-text.ts';
import { labelOf } from '../words/label-of.ts';
import { shown, tooltip } from '../words/shown.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import { inOrder, settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** The allowances that people can claim. */
export function allowanceTemplatesNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'allowanceTemplates',
    label: l10n.t('Allowance templates'),
    icon: 'file-symlink-file',
    reads: [allowanceTemplatesKey(organizationId)],
    empty: l10n.t('No allowance templates'),
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const { value, asOf, failure } = await allowanceTemplatesOf(connection, organizationId, look);
      const row = (each: AllowanceTemplate, at: Where) => templateNode(at, each, look);
      const source = { items: inOrder(value), row, name: ({ templateId }: AllowanceTemplate) => shown(templateId, 30) };
      return { nodes: rowsOrRanges(below(where, node), source, look), asOf, failure };
    },
  });
}

function templateNode(where: Where, template: AllowanceTemplate, { language }: Pick<Look, 'language'>): TreeNode {
  const id = template.templateId ?? '';
  const label = shown(labelOf(template.labelsPerLanguage, language, where.organizationLanguage), 80) || shown(id);
  const amount = amountText(template.total, shown(template.currency, 10), language);
  return nodeIn(where, 'allowanceTemplate', id, {
    label,
    ...settingLook(label, 'file-symlink-file', {
      disabled: template.disabled,
      facts: [amount, shown(template.country, 10)],
    }),
    record: template,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Amount'), amount],
        [l10n.t('Country'), template.country ?? undefined],
        [l10n.t('Category'), template.category ?? undefined],
        [l10n.t('Receipt'), template.requireReceipt ? l10n.t('required') : undefined],
        [l10n.t('Id'), id],
      ]),
  });
}
