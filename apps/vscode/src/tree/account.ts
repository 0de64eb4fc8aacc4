import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import { placeLook } from '../accounts/place-look.ts';
import { bookkeepersKey, bookkeepersOf } from '../readings/bookkeepers.ts';
import { organizationsKey, organizationsOf } from '../readings/organizations.ts';
import { joined, shown, tooltip } from '../words/shown.ts';
import { bookkeeperNode } from './bookkeeper.ts';
import { organizationNode } from './organization.ts';
import { rowsOrRanges } from './ranges.ts';
import type { Children, Look, TreeNode } from './tree-node.ts';
import { below, type Where } from './where.ts';

/** A signed-in account. Which Jenji it is of is told by words and colour: nobody must take one for the other. */
export function accountNode(account: Account, { expanded, pinned }: { expanded: boolean; pinned: boolean }): TreeNode {
  const label = shown(account.label, 60) || shown(account.user, 60);
  const { word: place, icon, color } = placeLook(account.place);
  const pin = pinned && !expanded ? l10n.t('this workspace’s account') : undefined;
  const isFirm = account.keyType === 'bookkeeper';
  const node: TreeNode = {
    id: account.id,
    subject: { kind: 'account', accountId: account.id, id: account.id },
    label,
    description: joined([place, pin]),
    accessibilityLabel: joined([l10n.t('Account {0}', label), place, pin], ', '),
    icon: { id: icon, color },
    marks: [...(pinned ? ['pinned'] : []), account.place],
    expanded,
    reads: [isFirm ? bookkeepersKey : organizationsKey],
    refreshes: [''],
    empty: isFirm ? l10n.t('No accounting firms') : l10n.t('No organizations'),
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Place'), place],
        [l10n.t('Address'), account.baseUrl],
        [l10n.t('Key'), isFirm ? l10n.t('of an accounting firm') : l10n.t('of an organization')],
        [l10n.t('API user'), account.user],
      ]),
    children: (look) => (isFirm ? firms(whereOf(account, node), look) : organizations(whereOf(account, node), look)),
  };
  return node;
}

function whereOf(account: Account, node: TreeNode): Where {
  return below({ above: '', account }, node);
}

async function organizations(where: Where, look: Look): Promise<Children> {
  const { value, asOf, failure } = await organizationsOf(await look.connect(where.account.id), look);
  const alone = value.length === 1;
  const row = (summary: (typeof value)[number], at: Where) =>
    organizationNode(at, { kind: 'organization', summary, expanded: alone }, look);
  return {
    nodes: rowsOrRanges(where, { items: value, row, name: ({ name }) => shown(name, 30) }, look),
    asOf,
    failure,
  };
}

async function firms(where: Where, look: Look): Promise<Children> {
  const { value, asOf, failure } = await bookkeepersOf(await look.connect(where.account.id), look);
  const alone = value.length === 1;
  const row = (firm: (typeof value)[number], at: Where) => bookkeeperNode(at, firm, alone);
  return {
    nodes: rowsOrRanges(where, { items: value, row, name: ({ name }) => shown(name, 30) }, look),
    asOf,
    failure,
  };
}
