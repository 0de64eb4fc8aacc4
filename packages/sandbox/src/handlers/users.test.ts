import { expect, test } from 'vitest';
import { acme, sandboxOfTest } from '../../test/api.ts';

const users = `${acme}/users`;

test('clears what the update of a user leaves out, but group, login, delegations and vehicles', async () => {
  const { sandbox, api } = await sandboxOfTest();
  await api('PUT', `${users}/alice/delegations`, { delegations: [{ userId: 'bob', permission: 'READ' }] });
  const before = (await api('GET', `${users}/alice`)).body;
  expect(before).toMatchObject({ preferredVehicleId: 'clio', phone: '+33100000000', mainAccount: true });
  const { body } = await api('PUT', `${users}/alice`, { firstName: 'Alicia', lastName: '', groupId: '' });
  expect(body).toEqual({
    id: 'alice',
    login: 'alice@acme.test',
    email: 'alice@acme.test',
    firstName: 'Alicia',
    organizationId: 'acme',
    groupId: 'sales',
    vehicles: before.vehicles,
    updatedAt: expect.any(String),
    createdAt: before.createdAt,
    mainAccount: true,
    delegations: before.delegations,
  });
  expect(sandbox.world.organizations.get('acme')?.users.get('alice')?.language).toBeUndefined();
  expect((await api('PUT', `${users}/carol`, { firstName: 'Carol' })).body).not.toHaveProperty('profiles');
});

test('takes preferredVehicle and language, returns preferredVehicleId and no language', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const { body } = await api('PUT', `${users}/alice`, {
    preferredVehicle: 'clio',
    preferredVehicleId: 'x',
    language: 'fr',
  });
  expect(body).toMatchObject({ preferredVehicleId: 'clio' });
  expect(body).not.toHaveProperty('language');
  expect(body).not.toHaveProperty('preferredVehicle');
  expect(sandbox.world.organizations.get('acme')?.users.get('alice')?.language).toBe('fr');
  expect((await api('PUT', `${users}/alice`, { preferredVehicleId: 'clio' })).body).not.toHaveProperty(
    'preferredVehicleId',
  );
  expect((await api('PUT', `${users}/alice`, { preferredVehicle: 'tank' })).status).toBe(400);
});

test('creates a user with defaults: e-mail from the login, the root group, the main account', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('POST', users, {
    login: 'dom@acme.test',
    profiles: [{ profileId: 'manager', groupIds: ['sales'] }],
  });
  expect(body).toMatchObject({ email: 'dom@acme.test', groupId: 'root', mainAccount: true });
  expect((await api('GET', `${users}?login=dom%40acme.test`)).body.data).toEqual([body]);
  expect((await api('GET', `${users}?internalId=I-bob`)).body.data.map(({ id }: { id: string }) => id)).toEqual([
    'bob',
  ]);
  const refused = async (more: object) => (await api('POST', users, { login: 'new@acme.test', ...more })).status;
  expect(await refused({ login: 'dom@acme.test' })).toBe(400);
  expect(await refused({ login: undefined })).toBe(400);
  expect(await refused({ groupId: 'nowhere' })).toBe(400);
  expect(await refused({ profiles: [{ profileId: 'wizard', groupIds: [] }] })).toBe(400);
  expect(await refused({ profiles: [{ profileId: 'admin', groupIds: ['nowhere'] }] })).toBe(400);
  expect(await refused({ preferredCurrency: 'ZZZ' })).toBe(400);
  expect(await refused({ customFields: { agency: 4 } })).toBe(400);
});

test('has one main account per login over all organizations', async () => {
  const { api } = await sandboxOfTest();
  const login = 'alice@acme.test';
  const second = await api('POST', '/organizations/other/users', { login }, 'other');
  expect(second.body).toMatchObject({ mainAccount: false });
  const path = `/organizations/other/users/${second.body.id}`;
  expect((await api('PUT', path, { mainAccount: true }, 'other')).body).toMatchObject({ mainAccount: true });
  expect((await api('GET', `${users}/alice`)).body).toMatchObject({ mainAccount: false });
  expect((await api('PUT', path, {}, 'other')).body).toMatchObject({ mainAccount: false });
});

test('finds a user whose id is an e-mail address', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('GET', `${users}/dave%40acme.test`)).body).toMatchObject({ id: 'dave@acme.test' });
  expect((await api('GET', `${users}/nobody`)).status).toBe(404);
});

test('changes a login to an unused one', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('PATCH', `${users}/alice/login`, { login: 'a@acme.test' })).body).toMatchObject({
    login: 'a@acme.test',
  });
  expect((await api('PATCH', `${users}/bob/login`, { login: 'a@acme.test' })).status).toBe(400);
  expect((await api('PATCH', `${users}/bob/login`, {})).status).toBe(400);
});

test('blocks a user, who then can not act, and unblocks him', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('POST', `${users}/carol/block`)).body.blockedAt).toBeDefined();
  const act = () => api('POST', '/expenses/lunch-1/actions/compliant', { actionUserId: 'carol' });
  expect((await act()).body).toMatchObject({ status: 403, errorCode: 'USER_BLOCKED' });
  expect((await api('POST', `${users}/carol/unblock`)).body).not.toHaveProperty('blockedAt');
  expect((await act()).status).toBe(200);
});

test('waits for an invitation to be accepted before there is a user', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const invitation = {
    login: 'foo@acme.test',
    groupId: 'sales',
    delegations: [{ groupId: 'sales', permission: 'WRITE' }],
  };
  const { body } = await api('POST', `${acme}/invitations`, invitation);
  expect(body).toMatchObject({ state: 'WAITING', email: 'foo@acme.test', inviteSentAt: expect.any(String) });
  expect((await api('GET', `${users}?login=foo%40acme.test`)).body.data).toEqual([]);
  expect((await api('POST', `${acme}/invitations`, invitation)).status).toBe(400);
  const user = sandbox.world.acceptInvitation('acme', body.id);
  expect((await api('GET', `${users}/${user.id}`)).body).toMatchObject({
    login: 'foo@acme.test',
    groupId: 'sales',
    mainAccount: true,
    delegations: [{ id: 'sales', groupId: 'sales', permission: 'WRITE' }],
  });
  expect((await api('GET', `${acme}/invitations`)).body.data[0]).toMatchObject({ state: 'ACCEPTED' });
  expect(() => sandbox.world.acceptInvitation('acme', body.id)).toThrow('ACCEPTED');
  expect((await api('POST', `${acme}/invitations`, { login: 'alice@acme.test' })).status).toBe(400);
  const quiet = await api('POST', `${acme}/invitations`, { login: 'quiet@acme.test', skipMail: true });
  expect(quiet.body).toEqual({
    id: expect.any(String),
    login: 'quiet@acme.test',
    email: 'quiet@acme.test',
    organizationId: 'acme',
    groupId: 'root',
    state: 'WAITING',
    createdAt: expect.any(String),
  });
  expect((await api('GET', `${acme}/invitations`)).body.data[1]).toEqual(quiet.body);
});

test('keeps type and tax horsepower of a vehicle, clears the rest, and enables it where nothing says otherwise', async () => {
  const { api } = await sandboxOfTest();
  const vehicles = `${users}/alice/vehicles`;
  const data = {
    type: 'CAR',
    label: 'C5',
    taxHorsepower: 7,
    engineCapacity: 1149,
    fixedMileageRate: 0.4,
    disabled: true,
  };
  const created = (await api('POST', vehicles, data)).body;
  expect(created).toMatchObject({ checked: false, fixedMileageRateDistanceUnit: 'KM', disabledAt: expect.any(String) });
  expect(created).not.toHaveProperty('disabled');
  const path = `${vehicles}/${created.id}`;
  const updated = (await api('PUT', path, { label: 'C6', type: 'BIKE', taxHorsepower: 1 })).body;
  expect(updated).toEqual({ id: created.id, type: 'CAR', taxHorsepower: 7, label: 'C6', checked: false });
  expect((await api('GET', vehicles)).body.data).toHaveLength(2);
  expect((await api('PUT', `${vehicles}/nowhere`, {})).status).toBe(404);
  expect((await api('POST', vehicles, { energy: 'STEAM' })).status).toBe(400);
});

test('replaces delegations of the sort of the path only', async () => {
  const { api } = await sandboxOfTest();
  const path = `${users}/carol/delegations`;
  const toUser = { userId: 'alice', permission: 'WRITE', start: '2025-01-01', end: '2025-12-31' };
  const all = await api('PUT', path, { delegations: [toUser, { groupId: 'sales', permission: 'READ' }] });
  expect(all.body.data).toEqual([
    { id: 'sales', groupId: 'sales', permission: 'READ' },
    { id: 'alice', ...toUser },
  ]);
  expect((await api('PUT', `${path}/users`, { delegations: [] })).body).toEqual({ data: [] });
  expect((await api('GET', path)).body.data).toEqual([{ id: 'sales', groupId: 'sales', permission: 'READ' }]);
  await api('PUT', `${path}/users`, { delegations: [toUser] });
  await api('PUT', `${path}/groups`, { delegations: [{ groupId: 'support', permission: 'NONE' }] });
  expect((await api('GET', `${path}/users`)).body.data).toHaveLength(1);
  expect((await api('GET', `${path}/groups`)).body.data).toMatchObject([{ id: 'support' }]);
  expect((await api('PUT', path, {})).body).toEqual({ data: [] });
});

test('refuses delegations that are to nobody, to both, of the other sort, or half dated', async () => {
  const { api } = await sandboxOfTest();
  const put = async (delegation: object, sort = '') =>
    (await api('PUT', `${users}/carol/delegations${sort}`, { delegations: [delegation] })).status;
  expect(await put({ permission: 'READ' })).toBe(400);
  expect(await put({ userId: 'alice', groupId: 'sales', permission: 'READ' })).toBe(400);
  expect(await put({ userId: 'alice' })).toBe(400);
  expect(await put({ userId: 'nobody', permission: 'READ' })).toBe(400);
  expect(await put({ userId: 'alice', permission: 'READ', start: '2025-01-01' })).toBe(400);
  expect(await put({ groupId: 'sales', permission: 'READ', start: '2025-01-01', end: '2025-02-01' })).toBe(400);
  expect(await put({ groupId: 'sales', permission: 'READ' }, '/users')).toBe(400);
  expect(await put({ userId: 'alice', permission: 'READ' }, '/groups')).toBe(400);
});
