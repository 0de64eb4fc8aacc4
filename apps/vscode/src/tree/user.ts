import type { User } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { momentWords } from '../words/date-words.ts';
import { personName } from '../words/person-name.ts';
import { profileWord } from '../words/profile-word.ts';
import { joined, shown, tooltip } from '../words/shown.ts';
import { without } from './folder.ts';
import { monthNodes } from './months.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** A person: what they may do, and below it their expenses. */
export function userNode(where: Where, user: User, { language }: Pick<Look, 'language'>): TreeNode {
  const id = user.id ?? '';
  const label = shown(personName(user), 80) || shown(id);
  const login = shown(user.login, 80);
  const blocked = user.blockedAt ? l10n.t('blocked') : undefined;
  const profiles = [...new Set((user.profiles ?? []).flatMap(({ profileId }) => profileId || []))].map((profile) =>
    shown(profileWord(profile), 30),
  );
  const roles = profiles.slice(0, 3).join(', ');
  const node: TreeNode = nodeIn(where, 'user', id, {
    label,
    description: joined([blocked, roles, login !== label && login]),
    accessibilityLabel: joined([label, blocked, roles, login !== label && login], ', '),
    icon: user.blockedAt ? { id: 'circle-slash', color: 'disabledForeground' } : { id: 'person' },
    marks: blocked ? ['blocked'] : [],
    record: user,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Login'), login],
        [l10n.t('E-mail'), user.email ?? undefined],
        [l10n.t('Profiles'), profiles.join(', ')],
        [l10n.t('Code'), user.internalId ?? undefined],
        [l10n.t('Phone'), user.phone ?? undefined],
        [l10n.t('Blocked'), user.blockedAt ? momentWords(user.blockedAt, { language }) : undefined],
        [l10n.t('Id'), id],
      ]),
    children: async (look) =>
      without(monthNodes(below(where, node), { bucket: { userId: id }, people: new Set([id]) }, look)),
  });
  return node;
}

/** By last name, those who are blocked at the end. */
export function byName(users: readonly User[], language: string): User[] {
  const order = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  const nameOf = ({ lastName, firstName, login, id }: User) => joined([lastName, firstName], ' ') || login || id || '';
  return [...users].sort(
    (one, other) =>
      Number(Boolean(one.blockedAt)) - Number(Boolean(other.blockedAt)) || order.compare(nameOf(one), nameOf(other)),
  );
}
