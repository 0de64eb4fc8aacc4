import { InvalidArgumentsError, operations } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import type { ChangeRequest } from '../../change-request.ts';
import { differences } from '../../difference.ts';
import { addedIds, itemOf, without } from '../../forms/collection.ts';
import {
  clearableCustomFields,
  customFieldsToSet,
  mergedCustomFields,
  restoringCustomFields,
} from '../../forms/custom-field-values.ts';
import { listed, named, shownCode } from '../../forms/naming.ts';
import {
  bodyFields,
  clearableOf,
  emptiedAgain,
  patchOf,
  replaced,
  restoring,
  unknownFieldNotes,
  writtenFields,
} from '../../forms/replacement.ts';
import { type Loss, type Recipe, recipe } from '../../recipe.ts';
import { givenByJenji, newRecord } from '../../state.ts';
import { namedGroup, readGroupNames } from './groups.ts';
import { readInvitationsTo, readUsersWithLogin, refuseTakenLogin, refuseWaitingInvitation } from './logins.ts';
import { groupsOfPerson, languageNotes, shownPerson } from './new-person.ts';
import { namedUser, type PersonState, readUser } from './person.ts';
import { changedProfiles, groupIdsOf, groupsOfProfiles, profileDelta, profileList, profilesBack } from './profiles.ts';

const wholeBody = bodyFields(operations['users.update']);

const patch = patchOf(
  wholeBody.extend({
    profiles: profileDelta.describe('Roles in the workflow to give and to take away; all others stay.'),
    customFields: customFieldsToSet,
  }),
);

/** What an update leaves as it is where it is left out can be changed, not cleared. */
const fixed = ['groupId', 'mainAccount'];
const clearable = [
  ...clearableOf(wholeBody).filter((field) => !fixed.includes(field) && field !== 'customFields'),
  ...clearableCustomFields,
];

// Apart: the language, which nothing reads; profiles and custom fields, which are changed one by one.
const { language: _language, ...fields } = writtenFields(wholeBody, {
  preferredVehicle: { readAs: 'preferredVehicleId' },
});
const { profiles: _profiles, customFields: _customFields, ...plainFields } = fields;

const mainAccountNote =
  'A person has one main account: where another organization has it now, that account stops being it.';

/** The parts of a patch that are changed one by one; the rest is set as it is given. */
function partsOf({ profiles, customFields, language, ...set }: Readonly<Record<string, unknown>>) {
  return {
    profiles: profileDelta.optional().parse(profiles),
    customFields: customFieldsToSet.optional().parse(customFields),
    language,
    set,
  };
}

/** @throws InvalidArgumentsError that names the vehicles there are. */
function requireOwnVehicle({ vehicles }: PersonState, id: unknown): void {
  if (typeof id !== 'string' || itemOf(vehicles, id) !== undefined) return;
  const those = Object.entries(vehicles).map(([each, { label }]) => named('vehicle', each, label));
  const there = those.length > 0 ? `there are ${listed(those)}` : 'there are none, so add one first';
  throw new InvalidArgumentsError([
    { path: 'body.preferredVehicle', message: `must be the id of a vehicle of the user; ${there}` },
  ]);
}

const createUser = recipe({
  operation: 'users.create',
  async read(reading, { path: { organizationId }, body }) {
    const [users, invitations, groups] = await Promise.all([
      readUsersWithLogin(reading, organizationId, body.login),
      readInvitationsTo(reading, organizationId, body.login),
      readGroupNames(reading, organizationId, groupsOfPerson(body)),
    ]);
    return { users, invitations, groups };
  },
  prepare(state, { path, body }) {
    const { users, invitations, groups } = state;
    refuseTakenLogin(users, body.login, 'Change or unblock that user instead.');
    refuseWaitingInvitation(invitations, body.login);
    const person = shownPerson(body);
    return {
      title: `Add ${namedUser(body)} to ${namedGroup(person.groupId, groups)}`,
      args: { path, body },
      expected: { ...state, users: { ...users, [newRecord()]: person } },
      notes: [
        'No operation deletes a user: one that is not wanted can only be blocked.',
        ...languageNotes(body.language),
        ...(body.mainAccount ? [mainAccountNote] : []),
      ],
      newId: ({ id }) => id,
    };
  },
  reverse({ request: { path, body }, before, after }) {
    const [userId = newRecord()] = addedIds(before, after, 'users');
    return {
      requests: [{ operation: 'users.block', path: { ...path, userId } }],
      except: [
        `The user stays, blocked, with profiles and delegations: no operation deletes one. The login ${JSON.stringify(body.login)} stays taken.`,
        ...(body.mainAccount ? ['An account that was the main one before does not become it again.'] : []),
      ],
    };
  },
});

const updateUser = recipe({
  operation: 'users.update',
  body: patch,
  clearable,
  unknowable: ['language'],
  async read(reading, { path, body, clear }) {
    const { profiles: { add = [], remove = [] } = {}, set } = partsOf(body);
    const mentions = [
      ...(typeof set.groupId === 'string' ? [{ id: set.groupId, field: 'body.groupId' }] : []),
      ...groupsOfProfiles(add, 'body.profiles.add'),
    ];
    const user = await readUser(reading, path);
    const lost = clear.includes('profiles') ? groupIdsOf(user.profiles) : remove.flatMap(({ groupIds }) => groupIds);
    const groups = await readGroupNames(reading, path.organizationId, mentions, lost);
    return { user, groups };
  },
  prepare({ user, groups }, { path, body, clear, accept }) {
    const { profiles: delta, customFields, language, set } = partsOf(body);
    requireOwnVehicle(user, set.preferredVehicle);
    const { profiles, losses: lostProfiles } = changedProfiles(
      user.profiles,
      delta,
      clear.includes('profiles'),
      groups,
    );
    const { values, losses: lostValues } = mergedCustomFields(user.customFields, customFields, clear);
    const whole = replaced(
      plainFields,
      user,
      set,
      clear.filter((field) => field !== 'language'),
    );
    const record = {
      ...whole.record,
      profiles,
      customFields: values,
      // Where there is no address of its own, Jenji writes to the login, and shows that.
      ...(clear.includes('email') && { email: user.login }),
    };
    const named = namedUser(user, path.userId);
    const changes = differences(user, record).length > 0;
    const languageChanges = language !== undefined || clear.includes('language');
    if (!changes && !languageChanges) {
      throw new ChangeRefused('state', `Nothing would change: ${named} is already as asked for.`);
    }
    const given = {
      ...whole.body,
      ...(delta || Object.keys(profiles).length > 0 ? { profiles: profileList(profiles) } : {}),
      ...(Object.keys(values).length > 0 && { customFields: values }),
      ...(language !== undefined && { language }),
    };
    return {
      title: `Change ${named}`,
      args: { path, body: given },
      // Where only the language changes, the time of the change is all that ever shows it.
      expected: { user: changes ? record : { ...record, updatedAt: givenByJenji }, groups },
      // The groups stand there for their names: those of profiles that are gone need none.
      mayChange: ['groups.**', ...(changes ? ['user.updatedAt'] : []), ...(user.email ? [] : ['user.email'])],
      losses: [...whole.losses, ...lostProfiles, ...lostValues, ...lostLanguage(language, clear, accept)],
      notes: [
        ...languageNotes(language),
        ...(typeof set.groupId === 'string' && set.groupId !== user.groupId
          ? [`It moves to ${namedGroup(set.groupId, groups)}.`]
          : []),
        ...(set.mainAccount === true && user.mainAccount !== true ? [mainAccountNote] : []),
        ...unknownFieldNotes(user, operations['users.get'].response),
      ],
    };
  },
  reverse({ request: { path, body }, before, after }) {
    const { language } = partsOf(body);
    const plain = restoring(plainFields, before.user, after.user);
    const values = restoringCustomFields(before.user.customFields, after.user.customFields);
    const profiles = profilesBack(before.user.profiles, after.user.profiles);
    const emptied = emptiedAgain(plain.clear, clearable);
    const clear = [...emptied.clear, ...values.clear];
    const set = {
      ...plain.body,
      ...(profiles && { profiles }),
      ...(Object.keys(values.set).length > 0 && { customFields: values.set }),
    };
    const lasting = language === undefined ? 'cleared' : JSON.stringify(language);
    const lost = `The language stays ${lasting}: what it was before cannot be read.`;
    if (Object.keys(set).length + clear.length === 0) return { cannot: [lost, ...emptied.except].join(' ') };
    const request: ChangeRequest = {
      operation: 'users.update',
      path,
      body: { ...set, ...(language !== undefined && { language }) },
      clear,
      ...(language === undefined && { accept: ['language'] }),
    };
    return {
      requests: [request],
      except: [
        lost,
        ...emptied.except,
        ...(body.mainAccount === true && before.user.mainAccount !== true
          ? ['An account that was the main one before does not become it again.']
          : []),
      ],
    };
  },
});

function lostLanguage(language: unknown, clear: readonly string[], accept: readonly string[]): Loss[] {
  if (language !== undefined || ![...clear, ...accept].includes('language')) return [];
  return [{ kind: 'unknowable', what: 'language, which nobody can read' }];
}

const updateLogin = recipe({
  operation: 'users.updateLogin',
  async read(reading, { path, body: { login } }) {
    const [user, users] = await Promise.all([
      readUser(reading, path),
      readUsersWithLogin(reading, path.organizationId, login),
    ]);
    // Found by its own id: the path may name it in another way, such as in other letters of an e-mail address.
    return { user, others: without(users, String(user.id ?? path.userId)) };
  },
  prepare({ user, others }, { path, body: { login } }) {
    const named = namedUser(user, path.userId);
    if (user.login === login)
      throw new ChangeRefused('state', `Nothing would change: ${named} has this login already.`);
    refuseTakenLogin(others, login, 'Choose another login, or change that user first.');
    return {
      title: `Change the login of ${named} to ${JSON.stringify(login)}`,
      args: { path, body: { login } },
      expected: { user: { ...user, login }, others },
      mayChange: ['user.updatedAt', 'user.mainAccount', ...(followsLogin(user) ? ['user.email'] : [])],
      notes: [
        'From then on the person signs in with the new login, and no longer with the old one.',
        ...(followsLogin(user) ? ['The e-mail address is the login today; whether it follows is not documented.'] : []),
      ],
    };
  },
  reverse({ request: { path }, before: { user } }) {
    if (!user.login) return { cannot: 'The login before was not shown, so it cannot be set again.' };
    return { requests: [{ operation: 'users.updateLogin', path, body: { login: user.login } }] };
  },
});

/** Without an address of its own, a user is written to at the login. */
function followsLogin({ email, login }: PersonState): boolean {
  return !email || email === login;
}

const blockUser = recipe({
  operation: 'users.block',
  async read(reading, { path }) {
    return { user: await readUser(reading, path) };
  },
  prepare({ user }, { path }) {
    const named = namedUser(user, path.userId);
    if (user.blockedAt) {
      throw new ChangeRefused(
        'state',
        `${named} is blocked already, since ${shownCode(user.blockedAt)}: there is nothing to do.`,
      );
    }
    return {
      title: `Block ${named}`,
      args: { path },
      expected: { user: { ...user, blockedAt: givenByJenji } },
      mayChange: ['user.updatedAt'],
      notes: [
        'The person is shut out of Jenji at once. Profiles and delegations stay.',
        ...(itemOf(itemOf(user.profiles, 'admin')?.groups, 'root')
          ? [
              'This is an administrator of the whole organization. If the API key in use belongs to this user, it may stop working, and then only Jenji itself can unblock.',
            ]
          : []),
      ],
    };
  },
  reverse({ request: { path } }) {
    return { requests: [{ operation: 'users.unblock', path }] };
  },
});

const unblockUser = recipe({
  operation: 'users.unblock',
  async read(reading, { path }) {
    return { user: await readUser(reading, path) };
  },
  prepare({ user }, { path }) {
    const named = namedUser(user, path.userId);
    if (!user.blockedAt) throw new ChangeRefused('state', `${named} is not blocked: there is nothing to do.`);
    const { blockedAt: _, ...free } = user;
    return {
      title: `Unblock ${named}`,
      args: { path },
      expected: { user: free },
      mayChange: ['user.updatedAt'],
      notes: ['The person can use Jenji again, with the profiles and delegations there are.'],
    };
  },
  reverse({ request: { path } }) {
    return {
      requests: [{ operation: 'users.block', path }],
      except: ['The time of the block is that of the undo.'],
    };
  },
});

export const accountRecipes: readonly Recipe[] = [createUser, updateUser, updateLogin, blockUser, unblockUser];
