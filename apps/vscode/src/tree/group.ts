import * as l10n from '@vscode/l10n';
import { joined, shown, tooltip } from '../words/shown.ts';
import { peopleCounted } from './counted.ts';
import { folder, without } from './folder.ts';
import type { GroupTree } from './group-forest.ts';
import { monthNodes } from './months.ts';
import { rowsOrRanges } from './ranges.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { byName, userNode } from './user.ts';
import { below, nodeIn, type Where } from './where.ts';

/** A group: the expenses of all in it and below, the groups below, its own people. */
export function groupNode(
  where: Where,
  tree: GroupTree,
  { language }: Pick<Look, 'language'>,
  expanded = false,
): TreeNode {
  const { group, groups, users, people } = tree;
  const id = group.id ?? '';
  const label = shown(group.name, 80) || shown(id);
  const count = peopleCounted(people.size, language);
  const code = shown(group.internalId, 30);
  const node: TreeNode = nodeIn(where, 'group', id, {
    label,
    description: joined([count, code]),
    accessibilityLabel: joined([l10n.t('Group {0}', label), count, code], ', '),
    icon: { id: 'organization' },
    expanded,
    record: group,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('People'), count],
        [l10n.t('Code'), code],
        [l10n.t('Id'), id],
      ]),
    children: async (look) => {
      const at = below(where, node);
      return without([
        groupExpenses(at, id, people),
        ...groups.map((each) => groupNode(at, each, look)),
        ...rowsOrRanges(
          at,
          {
            items: byName(users, language),
            row: (user, there) => userNode(there, user, look),
            name: ({ firstName, lastName, login }) => shown(joined([lastName, firstName], ' ') || login, 40),
          },
          look,
        ),
      ]);
    },
  });
  return node;
}

function groupExpenses(where: Where, groupId: string, people: ReadonlySet<string>): TreeNode {
  return folder(where, {
    name: 'expenses',
    label: l10n.t('Expenses of the group'),
    icon: 'files',
    children: async (look, node) => without(monthNodes(below(where, node), { bucket: { groupId }, people }, look)),
  });
}
