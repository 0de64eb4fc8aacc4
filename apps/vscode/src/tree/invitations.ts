import type { UserInvitation } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { invitationsKey, invitationsOf } from '../readings/invitations.ts';
import { humanized } from '../words/humanized.ts';
import { personName } from '../words/person-name.ts';
import { dayOf, joined, shown, tooltip } from '../words/shown.ts';
import { waitingCounted } from './counted.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** Who was invited, those first who have not answered. */
export function invitationsNode(where: Where, { language }: Pick<Look, 'language'>): TreeNode {
  const organizationId = where.organizationId ?? '';
  const key = invitationsKey(organizationId);
  return folder(where, {
    name: 'invitations',
    label: l10n.t('Invitations'),
    icon: 'mail',
    reads: [key],
    empty: l10n.t('No invitations'),
    live: (readings) => {
      const waiting = readings.peek<readonly UserInvitation[]>(key)?.value.filter(waits).length ?? 0;
      return waiting > 0 ? { description: waitingCounted(waiting, language) } : {};
    },
    children: async (look, node) => {
      const { value, asOf, failure } = await invitationsOf(await look.connect(where.account.id), organizationId, look);
      const items = [...value].sort(
        (one, other) =>
          Number(waits(other)) - Number(waits(one)) || (other.inviteSentAt ?? '').localeCompare(one.inviteSentAt ?? ''),
      );
      const nodes = rowsOrRanges(
        below(where, node),
        { items, row: (each, at) => invitationNode(at, each), name: ({ login }) => shown(login, 30) },
        look,
      );
      return { nodes, asOf, failure };
    },
  });
}

function waits({ state }: UserInvitation): boolean {
  return state === 'WAITING';
}

function invitationNode(where: Where, invitation: UserInvitation): TreeNode {
  const label = shown(personName(invitation), 80) || shown(invitation.id);
  const login = shown(invitation.login, 80);
  const state = stateShown(invitation.state ?? '');
  const day = dayOf(invitation.inviteSentAt ?? invitation.createdAt);
  return nodeIn(where, 'invitation', invitation.id ?? '', {
    label,
    description: joined([state, day, login !== label && login]),
    accessibilityLabel: joined([label, state, day, login !== label && login], ', '),
    icon: iconOf(invitation.state ?? ''),
    marks: waits(invitation) ? ['waiting'] : [],
    record: invitation,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('State'), state],
        [l10n.t('Login'), login],
        [l10n.t('Sent'), day],
        [l10n.t('Id'), invitation.id ?? undefined],
      ]),
  });
}

function stateShown(state: string): string {
  switch (state) {
    case 'WAITING':
      return l10n.t('Not answered yet');
    case 'ACCEPTED':
      return l10n.t('Joined');
    case 'DELETED':
      return l10n.t('Withdrawn');
    default:
      return shown(humanized(state), 40);
  }
}

function iconOf(state: string) {
  if (state === 'WAITING') return { id: 'mail', color: 'charts.yellow' };
  if (state === 'ACCEPTED') return { id: 'pass', color: 'charts.green' };
  return state === 'DELETED' ? { id: 'trash', color: 'disabledForeground' } : { id: 'mail' };
}
