import { type Endpoint, operations } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { usersKey } from '../../readings/users.ts';
import { customFieldValues, divided } from '../content.ts';
import type { Ids } from '../document-address.ts';
import type { DocumentKind, Edit } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { type Fields, isFields, ownValue, saysTheSame } from '../nothing.ts';
import { bodyOf, customFieldsPart, type PartOf, patch, together } from '../patch.ts';
import { itemIn } from './list-item.ts';

const keyOf = ({ organizationId = '', userId = '' }: Ids) =>
  `${usersKey(organizationId)}/${encodeURIComponent(userId)}`;

const ownFields = () => bodyOf('users.update').shape;

/** The rules of one delegation. */
function delegationRules(): z.ZodType {
  const { body }: Endpoint = operations['users.delegations.replace'];
  const list = body instanceof z.ZodObject ? body.shape.delegations : undefined;
  if (!(list instanceof z.ZodArray)) throw new TypeError('users.delegations.replace takes no list of delegations');
  return list;
}

const profiles = z
  .array(
    z.strictObject({
      profileId: z.string().min(1, 'must not be empty'),
      groupIds: z.array(z.string().min(1, 'must not be empty')).min(1, 'must name the groups, at least one'),
    }),
  )
  .nullish();

function editable(): z.ZodObject {
  const { language, profiles: { description: profilesMean } = {}, ...rest } = ownFields();
  return z.strictObject({
    login: bodyOf('users.updateLogin').shape.login ?? z.string(),
    ...rest,
    language: (language ?? z.string()).describe(
      l10n.t(
        'Two letters, such as en. Jenji does not show it, and clears it with every change of a user: give it here, or leave null to accept that it is cleared.',
      ),
    ),
    profiles: profiles.describe(profilesMean ?? ''),
    delegations: delegationRules().nullish().describe(l10n.t('Whom, or which groups, the user can act for.')),
  });
}

/** Pairs of a profile and a group: those that are new are given, those gone are taken away. */
const profilesPart: PartOf = (before, after) => {
  const [add, remove] = [pairsBeyond(after, before), pairsBeyond(before, after)];
  if (add.length + remove.length === 0) return {};
  return { set: { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) } };
};

/** The pairs of one that the other has not, by profile. */
function pairsBeyond(profilesOfOne: unknown, others: unknown) {
  const beyond = new Map<string, Set<string>>();
  for (const [profileId, groupId] of pairsOf(profilesOfOne)) {
    if (pairsOf(others).some(([profile, group]) => profile === profileId && group === groupId)) continue;
    beyond.set(profileId, (beyond.get(profileId) ?? new Set()).add(groupId));
  }
  return [...beyond].map(([profileId, groups]) => ({ profileId, groupIds: [...groups] }));
}

function pairsOf(value: unknown): (readonly [string, string])[] {
  return listOf(value).flatMap(({ profileId, groupIds }) =>
    (Array.isArray(groupIds) ? groupIds : []).map((groupId) => [String(profileId), String(groupId)] as const),
  );
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Whom a delegation is on, and from when: one that starts on another day is another one. */
function target({ userId, groupId, start }: Fields): Readonly<Record<string, unknown>> {
  return groupId ? { groupId } : { userId, since: start ?? null };
}

function delegationsEdit(path: Readonly<Record<string, string>>, before: unknown, after: unknown): Edit {
  const [was, is] = [listOf(before), listOf(after)];
  const same = (one: Fields) => (other: Fields) => saysTheSame(target(one), target(other));
  const add = is.filter((each) => !was.some(same(each)));
  const change = is.flatMap((each) => {
    const present = was.find(same(each));
    if (!present || saysTheSame(present, each)) return [];
    return [{ ...target(each), permission: each.permission, ...(each.end ? { end: each.end } : {}) }];
  });
  const remove = was.filter((each) => !is.some(same(each))).map(target);
  const body = {
    ...(add.length > 0 && { add }),
    ...(change.length > 0 && { change }),
    ...(remove.length > 0 && { remove }),
  };
  if (Object.keys(body).length === 0) return { requests: [], issues: [] };
  return { requests: [{ operation: 'users.delegations.replace', path, body }], issues: [] };
}

/** Delegations as they are written: their ids are made of whom they are on. */
function writtenDelegations(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((each: unknown) =>
        Object.fromEntries(Object.entries(Object(each)).filter(([name, member]) => name !== 'id' && member !== null)),
      )
    : undefined;
}

/** A user with login and delegations, which operations of their own write. Vehicles have documents of their own. */
export const userKind: DocumentKind = {
  name: 'user',
  key: keyOf,
  reading: ({ jenji, readings }, ids, options) => {
    const { organizationId = '', userId = '' } = ids;
    return readings.get(
      keyOf(ids),
      (signal) => jenji.users.get({ path: { organizationId, userId } }, { signal, priority: 'click' }),
      options,
    );
  },
  find: (value) => (isFields(value) ? value : undefined),
  alsoIn: {
    key: ({ organizationId = '' }) => usersKey(organizationId),
    find: (value, { userId }) => itemIn(value, 'id', userId),
  },
  title: ({ firstName, lastName, login }) =>
    [textOf(firstName), textOf(lastName)].filter(Boolean).join(' ') || (textOf(login) ?? ''),
  content(record) {
    const { editable: present, readOnly } = divided(record, Object.keys(editable().shape), {
      customFields: customFieldValues,
      preferredVehicle: { readAs: 'preferredVehicleId' },
      delegations: { value: writtenDelegations },
    });
    // Shown although nobody can read it, because each change decides on it.
    return { editable: { ...present, language: null }, readOnly };
  },
  editable,
  values: { owner: 'user', field: 'customFields' },
  namesUsers: true,
  changes({ organizationId = '', userId = '' }, before, after) {
    const path = { organizationId, userId };
    const itself = patch(before, after, {
      operation: 'users.update',
      path,
      fields: Object.keys(ownFields()),
      parts: { customFields: customFieldsPart, profiles: profilesPart },
    });
    const isGiven = ownValue(after, 'language') != null && ownValue(after, 'language') !== '';
    const accepted = itself.requests.map((request) => (isGiven ? request : { ...request, accept: ['language'] }));
    return together(
      { ...itself, requests: accepted },
      patch(before, after, { operation: 'users.updateLogin', path, fields: ['login'] }),
      delegationsEdit(path, before.delegations, after.delegations),
    );
  },
};
