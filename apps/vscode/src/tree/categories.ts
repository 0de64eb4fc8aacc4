import type { Category } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { organizationKey, organizationOf } from '../readings/organization.ts';
import { labelOf } from '../words/label-of.ts';
import { shown, tooltip } from '../words/shown.ts';
import { groupedBy } from './expense-slices.ts';
import { folder } from './folder.ts';
import { inOrder, settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** The categories, each with those under it. They come with the organization. */
export function categoriesNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'categories',
    label: l10n.t('Categories'),
    icon: 'tag',
    reads: [organizationKey(organizationId)],
    empty: l10n.t('No categories'),
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const { value, asOf, failure } = await organizationOf(connection, organizationId, look);
      const categories = inOrder(value.categories ?? []);
      const ids = new Set(categories.map(({ id }) => id));
      const isTop = ({ id, parentCategoryId }: Category) =>
        !parentCategoryId || !ids.has(parentCategoryId) || parentCategoryId === id;
      const tops = categories.filter(isTop);
      const children = groupedBy(
        categories.filter((each) => !isTop(each)),
        ({ parentCategoryId }) => parentCategoryId ?? '',
      );
      // One level is all there should be: what stands deeper, or in a circle, is shown at the top rather than lost.
      const topIds = new Set(tops.map(({ id }) => id ?? ''));
      const deeper = [...children].flatMap(([id, those]) => (topIds.has(id) ? [] : those));
      const nodes = [...tops, ...deeper].map((each) =>
        categoryNode(
          below(where, node),
          each,
          topIds.has(each.id ?? '') ? (children.get(each.id ?? '') ?? []) : [],
          look,
        ),
      );
      return { nodes, asOf, failure };
    },
  });
}

function categoryNode(
  where: Where,
  category: Category,
  under: readonly Category[],
  look: Pick<Look, 'language'>,
): TreeNode {
  const id = category.id ?? '';
  const label = shown(labelOf(category.labelsPerLanguage, look.language, where.organizationLanguage), 80) || shown(id);
  const node: TreeNode = nodeIn(where, 'category', id, {
    label,
    ...settingLook(label, 'tag', {
      disabled: category.disabled,
      facts: [category.notSelectable ? l10n.t('cannot be chosen itself') : undefined, label !== id && shown(id, 40)],
    }),
    record: category,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Id'), id],
        [l10n.t('Order'), category.order == null ? undefined : String(category.order)],
        [l10n.t('Recognized as'), category.ocrMappedStandardCategories?.join(', ')],
      ]),
    ...(under.length > 0 && {
      children: async (each: Look) => ({
        nodes: under.map((child) => categoryNode(below(where, node), child, [], each)),
      }),
    }),
  });
  return node;
}
