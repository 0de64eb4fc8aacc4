import type { ChangeRequest } from '@jenji-kit/changes';
import type { User } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import type { Subject } from './tree-node.ts';
import type { TreeRow } from './tree-row.ts';

/** People who are to go to another group: one change for each, or why that cannot be. */
export type Move =
  | { readonly accountId: string; readonly organizationId: string; readonly requests: readonly ChangeRequest[] }
  | { readonly refused: string };

/**
 * Works out what moving rows onto a group comes to. Whoever is there already is left out.
 *
 * @param language Two letters. Jenji clears the language of a person with every update that does not name one, and tells
 *   nobody which it was. Without it, the plan says that it is lost.
 */
export function moveTo(rows: readonly TreeRow[], group: Subject, language?: string): Move {
  const { accountId, organizationId, id: groupId } = group;
  if (group.kind !== 'group' || organizationId === undefined || groupId === undefined) {
    return { refused: l10n.t('People can only be moved to a group.') };
  }
  const users = new Map(rows.map((row) => [row.subject.id, row]));
  if (users.size === 0 || rows.some(({ subject }) => subject.kind !== 'user')) {
    return { refused: l10n.t('Only people can be moved to a group.') };
  }
  const isHere = ({ subject }: TreeRow) => subject.accountId === accountId && subject.organizationId === organizationId;
  if (![...users.values()].every(isHere)) {
    return { refused: l10n.t('People cannot be moved to another organization. Nothing was changed.') };
  }
  const moving = [...users.values()].filter(({ node }) => groupOf(node.record) !== groupId);
  if (moving.length === 0) return { refused: l10n.t('They are in this group already. Nothing was changed.') };
  const requests = moving.map(({ subject }) => ({
    operation: 'users.update' as const,
    path: { organizationId, userId: subject.id ?? '' },
    body: { groupId, ...(language !== undefined && { language }) },
    ...(language === undefined && { accept: ['language'] }),
  }));
  return { accountId, organizationId, requests };
}

function groupOf(record: unknown): User['groupId'] {
  const { groupId }: Pick<User, 'groupId'> = Object(record);
  return groupId;
}
