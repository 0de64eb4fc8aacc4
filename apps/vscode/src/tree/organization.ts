import type { OrganizationSummary } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { expensesKey } from '../readings/month-expenses.ts';
import { organizationKey } from '../readings/organization.ts';
import { joined, shown, tooltip } from '../words/shown.ts';
import { expensesWaiting, waitingCounted } from './counted.ts';
import { expenseRequestsNode } from './expense-requests.ts';
import { folder, without } from './folder.ts';
import { invitationsNode } from './invitations.ts';
import { everybody } from './month.ts';
import { monthNodes } from './months.ts';
import { peopleNode } from './people.ts';
import { settingsNode } from './settings.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { waitingNode } from './waiting.ts';
import { waitingRead } from './waiting-read.ts';
import { below, nodeIn, type Where } from './where.ts';

export interface OrganizationRow {
  readonly kind: 'organization' | 'client';
  readonly summary: OrganizationSummary;
  readonly expanded?: boolean | undefined;
  /** What the firm calls its client. */
  readonly code?: string | undefined;
  readonly note?: string | undefined;
}

/** An organization: what waits first, then expenses, requests, people, and how it is set up. No request. */
export function organizationNode(
  where: Where,
  { kind, summary, expanded, code, note }: OrganizationRow,
  { language }: Pick<Look, 'language'>,
): TreeNode {
  const organizationId = summary.id ?? '';
  const label = shown(summary.name, 80) || shown(note, 80) || shown(organizationId);
  const year = Number.parseInt(summary.createdAt ?? '', 10);
  const inside: Where = {
    ...where,
    organizationId,
    organizationLanguage: summary.masterLanguage ?? undefined,
    ...(year > 1990 && { since: year }),
  };
  const look = (waiting: string | undefined) => ({
    description: joined([shown(code, 30), shown(summary.masterCurrency, 5), waiting]),
    accessibilityLabel: joined(
      [kind === 'client' ? l10n.t('Client {0}', label) : l10n.t('Organization {0}', label), shown(code, 30), waiting],
      ', ',
    ),
  });
  const node: TreeNode = nodeIn(inside, kind, organizationId, {
    label,
    ...look(undefined),
    icon: { id: kind === 'client' ? 'briefcase' : 'home' },
    expanded,
    record: summary,
    refreshes: [organizationKey(organizationId)],
    watches: expensesKey(organizationId),
    live: (readings) => {
      const waiting = waitingRead(readings, organizationId).length;
      if (waiting === 0) return {};
      return {
        ...look(waitingCounted(waiting, language)),
        tooltip: () => tooltip(label, [...facts, [l10n.t('Waiting'), expensesWaiting(waiting, language)]]),
      };
    },
    tooltip: () => tooltip(label, facts),
    children: async (each) => {
      const at = below(inside, node);
      return without([
        waitingNode(at, each),
        expensesNode(at),
        ...(where.account.keyType === 'organization' ? [expenseRequestsNode(at, each)] : []),
        peopleNode(at),
        invitationsNode(at, each),
        settingsNode(at),
      ]);
    },
  });
  const facts = [
    [l10n.t('Currency'), summary.masterCurrency ?? undefined],
    [l10n.t('Country'), summary.masterCountry ?? undefined],
    [l10n.t('Plan'), summary.plan ?? undefined],
    [l10n.t('Code'), code],
    [l10n.t('Note'), note],
    [l10n.t('Id'), organizationId],
  ] as const;
  return node;
}

function expensesNode(where: Where): TreeNode {
  return folder(where, {
    name: 'expenses',
    label: l10n.t('Expenses'),
    icon: 'files',
    expanded: true,
    refreshes: [expensesKey(where.organizationId ?? '')],
    children: async (look, node) => without(monthNodes(below(where, node), everybody, look)),
  });
}
