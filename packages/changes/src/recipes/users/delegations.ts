import { type ArgumentIssue, InvalidArgumentsError, NotFoundError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { differences } from '../../difference.ts';
import { itemOf } from '../../forms/collection.ts';
import { shownCode } from '../../forms/naming.ts';
import { bodyFields } from '../../forms/replacement.ts';
import { type Loss, type Reading, type Recipe, recipe } from '../../recipe.ts';
import type { GroupNames } from '../organizations/group-names.ts';
import { type Granted, type Grants, grantKey, grantList, grantsByTarget, type Target } from './granted.ts';
import { type GroupMention, namedGroup, readGroupNames } from './groups.ts';
import { type Name, namedUser, nameOf } from './person.ts';

/** One delegation as the operations take it. */
const whole = bodyFields(operations['users.delegations.replace']).shape.delegations.element;
const { userId, groupId, permission, start, end } = whole.shape;

const target = {
  userId: userId.describe('User it is on; either this or groupId.'),
  groupId: groupId.describe('Group it is on; either this or userId.'),
  since: start.describe('Which, where there are several on one user: its first day now, or null for the one without.'),
};
const oneOfBoth = { path: ['userId'], error: 'give either userId or groupId, exactly one of the two' };
const isOne = (given: Pick<Target, 'userId' | 'groupId'>) => Boolean(given.userId) !== Boolean(given.groupId);

const delta = z
  .strictObject({
    add: z.array(whole).optional().describe('New delegations.'),
    change: z
      .array(
        z
          .strictObject({
            ...target,
            permission: permission.optional().describe('New permission.'),
            start: start.describe('New first day, of a user delegation only.'),
            end: end.describe('New last day, of a user delegation only.'),
            always: z.literal(true).optional().describe('Takes both days away.'),
          })
          .refine(isOne, oneOfBoth)
          .refine((given) => !(given.always && (given.start || given.end)), {
            path: ['always'],
            error: 'takes the days away that start and end set; do one of the two',
          }),
      )
      .optional()
      .describe('Delegations to change: the fields to set, all others stay.'),
    remove: z.array(z.strictObject(target).refine(isOne, oneOfBoth)).optional().describe('Delegations to take away.'),
  })
  .refine(({ add = [], change = [], remove = [] }) => add.length + change.length + remove.length > 0, {
    error: 'must hold add, change or remove, with something in it',
  });

type Delta = z.infer<typeof delta>;
type Named = Pick<Target, 'userId' | 'groupId'> & { since?: string | null | undefined };

/** Where a request names whom a delegation is on. */
function namedIn({ add = [], change = [], remove = [] }: Delta) {
  const places = (part: string, items: readonly Named[]) =>
    items.map((item, index) => ({ ...item, field: `body.${part}[${index}]` }));
  return { added: places('add', add), present: [...places('change', change), ...places('remove', remove)] };
}

/** Names of users by id; those that do not exist are missing. */
type People = Readonly<Record<string, Name>>;

/** From as many users on, reading all of them costs fewer requests than reading one after the other. */
const many = 4;

async function readPeople(reading: Reading, organizationId: string, ids: ReadonlySet<string>): Promise<People> {
  if (ids.size < many) {
    const found = await Promise.all([...ids].map((id) => readPerson(reading, { organizationId, userId: id })));
    return Object.fromEntries(found.flat());
  }
  const people = new Map<string, Name>();
  for await (const user of reading.stream('users.list', { path: { organizationId } })) {
    if (user.id && ids.has(user.id)) people.set(user.id, nameOf(user));
  }
  return Object.fromEntries(people);
}

async function readPerson(reading: Reading, path: { organizationId: string; userId: string }) {
  try {
    return [[path.userId, nameOf(await reading.call('users.get', { path }))] as const];
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}

interface DelegationsState {
  /** Everybody concerned: who is granted the delegations, and the users that the request names. */
  people: People;
  groups: GroupNames;
  delegations: Grants;
  [document: string]: unknown;
}

/** Delegations of both sorts are read, also where only one is written: what becomes of the other must be seen. */
async function readDelegations(
  reading: Reading,
  path: { organizationId: string; userId: string },
  body: Delta,
): Promise<DelegationsState> {
  const { added, present } = namedIn(body);
  const ids = [...added, ...present].flatMap((item) => (item.userId ? [item.userId] : []));
  const mentions = added.flatMap((item): GroupMention[] =>
    item.groupId ? [{ id: item.groupId, field: `${item.field}.groupId` }] : [],
  );
  const others = present.flatMap((item) => (item.groupId ? [item.groupId] : []));
  const [{ data }, people, groups] = await Promise.all([
    reading.call('users.delegations.list', { path }),
    readPeople(reading, path.organizationId, new Set([path.userId, ...ids])),
    readGroupNames(reading, path.organizationId, mentions, others),
  ]);
  return { people, groups, delegations: grantsByTarget(data) };
}

/** `READ on user "Bob Martin" (bob@acme.test) from 2025-12-08 to 2025-12-15`. */
function inWords(granted: Granted, { people, groups }: DelegationsState): string {
  const on = granted.groupId
    ? namedGroup(granted.groupId, groups)
    : namedUser(itemOf(people, granted.userId ?? '') ?? {}, granted.userId ?? '');
  const period = granted.start ? ` from ${shownCode(granted.start)} to ${shownCode(granted.end ?? '?')}` : '';
  return `${shownCode(granted.permission ?? '?')} on ${on}${period}`;
}

interface ChangedGrants {
  delegations: Grants;
  losses: Loss[];
}

/** @throws InvalidArgumentsError with every place of the request that does not fit what is there. */
function changedGrants(state: DelegationsState, body: Delta): ChangedGrants {
  const issues: ArgumentIssue[] = [];
  const result = new Map(Object.entries(state.delegations));
  const losses: Loss[] = [];
  const found = (item: Named, field: string): string | undefined => {
    const candidates = keysOf(state.delegations, item);
    if (candidates.length === 1) return candidates[0];
    issues.push({ path: field, message: whyNot(state, candidates) });
    return undefined;
  };
  const touched = new Set<string>();
  const touch = (key: string | undefined, field: string): Granted | undefined => {
    if (key === undefined) return undefined;
    if (touched.has(key))
      issues.push({ path: field, message: 'names a delegation that was named before; say it once' });
    touched.add(key);
    return itemOf(state.delegations, key);
  };
  for (const [index, item] of (body.remove ?? []).entries()) {
    const key = found(item, `body.remove[${index}]`);
    const granted = touch(key, `body.remove[${index}]`);
    if (key === undefined || granted === undefined) continue;
    result.delete(key);
    losses.push({ kind: 'removed', what: `delegation ${inWords(granted, state)}` });
  }
  const changed: [Granted, string][] = [];
  for (const [index, item] of (body.change ?? []).entries()) {
    const field = `body.change[${index}]`;
    const key = found(item, field);
    const granted = touch(key, field);
    if (key === undefined || granted === undefined) continue;
    const next = changedGrant(granted, item);
    issues.push(...periodIssues(next, field));
    // One that starts on the same day as before keeps its place.
    if (grantKey(next) === grantKey(granted)) result.set(key, next);
    else {
      result.delete(key);
      changed.push([next, field]);
    }
  }
  const added = (body.add ?? []).map((item, index): [Granted, string] => [filled(item), `body.add[${index}]`]);
  for (const [granted, field] of [...changed, ...added]) {
    const key = grantKey(granted);
    const present = result.get(key);
    if (present)
      issues.push({ path: field, message: `is there already: ${inWords(present, state)}; change that one instead` });
    if (granted.userId && itemOf(state.people, granted.userId) === undefined) {
      issues.push({ path: `${field}.userId`, message: `is the id of no user of the organization` });
    }
    result.set(key, granted);
  }
  if (issues.length > 0) throw new InvalidArgumentsError(issues);
  return { delegations: Object.fromEntries(result), losses };
}

/** The delegations on somebody; those that start on a day, where it is given. */
function keysOf(grants: Grants, { userId, groupId, since }: Named): string[] {
  return Object.entries(grants).flatMap(([key, granted]) => {
    const isMeant = groupId ? granted.groupId === groupId : granted.userId === userId && !granted.groupId;
    return isMeant && (since === undefined || (granted.start ?? null) === since) ? [key] : [];
  });
}

function whyNot(state: DelegationsState, candidates: readonly string[]): string {
  const granted = candidates.map((key) => itemOf(state.delegations, key)).filter((each) => each !== undefined);
  if (granted.length === 0) {
    const all = Object.entries(state.delegations).map(([key, { permission }]) =>
      JSON.stringify(`${key}: ${permission}`),
    );
    return `names a delegation that is not there; there ${all.length > 0 ? `are ${all.join(', ')}` : 'are none'}`;
  }
  const those = granted.map((each) => inWords(each, state)).join('; ');
  if (granted.every(({ start }) => start === granted[0]?.start)) {
    return `names several from the same day, which nothing can tell apart: ${those}; change them in Jenji itself`;
  }
  return `names several: ${those}; say which by since, its first day now`;
}

function changedGrant(
  granted: Granted,
  { permission, start, end, always }: NonNullable<Delta['change']>[number],
): Granted {
  const { start: _start, end: _end, ...undated } = granted;
  return {
    ...(always ? undated : granted),
    ...(permission && { permission }),
    ...(start && { start }),
    ...(end && { end }),
  };
}

/** The rules of one delegation, for one that was put together of what is there and what is given. */
function periodIssues({ groupId, start, end }: Granted, field: string): ArgumentIssue[] {
  if (groupId && (start || end)) return [{ path: field, message: 'is on a group, which has no days; leave them out' }];
  if (Boolean(start) !== Boolean(end)) return [{ path: field, message: 'needs both start and end, or none' }];
  if (start && end && start > end) return [{ path: `${field}.end`, message: 'must not be before start' }];
  return [];
}

/** Without what says nothing. */
function filled(item: NonNullable<Delta['add']>[number]): Granted {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value != null && value !== ''));
}

interface WayBack {
  body: Readonly<Record<string, readonly object[]>>;
  /** Whom those are on that cannot be given again as they were: they hold what this version cannot send. */
  lost: readonly string[];
}

/** What leads back, delegation by delegation. */
function wayBack(was: Grants, is: Grants): WayBack {
  const changed = Object.entries(was).filter(([key, granted]) => differences(granted, itemOf(is, key)).length > 0);
  const sendable = changed.filter(([, granted]) => whole.safeParse(granted).success);
  const come = Object.entries(is).filter(([key]) => itemOf(was, key) === undefined);
  const parts = {
    add: sendable.filter(([key]) => itemOf(is, key) === undefined).map(([, granted]) => granted),
    change: sendable
      .filter(([key]) => itemOf(is, key) !== undefined)
      .map(([, granted]) => ({ ...whichOf(granted), permission: granted.permission, end: granted.end })),
    remove: come.map(([, granted]) => whichOf(granted)),
  };
  return {
    body: Object.fromEntries(Object.entries(parts).filter(([, items]) => items.length > 0)),
    lost: changed.filter((entry) => !sendable.includes(entry)).map(([key]) => JSON.stringify(key)),
  };
}

const whichOf = ({ userId, groupId, start }: Granted) => (groupId ? { groupId } : { userId, since: start ?? null });

type Sort = 'users' | 'groups';

/** @throws InvalidArgumentsError for what another operation is there for. */
function requireSort(body: Delta, sort: Sort): void {
  const { added, present } = namedIn(body);
  const other = sort === 'users' ? 'groups' : 'users';
  const wrong = [...added, ...present].filter(({ groupId }) => Boolean(groupId) !== (sort === 'groups'));
  if (wrong.length === 0) return;
  throw new InvalidArgumentsError(
    wrong.map(({ field }) => ({
      path: field,
      message: `must be on ${sort}; for those on ${other} use users.delegations.${other}.replace`,
    })),
  );
}

type DelegationsOperation =
  | 'users.delegations.replace'
  | 'users.delegations.users.replace'
  | 'users.delegations.groups.replace';

/** The delegations of a user; of one `sort` alone, the other is neither sent nor touched, and read all the same. */
function delegationsRecipe(operation: DelegationsOperation, sort?: Sort): Recipe {
  return recipe({
    operation,
    body: delta,
    read(reading, { path, body }) {
      if (sort) requireSort(body, sort);
      return readDelegations(reading, path, body);
    },
    prepare(state, { path, body }) {
      const { delegations, losses } = changedGrants(state, body);
      const owner = namedUser(itemOf(state.people, path.userId) ?? {}, path.userId);
      if (differences(state.delegations, delegations).length === 0) {
        throw new ChangeRefused('state', `Nothing would change: the delegations of ${owner} are already as asked for.`);
      }
      const sent = Object.entries(delegations).filter(
        ([, { groupId }]) => sort === undefined || Boolean(groupId) === (sort === 'groups'),
      );
      return {
        title: `Change the delegations${sort ? ` on ${sort}` : ''} of ${owner}`,
        args: { path, body: { delegations: grantList(Object.fromEntries(sent)) } },
        expected: { ...state, delegations },
        losses,
      };
    },
    reverse({ request: { path }, before, after }) {
      const { body, lost } = wayBack(before.delegations, after.delegations);
      const except = lost.map(
        (key) => `The delegation on ${key} holds what cannot be sent, so it cannot be given again.`,
      );
      if (Object.keys(body).length === 0) return { cannot: except.join(' ') };
      return { requests: [{ operation, path, body }], except };
    },
  });
}

export const delegationRecipes: readonly Recipe[] = [
  delegationsRecipe('users.delegations.replace'),
  delegationsRecipe('users.delegations.users.replace', 'users'),
  delegationsRecipe('users.delegations.groups.replace', 'groups'),
];
