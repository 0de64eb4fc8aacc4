import type { Organization, OrganizationCommunication } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { communicationsKey, communicationsOf } from '../readings/communications.ts';
import { organizationKey } from '../readings/organization.ts';
import { labelOf } from '../words/label-of.ts';
import { levelWord } from '../words/level-word.ts';
import { dayOf, joined, shown, tooltip } from '../words/shown.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import { settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** The messages that people see in Jenji. */
export function communicationsNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'communications',
    label: l10n.t('Communications'),
    icon: 'megaphone',
    reads: [communicationsKey(organizationId)],
    empty: l10n.t('No communications'),
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const { value, asOf, failure } = await communicationsOf(connection, organizationId, look);
      const organization = connection.readings.peek<Organization>(organizationKey(organizationId))?.value;
      const groupName = (id: string | null | undefined) =>
        shown(organization?.groups?.find((each) => each.id === id)?.name ?? id, 60);
      const items = [...value].sort((one, other) => (other.startDate ?? '9').localeCompare(one.startDate ?? '9'));
      const row = (each: OrganizationCommunication, at: Where) =>
        communicationNode(at, each, groupName(each.groupId), look);
      const nodes = rowsOrRanges(below(where, node), { items, row, name: ({ code }) => shown(code, 30) }, look);
      return { nodes, asOf, failure };
    },
  });
}

const icons: Readonly<Record<string, string>> = { WARNING: 'warning', ERROR: 'error', SUCCESS: 'pass' };

function communicationNode(
  where: Where,
  communication: OrganizationCommunication,
  group: string,
  { language, today }: Pick<Look, 'language' | 'today'>,
): TreeNode {
  const id = communication.id ?? '';
  const text = shown(labelOf(communication.messagesPerLanguage, language, where.organizationLanguage), 300);
  const label = shown(text, 80) || shown(communication.code) || shown(id);
  const [start, end] = [dayOf(communication.startDate), dayOf(communication.endDate)];
  const when =
    end && end < today
      ? l10n.t('ended {0}', end)
      : joined([start && start > today && l10n.t('from {0}', start), end && l10n.t('until {0}', end)], ', ');
  return nodeIn(where, 'communication', id, {
    label,
    ...settingLook(label, icons[communication.level ?? ''] ?? 'megaphone', {
      facts: [shown(levelWord(communication.level ?? ''), 20), group, when],
    }),
    record: communication,
    tooltip: () =>
      tooltip(text || label, [
        [l10n.t('Group'), group],
        [l10n.t('Shown'), when],
        [l10n.t('Code'), communication.code ?? undefined],
        [l10n.t('Id'), id],
      ]),
  });
}
