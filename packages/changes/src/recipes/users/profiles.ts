import { type ArgumentIssue, InvalidArgumentsError, type UserProfile } from '@jenji-kit/client';
import * as z from 'zod';
import { itemOf } from '../../forms/collection.ts';
import type { Loss } from '../../recipe.ts';
import type { GroupNames } from '../organizations/group-names.ts';
import { type GroupMention, namedGroup } from './groups.ts';

/** Profiles by id, each with its groups by id: neither has an order. */
export type Profiles = Readonly<
  Record<
    string,
    {
      groups: Readonly<Record<string, true>>;
      /** What a newer Jenji shows besides. */
      [field: string]: unknown;
    }
  >
>;

type Profile = Profiles[string];

const pairs = z
  .array(
    z.strictObject({
      profileId: z.string().min(1, 'must not be empty').describe('Role in the workflow, such as `manager`.'),
      groupIds: z
        .array(z.string().min(1, 'must not be empty'))
        .min(1, 'must name the groups, at least one')
        .describe('Groups it holds for; `root` for the top group.'),
    }),
  )
  .optional();

/** A change of profiles: pairs of a profile and its groups. Those not named stay. */
export const profileDelta = z
  .strictObject({
    add: pairs.describe('Profiles to give; those that are there already stay.'),
    remove: pairs.describe('Profiles to take away.'),
  })
  .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, 'must hold add, remove or both');

export type ProfileDelta = z.infer<typeof profileDelta>;

/** Where profiles name groups. */
export function groupsOfProfiles(profiles: readonly { groupIds: readonly string[] }[], field: string): GroupMention[] {
  return profiles.flatMap(({ groupIds }, index) =>
    groupIds.map((id, place) => ({ id, field: `${field}[${index}].groupIds[${place}]` })),
  );
}

export function groupIdsOf(profiles: Profiles): string[] {
  return Object.values(profiles).flatMap(({ groups }) => Object.keys(groups));
}

export function profilesById(profiles: readonly UserProfile[]): Profiles {
  const found = new Map<string, Profile>();
  for (const { profileId, groupIds, ...rest } of profiles) {
    const id = profileId ?? '';
    const groups = Object.fromEntries((groupIds ?? []).map((groupId) => [groupId, true as const]));
    found.set(id, { ...rest, groups: { ...found.get(id)?.groups, ...groups } });
  }
  return Object.fromEntries(found);
}

export function profileList(profiles: Profiles): unknown[] {
  return Object.entries(profiles).map(([profileId, { groups, ...rest }]) => ({
    profileId,
    groupIds: Object.keys(groups),
    ...rest,
  }));
}

interface ChangedProfiles {
  profiles: Profiles;
  losses: Loss[];
}

/**
 * Profiles after a change of some of them.
 *
 * @throws InvalidArgumentsError where it takes away what is not there, or says two things of one pair.
 */
export function changedProfiles(
  present: Profiles,
  { add = [], remove = [] }: ProfileDelta = {},
  areCleared: boolean,
  groups: GroupNames,
): ChangedProfiles {
  if (areCleared) return { profiles: {}, losses: profileLosses(present, {}, groups) };
  const issues = remove.flatMap(({ profileId, groupIds }, index) =>
    groupIds.flatMap((groupId) => removalIssues(`body.profiles.remove[${index}]`, present, add, profileId, groupId)),
  );
  if (issues.length > 0) throw new InvalidArgumentsError(issues);
  const result = new Map(Object.entries(present).map(([id, { groups: held, ...rest }]) => [id, { rest, held }]));
  for (const { profileId, groupIds } of remove) {
    const { held = {}, rest = {} } = result.get(profileId) ?? {};
    const kept = Object.entries(held).filter(([groupId]) => !groupIds.includes(groupId));
    if (kept.length > 0) result.set(profileId, { rest, held: Object.fromEntries(kept) });
    else result.delete(profileId);
  }
  for (const { profileId, groupIds } of add) {
    const { held = {}, rest = {} } = result.get(profileId) ?? {};
    const given = Object.fromEntries(groupIds.map((groupId) => [groupId, true as const]));
    result.set(profileId, { rest, held: { ...held, ...given } });
  }
  const profiles = Object.fromEntries([...result].map(([id, { rest, held }]) => [id, { ...rest, groups: held }]));
  return { profiles, losses: profileLosses(present, profiles, groups) };
}

function removalIssues(
  path: string,
  present: Profiles,
  added: NonNullable<ProfileDelta['add']>,
  profileId: string,
  groupId: string,
): ArgumentIssue[] {
  const pair = `profile ${JSON.stringify(profileId)} for group ${JSON.stringify(groupId)}`;
  if (added.some((each) => each.profileId === profileId && each.groupIds.includes(groupId))) {
    return [{ path, message: `takes away ${pair}, which add gives; do one of the two` }];
  }
  if (itemOf(itemOf(present, profileId)?.groups, groupId)) return [];
  return [{ path, message: `takes away ${pair}, which the user does not have; ${held(present)}` }];
}

function held(profiles: Profiles): string {
  const pairs = Object.entries(profiles).map(
    ([id, { groups }]) =>
      `${JSON.stringify(id)} for ${Object.keys(groups)
        .map((each) => JSON.stringify(each))
        .join(', ')}`,
  );
  return pairs.length > 0 ? `there is ${pairs.join('; ')}` : 'there are no profiles';
}

/** The pairs that are gone, by name. */
function profileLosses(was: Profiles, is: Profiles, groups: GroupNames): Loss[] {
  return pairsBeyond(was, is).flatMap(({ profileId, groupIds }) =>
    groupIds.map((groupId) => ({
      kind: 'removed' as const,
      what: `profile ${JSON.stringify(profileId)} for ${namedGroup(groupId, groups)}`,
    })),
  );
}

/** What to give and to take away so that the profiles are again as they were; undefined where nothing differs. */
export function profilesBack(was: Profiles, is: Profiles): ProfileDelta | undefined {
  const [add, remove] = [pairsBeyond(was, is), pairsBeyond(is, was)];
  if (add.length + remove.length === 0) return undefined;
  return { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) };
}

/** The pairs of one that the other has not. */
function pairsBeyond(profiles: Profiles, others: Profiles) {
  return Object.entries(profiles).flatMap(([profileId, { groups }]) => {
    const groupIds = Object.keys(groups).filter((groupId) => !itemOf(itemOf(others, profileId)?.groups, groupId));
    return groupIds.length > 0 ? [{ profileId, groupIds }] : [];
  });
}
