import type { BodyOf } from '@jenji-kit/client';
import { grantsByTarget } from './granted.ts';
import type { GroupMention } from './groups.ts';
import { groupsOfProfiles, profilesById } from './profiles.ts';

type NewPerson = BodyOf<'users.create'> | BodyOf<'invitations.create'>;

/** Where the body of a new user or an invitation names groups. */
export function groupsOfPerson({ groupId, profiles, delegations }: NewPerson): GroupMention[] {
  return [
    ...(groupId ? [{ id: groupId, field: 'body.groupId' }] : []),
    ...groupsOfProfiles(profiles ?? [], 'body.profiles'),
    ...(delegations ?? []).flatMap((each, index) =>
      each.groupId ? [{ id: each.groupId, field: `body.delegations[${index}].groupId` }] : [],
    ),
  ];
}

/** What reading will show of a new person. What Jenji fills in by itself is left out. */
export function shownPerson(body: NewPerson) {
  const { profiles, delegations, groupId, ...fields } = body;
  const hidden = ['language', 'preferredVehicle', 'skipMail'];
  const given = Object.entries(fields).filter(
    ([name, value]) => value != null && value !== '' && !hidden.includes(name),
  );
  const preferredVehicleId = 'preferredVehicle' in fields ? fields.preferredVehicle : undefined;
  return {
    ...Object.fromEntries(given),
    groupId: groupId || 'root',
    ...(preferredVehicleId && { preferredVehicleId }),
    profiles: profilesById(profiles ?? []),
    delegations: grantsByTarget(delegations ?? []),
  };
}

/** The language is written and never shown, so no plan can show it otherwise. */
export function languageNotes(language: unknown): string[] {
  if (typeof language !== 'string' || language === '') return [];
  return [`The language becomes ${JSON.stringify(language)}; Jenji never shows it, so it cannot be checked.`];
}
