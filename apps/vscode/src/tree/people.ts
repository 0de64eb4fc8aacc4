import type { Organization, User } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { organizationKey, organizationOf } from '../readings/organization.ts';
import { usersKey, usersOf } from '../readings/users.ts';
import { folder } from './folder.ts';
import { groupNode } from './group.ts';
import { groupForest } from './group-forest.ts';
import { rowsOrRanges } from './ranges.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { byName, userNode } from './user.ts';
import { below, type Where } from './where.ts';

/** The groups as they nest, and who is in them. Two requests, of which other parts of the tree use the answers too. */
export function peopleNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'people',
    label: l10n.t('People'),
    icon: 'organization',
    reads: [organizationKey(organizationId), usersKey(organizationId)],
    empty: l10n.t('Nobody is here yet'),
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const [organization, users] = await Promise.all([
        organizationOf(connection, organizationId, look),
        usersOf(connection, organizationId, look),
      ]);
      return {
        nodes: rows(below(where, node), organization.value, users.value, look),
        asOf: Math.min(organization.asOf, users.asOf),
        failure: organization.failure ?? users.failure,
      };
    },
  });
}

function rows(where: Where, { groups }: Organization, users: readonly User[], look: Look): TreeNode[] {
  const forest = groupForest(groups ?? [], users);
  const alone = forest.roots.length === 1;
  return [
    ...forest.roots.map((group) => groupNode(where, group, look, alone)),
    // Their group is none of those listed.
    ...rowsOrRanges(
      where,
      {
        items: byName(forest.strays, look.language),
        row: (user, at) => userNode(at, user, look),
        name: ({ lastName, login }) => lastName ?? login ?? '',
      },
      look,
    ),
  ];
}
