import * as l10n from '@vscode/l10n';
import { allowanceTemplatesNode } from './allowance-templates.ts';
import { categoriesNode } from './categories.ts';
import { communicationsNode } from './communications.ts';
import { customFieldsNode } from './custom-fields.ts';
import { folder, without } from './folder.ts';
import { paymentMethodsNode } from './payment-methods.ts';
import type { TreeNode } from './tree-node.ts';
import { warningRulesNode } from './warning-rules.ts';
import { below, type Where } from './where.ts';

/** How an organization is set up. */
export function settingsNode(where: Where): TreeNode {
  return folder(where, {
    name: 'settings',
    label: l10n.t('Settings'),
    icon: 'settings-gear',
    children: async (_look, node) => {
      const at = below(where, node);
      return without([
        categoriesNode(at),
        paymentMethodsNode(at),
        customFieldsNode(at),
        allowanceTemplatesNode(at),
        warningRulesNode(at),
        communicationsNode(at),
      ]);
    },
  });
}
