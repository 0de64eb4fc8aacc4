import type { Names } from '../directory/reader.ts';
import { idText } from '../results/id-text.ts';
import { untrusted } from '../results/untrusted.ts';

const mostNamed = 8;

/**
 * The people who hold a role over the expenses of a user, on the user's group or one above it, as a sentence; undefined
 * where there is none. Where Jenji's refusal names profiles, only those with one of them.
 */
export function whoMayAct(ownerId: string | null | undefined, refusal: string, names: Names): string | undefined {
  const { people, directory } = names;
  const groupIds = new Set<string>();
  let group = directory.groups.get(people.get(ownerId)?.source.groupId);
  while (group && !groupIds.has(group.id)) {
    groupIds.add(group.id);
    group = directory.groups.get(group.parentId);
  }
  const holders = people.items.flatMap(({ id, name, source }) => {
    const held = (source.profiles ?? []).filter((profile) => profile.groupIds?.some((each) => groupIds.has(each)));
    const roles = held.flatMap(({ profileId }) => profileId ?? []);
    return source.blockedAt == null && roles.length > 0 ? [{ id, name, roles }] : [];
  });
  const spoken = new Set(refusal.match(/[\w-]+/g));
  const wanted = holders.filter(({ roles }) => roles.some((role) => spoken.has(role)));
  const named = (wanted.length > 0 ? wanted : holders).slice(0, mostNamed);
  if (named.length === 0) return undefined;
  const shown = named.map(
    ({ id, name, roles }) => `${untrusted(name)} (${idText(id)}): ${roles.map(idText).join(', ')}`,
  );
  return `People with a role over it, one of whom as_user may name if the user agrees: ${shown.join('; ')}.`;
}
