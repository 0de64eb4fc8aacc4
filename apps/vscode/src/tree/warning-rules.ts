import type { WarningRule } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { warningRulesKey, warningRulesOf } from '../readings/warning-rules.ts';
import { labelOf } from '../words/label-of.ts';
import { shown, tooltip } from '../words/shown.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import { inOrder, settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** The rules whose warnings expenses can have. */
export function warningRulesNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'warningRules',
    label: l10n.t('Warning rules'),
    icon: 'warning',
    reads: [warningRulesKey(organizationId)],
    empty: l10n.t('No warning rules'),
    children: async (look, node) => {
      const { value, asOf, failure } = await warningRulesOf(await look.connect(where.account.id), organizationId, look);
      const row = (each: WarningRule, at: Where) => ruleNode(at, each, look);
      const source = { items: inOrder(value), row, name: ({ id }: WarningRule) => shown(id, 30) };
      return { nodes: rowsOrRanges(below(where, node), source, look), asOf, failure };
    },
  });
}

function ruleNode(where: Where, rule: WarningRule, { language }: Pick<Look, 'language'>): TreeNode {
  const id = rule.id ?? '';
  const label =
    shown(labelOf(rule.labels, language, where.organizationLanguage), 80) || shown(rule.externalRuleId) || shown(id);
  const options = (rule.options ?? []).map(
    ({ code, labels }) => shown(labelOf(labels, language, where.organizationLanguage), 40) || shown(code, 40),
  );
  const stops = (rule.options ?? []).some(({ isPreventingValidation }) => isPreventingValidation);
  return nodeIn(where, 'warningRule', id, {
    label,
    ...settingLook(label, 'warning', {
      disabled: rule.disabled,
      facts: [stops && l10n.t('can block approval'), shown(rule.externalRuleId, 40)],
    }),
    record: rule,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Options'), options.join(', ')],
        [l10n.t('Own id'), rule.externalRuleId ?? undefined],
        [l10n.t('Id'), id],
      ]),
  });
}
