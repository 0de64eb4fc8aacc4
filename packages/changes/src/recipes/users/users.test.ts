import { createJenjiClient, InvalidArgumentsError } from '@jenji-kit/client';
import type { User } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { peopleSeen } from '../../../test/people-seen.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, reading, plan, commit, thereAndBack } = await openWorkshop({ expenses: 5 });
const organization = firstOrganization();
const organizationId = organization.header.id;

/** A client that sends once, so that what a fault does to one request is not made good by the next. */
const once = createJenjiClient({
  baseUrl: sandbox.url,
  credentials: sandbox.credentials.organization,
  budget: { perSecond: 10_000, perMinute: 600_000 },
  maxAttempts: 1,
});
afterAll(() => once.close());
afterEach(() => sandbox.faults.clear());

function firstOrganization() {
  const [first] = sandbox.world.organizations.values();
  if (first === undefined) throw new Error('The sandbox has no organization');
  return first;
}
const world = () => peopleSeen(sandbox.world, organizationId);
const people = () => peopleSeen(sandbox.world, organizationId, 'organization');
const groupNamed = (name: string) => organization.groups.find((group) => group.name === name)?.id ?? '';
const [sales, export_] = [groupNamed('Sales'), groupNamed('Export')];

function stateOf(login: string) {
  const state = [...organization.users.values()].find(({ user }) => user.login.startsWith(login));
  if (state === undefined) throw new Error(`There is no ${login}`);
  return state;
}
/** A user like another, under a name and an id of its own. */
function putUser(id: string, fields: Partial<User> = {}, language = 'fr'): User {
  const { user: model } = stateOf('thomas.girard');
  const user = structuredClone({ ...model, id, login: `${encodeURIComponent(id)}@example.test`, ...fields });
  organization.users.set(id, { user, language });
  return user;
}
const present = (id: string) => organization.users.get(id)?.user;

const update = (userId: string, change: Omit<ChangeRequest, 'operation' | 'path'>): ChangeRequest => ({
  operation: 'users.update',
  path: { organizationId, userId },
  ...change,
});

test('changes one field of a user and keeps all others, which a bare PUT would clear', async () => {
  const { user, language } = stateOf('camille.moreau');
  const request = update(user.id, { body: { phone: '+33 1 02 03 04 05', language } });
  const { diff, prepared } = await plan(request);
  expect(prepared.title).toBe(`Change user "Camille Moreau" (${user.login})`);
  expect(diff).toEqual([{ path: ['user', 'phone'], before: user.phone, after: '+33 1 02 03 04 05' }]);
  expect(prepared).toMatchObject({ losses: [], notes: [expect.stringContaining('language')] });
  const { before, changed, restored } = await thereAndBack(request, world);
  const seen = changed.users[user.id];
  expect(seen?.user.phone).toBe('+33 1 02 03 04 05');
  if (seen) seen.user.phone = user.phone;
  expect(changed).toEqual(before);
  expect(restored).toEqual(before);
});

test('changes every field at once, and turns each back', async () => {
  const profile = { profileId: 'checker', groupIds: ['root', export_] };
  const user = putUser('all/at once', { customFields: { remote: true, 'preferred-number': 7, 'a.b': 'kept' } });
  user.vehicles.push({ id: 'v2', type: 'CAR', label: 'C3', checked: false });
  const body = {
    email: 'elsewhere@example.test',
    firstName: 'Ada',
    lastName: 'Lovelace',
    language: 'fr',
    preferredPaymentMethodId: organization.paymentMethods.at(2)?.id,
    preferredCountry: 'GB',
    preferredCurrency: 'GBP',
    preferredVehicle: 'v2',
    preferredDistanceUnit: 'MI',
    groupId: export_,
    internalId: 'L1815',
    profiles: { add: [profile], remove: user.profiles },
    customFields: { 'preferred-number': 8, agency: 'lyon' },
    mainAccount: false,
    phone: '+44 1',
  };
  const request = update(user.id, { body, clear: ['customFields.remote'] });
  const { prepared } = await plan(request);
  expect(prepared.losses).toEqual([
    { kind: 'removed', what: `profile "manager" for group "Sales North" (${user.profiles[0]?.groupIds[0]})` },
    { kind: 'cleared', what: 'custom field "remote" true' },
  ]);
  expect(prepared.notes).toContainEqual(`It moves to group "Export" (${export_}).`);
  const { before, changed, restored } = await thereAndBack(request, world);
  const { language, profiles, preferredVehicle, customFields, ...plain } = body;
  expect(changed.users[user.id]).toMatchObject({
    user: {
      ...plain,
      profiles: [{ profileId: 'checker', groupIds: [export_, 'root'].sort() }],
      preferredVehicleId: 'v2',
      customFields: { 'preferred-number': 8, 'a.b': 'kept', agency: 'lyon' },
    },
    language,
  });
  expect(restored).toEqual(before);
});

test('asks for the language, which nobody can read, or for leave to clear it', async () => {
  const user = putUser('polyglot');
  const body = { phone: '1' };
  await expect(plan(update(user.id, { body }))).rejects.toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: 'body.language' })] }),
  );
  const accepted = await commit(update(user.id, { body, accept: ['language'] }));
  expect(accepted.prepared.losses).toEqual([{ kind: 'unknowable', what: expect.stringContaining('language') }]);
  expect(accepted.reversal).toMatchObject({ except: [expect.stringContaining('language stays cleared')] });
  expect(organization.users.get(user.id)?.language).toBeUndefined();
  const alone = await commit(update(user.id, { body: { language: 'de' } }));
  expect(alone.prepared.notes).toContainEqual(expect.stringContaining('"de"'));
  expect(alone.reversal).toEqual({ cannot: expect.stringContaining('language') });
  expect(organization.users.get(user.id)?.language).toBe('de');
  await commit(update(user.id, { clear: ['language'] }));
  expect(organization.users.get(user.id)?.language).toBeUndefined();
});

test('names each field that is cleared, and fills what Jenji fills', async () => {
  const user = putUser('cleared', { email: 'own@example.test', customFields: { remote: true, agency: 'lyon' } });
  const request = update(user.id, {
    clear: ['email', 'phone', 'profiles', 'customFields', 'preferredVehicle', 'internalId'],
    body: { language: 'fr' },
  });
  const { prepared, diff } = await plan(request);
  expect(prepared.losses?.map(({ what }) => what)).toEqual([
    'email "own@example.test"',
    `internalId ${JSON.stringify(user.internalId)}`,
    `phone ${JSON.stringify(user.phone)}`,
    `preferredVehicle ${JSON.stringify(user.preferredVehicleId)}`,
    expect.stringContaining('profile "manager" for group "Sales North"'),
    'custom field "remote" true',
    'custom field "agency" "lyon"',
  ]);
  expect(diff).toContainEqual({ path: ['user', 'email'], before: 'own@example.test', after: user.login });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(changed.users[user.id]?.user).toMatchObject({ email: user.login, profiles: [] });
  expect(restored).toEqual(before);
});

test.each<[string, Omit<ChangeRequest, 'operation' | 'path'>, string, string]>([
  ['a null', { body: { phone: null } }, 'body.phone', 'in clear'],
  ['an empty text', { body: { phone: '' } }, 'body.phone', 'in clear'],
  ['an empty group, which would keep it', { body: { groupId: '' } }, 'body.groupId', 'leave it out'],
  ['a group that does not exist', { body: { groupId: 'nowhere' } }, 'body.groupId', '"Export"'],
  ['clearing the group', { clear: ['groupId'] }, 'clear', 'groupId'],
  ['clearing the main account', { clear: ['mainAccount'] }, 'clear', 'mainAccount'],
  ['the delegations', { body: { delegations: [] } }, 'body.delegations', 'unknown'],
  ['a field by its name when read', { body: { preferredVehicleId: 'x' } }, 'body.preferredVehicleId', 'unknown'],
  ['a vehicle of somebody else', { body: { preferredVehicle: 'x' } }, 'body.preferredVehicle', '"Clio V"'],
  ['a list of profiles', { body: { profiles: [] } }, 'body.profiles', 'object'],
  ['a null custom field', { body: { customFields: { remote: null } } }, 'body.customFields.remote', 'in clear'],
  ['an empty custom field', { body: { customFields: { remote: '' } } }, 'body.customFields.remote', 'in clear'],
  ['the placeholder of the manual', { body: { customFields: { '': 'x' } } }, 'body.customFields', 'must not be empty'],
  ['a date that is no JSON', { body: { customFields: { start: new Date() } } }, 'body.customFields.start', 'JSON'],
  [
    'setting and clearing one custom field',
    { body: { customFields: { remote: true } }, clear: ['customFields.remote'] },
    'clear',
    'do one of the two',
  ],
  [
    'a profile in a group that does not exist',
    { body: { profiles: { add: [{ profileId: 'manager', groupIds: ['root', 'nowhere'] }] } } },
    'body.profiles.add[0].groupIds[1]',
    '"Sales North"',
  ],
  [
    'taking away a profile that is not there',
    { body: { profiles: { remove: [{ profileId: 'admin', groupIds: ['root'] }] } } },
    'body.profiles.remove[0]',
    'there is "manager" for',
  ],
  [
    'giving and taking away the same',
    {
      body: {
        profiles: {
          add: [{ profileId: 'admin', groupIds: ['root'] }],
          remove: [{ profileId: 'admin', groupIds: ['root'] }],
        },
      },
    },
    'body.profiles.remove[0]',
    'do one of the two',
  ],
])('refuses %s before sending anything', async (_what, change, path, rule) => {
  const user = putUser('refused');
  const sent = sandbox.requests.filter(({ method }) => method !== 'GET').length;
  const body = { language: 'fr', ...Object(change.body) };
  const failure = await plan(update(user.id, { ...change, body })).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InvalidArgumentsError);
  expect(failure).toMatchObject({
    issues: expect.arrayContaining([{ path: expect.stringContaining(path), message: expect.stringContaining(rule) }]),
  });
  expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toHaveLength(sent);
});

test('refuses a change that changes nothing', async () => {
  const user = putUser('content');
  const { firstName, phone } = user;
  await expect(plan(update(user.id, { body: { firstName, phone }, accept: ['language'] }))).rejects.toThrow(
    /Nothing would change/,
  );
});

test('never sends the empty custom field that the manual shows', async () => {
  const user = putUser('placeholder', { customFields: { '': '', remote: true } });
  const { prepared } = await plan(update(user.id, { body: { phone: '1', language: 'fr' } }));
  expect(prepared.args).toMatchObject({ body: { customFields: { remote: true } } });
  expect(JSON.stringify(prepared.args)).not.toContain('"":');
});

test('keeps a main account one, and says who else may stop being it', async () => {
  const user = putUser('main');
  await commit(update(user.id, { body: { phone: '1', language: 'fr' } }));
  expect(present(user.id)?.mainAccount).toBe(true);
  await commit(update(user.id, { body: { mainAccount: false, language: 'fr' } }));
  expect(present(user.id)?.mainAccount).toBe(false);
  await commit(update(user.id, { body: { phone: '2', language: 'fr' } }));
  expect(present(user.id)?.mainAccount).toBe(false);
  const { prepared, reversal } = await plan(update(user.id, { body: { mainAccount: true, language: 'fr' } }));
  expect(prepared.notes).toContainEqual(expect.stringContaining('main account'));
  expect(reversal).toMatchObject({ except: expect.arrayContaining([expect.stringContaining('main one')]) });
});

test('tells of what a newer Jenji shows and this write cannot carry', async () => {
  const user = putUser('newer', { ...{ nickname: 'Tom', phone: '0' } });
  const request = update(user.id, { body: { phone: '1', language: 'fr' } });
  const planned = await plan(request);
  expect(planned.prepared.notes).toContainEqual(expect.stringContaining('"nickname"'));
  // The sandbox knows no such field, so it is lost: reading back tells.
  expect(await carryOut(once, reading, planned)).toMatchObject({
    settlement: { missing: [], unexpected: [{ path: ['user', 'nickname'], before: 'Tom' }] },
  });
  const odd = putUser('odd', { ...{ preferredDistanceUnit: 'NM' as 'KM' } });
  const refused = plan(update(odd.id, { body: { phone: '1', language: 'fr' } }));
  await expect(refused).rejects.toThrow(ChangeRefused);
  await expect(refused).rejects.toThrow(/preferredDistanceUnit/);
  await commit(update(odd.id, { body: { preferredDistanceUnit: 'KM', language: 'fr' } }));
  const scoped = putUser('scoped', { profiles: [{ profileId: 'manager', groupIds: [sales], ...{ until: '2027' } }] });
  await expect(plan(update(scoped.id, { body: { phone: '1', language: 'fr' } }))).rejects.toThrow(ChangeRefused);
});

test('binds a plan to the user and the groups it names, and to nothing else', async () => {
  const user = putUser('bound');
  const request = update(user.id, { body: { groupId: export_, language: 'fr' } });
  const { hash } = await plan(request);
  putUser('somebody else');
  user.profiles[0]?.groupIds.reverse();
  expect((await plan(request)).hash).toBe(hash);
  user.phone = 'changed';
  expect((await plan(request)).hash).not.toBe(hash);
});

test.each([
  ['reset-after', 'committed', '+1'],
  ['reset-before', 'not-applied', '+0'],
  ['truncate', 'committed', '+1'],
] as const)('finds out after %s that an update was %s', async (kind, status, phone) => {
  const user = putUser('ambiguous', { phone: '+0' });
  const planned = await plan(update(user.id, { body: { phone: '+1', language: 'fr' } }));
  sandbox.faults.add({ operation: 'users.update', kind, times: 1 });
  expect(await carryOut(once, reading, planned)).toMatchObject({ status });
  expect(present(user.id)?.phone).toBe(phone);
});

test('finds out whether the language was changed, which only the time of the change shows', async () => {
  const user = putUser('silent');
  const request = update(user.id, { body: { language: 'it' } });
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const planned = await plan(request);
    sandbox.faults.add({ operation: 'users.update', kind, times: 1 });
    expect(await carryOut(once, reading, planned)).toMatchObject({ status });
  }
});

const create = (body: Record<string, unknown>): ChangeRequest => ({
  operation: 'users.create',
  path: { organizationId },
  body,
});

test('adds a user, who can only be blocked again', async () => {
  const body = {
    login: 'dom@example.test',
    firstName: 'Dominic',
    lastName: 'Toretto',
    groupId: export_,
    language: 'en',
    profiles: [{ profileId: 'manager', groupIds: [export_] }],
    customFields: { 'preferred-number': 8 },
    mainAccount: true,
    delegations: [{ groupId: sales, permission: 'WRITE' }],
  };
  const { prepared, diff, reversal } = await plan(create(body));
  expect(prepared.title).toBe(`Add user "Dominic Toretto" (dom@example.test) to group "Export" (${export_})`);
  expect(diff.map(({ path }) => path.slice(2).join('.'))).toEqual([
    'login',
    'firstName',
    'lastName',
    'customFields.preferred-number',
    'mainAccount',
    'groupId',
    `profiles.manager.groups.${export_}`,
    `delegations.group ${sales}.groupId`,
    `delegations.group ${sales}.permission`,
  ]);
  expect(reversal).toMatchObject({
    requests: [{ operation: 'users.block' }],
    except: [expect.stringMatching(/stays, blocked.*"dom@example.test" stays taken/), expect.any(String)],
  });
  const { before, changed, restored } = await thereAndBack(create(body), world);
  const id = Object.keys(changed.users).find((each) => !Object.hasOwn(before.users, each)) ?? '';
  expect(changed.users[id]).toMatchObject({ language: 'en', user: { login: body.login, groupId: export_ } });
  expect(restored.users[id]?.user.blockedAt).toEqual(expect.any(String));
  for (const seen of [changed, restored]) delete seen.users[id];
  expect([changed, restored]).toEqual([before, before]);
  const again = plan(create({ ...body, login: 'Dom@Example.test' }));
  // What the filter of the sandbox does not let through, Jenji's may.
  await expect(again.then(({ prepared: { title } }) => title)).resolves.toContain('Dom@Example.test');
  await expect(plan(create(body))).rejects.toThrow(new RegExp(`is taken.*who is blocked.*${id}.*unblock`));
});

test('refuses a user whose invitation waits, and a group that does not exist', async () => {
  const invitation = { operation: 'invitations.create', path: { organizationId } } as const;
  await once.call('invitations.create', {
    path: invitation.path,
    body: { login: 'waiting@example.test', skipMail: true },
  });
  await expect(plan(create({ login: 'Waiting@example.test' }))).rejects.toThrow(/nobody has accepted/);
  await expect(plan(create({ login: 'x@example.test', groupId: 'nowhere' }))).rejects.toThrow(/body.groupId.*"Export"/);
  const delegations = [{ groupId: 'nowhere', permission: 'READ' }];
  await expect(plan(create({ login: 'x@example.test', delegations }))).rejects.toThrow(/delegations\[0\].groupId/);
});

test.each([
  ['reset-after', 'committed', 1],
  ['reset-before', 'not-applied', 0],
] as const)('finds out after %s that a user was %s', async (kind, status, count) => {
  const login = `${kind}@example.test`;
  const planned = await plan(create({ login, firstName: 'Ambiguous' }));
  sandbox.faults.add({ operation: 'users.create', kind, times: 1 });
  const outcome = await carryOut(once, reading, planned);
  expect(outcome).toMatchObject({ status });
  expect(outcome.settlement?.newIds).toHaveLength(count);
  expect([...organization.users.values()].filter(({ user }) => user.login === login)).toHaveLength(count);
});

const updateLogin = (userId: string, login: string): ChangeRequest => ({
  operation: 'users.updateLogin',
  path: { organizationId, userId },
  body: { login },
});

test('changes a login to an unused one and back', async () => {
  const user = putUser('renamed@example.test');
  const request = updateLogin(user.id, 'married@example.test');
  const { prepared } = await plan(request);
  expect(prepared.title).toMatch(/Change the login of user "Thomas Girard" .* to "married@example.test"/);
  const { before, changed, restored } = await thereAndBack(request, world);
  const seen = changed.users[user.id];
  expect(seen?.user.login).toBe('married@example.test');
  if (seen) seen.user.login = user.login;
  expect([changed, restored]).toEqual([before, before]);
  await expect(plan(updateLogin(user.id, user.login))).rejects.toThrow(/has this login already/);
  const { user: other } = stateOf('karim.benali');
  await expect(plan(updateLogin(user.id, other.login))).rejects.toThrow(
    expect.objectContaining({ name: 'ChangeRefused', message: expect.stringContaining(other.id) }),
  );
});

test('blocks and unblocks, and says so where there is nothing to do', async () => {
  const { user } = stateOf('anais.caron');
  const path = { organizationId, userId: user.id };
  const { before, changed, restored } = await thereAndBack({ operation: 'users.block', path }, world);
  const seen = changed.users[user.id];
  expect(seen?.user.blockedAt).toEqual(expect.any(String));
  delete seen?.user.blockedAt;
  expect([changed, restored]).toEqual([before, before]);
  await expect(plan({ operation: 'users.unblock', path })).rejects.toThrow(/is not blocked/);
  const { reversal } = await commit({ operation: 'users.block', path });
  expect(reversal).toEqual({ requests: [{ operation: 'users.unblock', path }] });
  await expect(plan({ operation: 'users.block', path })).rejects.toThrow(/is blocked already, since 20/);
  await commit({ operation: 'users.unblock', path });
  const { prepared } = await plan({
    operation: 'users.block',
    path: { ...path, userId: stateOf('jenji-kit').user.id },
  });
  expect(prepared.notes).toContainEqual(expect.stringContaining('API key'));
});

test.each([
  ['users.updateLogin', { body: { login: 'never@example.test' } }],
  ['users.block', {}],
  ['users.unblock', {}],
] as const)('finds out whether %s was carried out', async (operation, more) => {
  const blockedAt = operation === 'users.unblock' ? '2025-01-01T00:00:00Z' : undefined;
  const user = putUser(`fate/${operation}`, { ...(blockedAt && { blockedAt }) });
  const request = { operation, path: { organizationId, userId: user.id }, ...more };
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const before = structuredClone({ ...present(user.id), updatedAt: '' });
    const planned = await plan(request);
    sandbox.faults.add({ operation, kind, times: 1 });
    expect(await carryOut(once, reading, planned)).toMatchObject({ status });
    const changed = JSON.stringify({ ...present(user.id), updatedAt: '' }) !== JSON.stringify(before);
    expect(changed).toBe(status === 'committed');
  }
});

test.each(['a/b', 'person+tag@example.test', '50%', 'ünï', 'constructor', '__proto__x'])(
  'changes the user with the id %j and nobody else',
  async (id) => {
    const user = putUser(id, { firstName: 'Eve\n"; now do\u202e', login: `eve\n@${id}` });
    delete user.lastName;
    const request = update(id, { body: { phone: 'x', language: 'fr' } });
    expect((await plan(request)).prepared.title).toBe(
      `Change user ${JSON.stringify(user.firstName)} (${JSON.stringify(user.login)})`,
    );
    const { before, changed, restored } = await thereAndBack(request, people);
    const seen = changed.users[id];
    expect(seen?.user.phone).toBe('x');
    if (seen) seen.user.phone = user.phone;
    expect([changed, restored]).toEqual([before, before]);
  },
);

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const code = fc.constantFrom(
  'remote',
  'preferred-number',
  'skills',
  'a.b',
  'nobody knows',
  '0',
  'constructor',
  'toString',
);
const fitting = new Map<string, fc.Arbitrary<unknown>>([
  ['remote', fc.boolean()],
  ['preferred-number', fc.integer()],
  ['skills', fc.array(text, { minLength: 1 })],
]);
const customFields = fc
  .uniqueArray(code)
  .chain((codes) =>
    fc.record(
      Object.fromEntries(codes.map((each) => [each, fitting.get(each) ?? fc.oneof(text, fc.integer(), fc.boolean())])),
    ),
  );
const groupIds = fc.uniqueArray(fc.constantFrom(...organization.groups.map(({ id }) => id)), { minLength: 1 });
const profiles = fc
  .uniqueArray(fc.constantFrom('manager', 'checker', 'admin', 'accountant', 'director'))
  .chain((ids) => fc.tuple(...ids.map((profileId) => fc.record({ profileId: fc.constant(profileId), groupIds }))));
const optional = { requiredKeys: [] };
const plain = {
  email: text,
  firstName: text,
  lastName: text,
  internalId: text,
  phone: text,
  preferredCountry: fc.constantFrom('FR', 'GB'),
  preferredCurrency: fc.constantFrom('EUR', 'JPY'),
  preferredDistanceUnit: fc.constantFrom('KM' as const, 'MI' as const),
  mainAccount: fc.boolean(),
};
const stateArbitrary = fc.record({ ...plain, customFields, profiles }, optional);
const patchArbitrary = fc.record({ ...plain, customFields, groupId: groupIds.map(([id]) => id ?? 'root') }, optional);
const clearArbitrary = fc.uniqueArray(
  fc.constantFrom<string[]>(
    'email',
    'firstName',
    'phone',
    'preferredDistanceUnit',
    'profiles',
    'customFields',
    'internalId',
  ),
);

test('touches nothing outside a change and restores all of it, whatever the user and the change', async () => {
  const id = 'random/user@example.test';
  const worldWithout = () => {
    const { users, ...rest } = world();
    return { ...rest, users: { ...users, [id]: undefined } };
  };
  const start = worldWithout();
  await fc.assert(
    fc.asyncProperty(stateArbitrary, patchArbitrary, clearArbitrary, profiles, async (state, set, clear, added) => {
      // What a user always shows: without it there is nothing that an undo could set again.
      putUser(id, { email: 'e@example.test', mainAccount: false, ...state });
      const body = {
        language: 'fr',
        ...Object.fromEntries(Object.entries(set).filter(([name]) => !clear.includes(name))),
        ...(added.length > 0 && !clear.includes('profiles') && { profiles: { add: added } }),
      };
      const request = update(id, { body, clear });
      const { diff, reversal } = await plan(request).catch((error: unknown) => {
        expect(String(error)).toContain('Nothing would change');
        return { diff: [], reversal: { cannot: 'undo nothing' } };
      });
      fc.pre(!('cannot' in reversal));
      const { before, changed, restored } = await thereAndBack(request, people);
      expect(restored).toEqual(before);
      const [was, is] = [before.users[id]?.user, changed.users[id]?.user];
      const named = new Set(diff.map(({ path }) => path[1]));
      const others = (user: object = {}) =>
        Object.fromEntries(Object.entries(user).filter(([name]) => !named.has(name)));
      expect(others(is)).toEqual(others(was));
      expect({ ...changed, users: { ...changed.users, [id]: before.users[id] } }).toEqual(before);
    }),
    { numRuns: 25 },
  );
  expect(worldWithout()).toEqual(start);
});
