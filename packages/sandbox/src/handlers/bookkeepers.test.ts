import { expect, test } from 'vitest';
import { type Api, acme, type KeyName, sandboxOfTest } from '../../test/api.ts';

const ledgers = '/api/bk/v1/bookkeepers/ledgers';
const as = (api: Api, key: KeyName) => (method: string, path: string, body?: unknown) => api(method, path, body, key);

test('lists itself, and to a master what it manages', async () => {
  const { api } = await sandboxOfTest();
  const ids = async (key: KeyName) =>
    (await api('GET', '/api/bk/v1/bookkeepers', undefined, key)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids('bookkeeper')).toEqual(['ledgers']);
  expect(await ids('master')).toEqual(['master', 'ledgers']);
});

test('creates a bookkeeper from a template, under the master', async () => {
  const { api } = await sandboxOfTest();
  const master = as(api, 'master');
  const { body } = await master('POST', '/api/bk/v1/bookkeepers', { name: 'New', templateId: 'bookkeeper-template' });
  expect(body).toMatchObject({ masterBookkeeperId: 'master', clientOptions: { mustUseTemplate: true } });
  expect(body.groups).toMatchObject([{ id: 'root' }]);
  const path = `/api/bk/v1/bookkeepers/${body.id}`;
  expect((await master('PUT', path, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', groups: body.groups });
  expect((await master('PUT', path, {})).status).toBe(400);
  expect((await master('POST', '/api/bk/v1/bookkeepers', { name: 'New', templateId: 'nowhere' })).status).toBe(400);
});

test('puts groups and users below the root where nothing else is said', async () => {
  const { api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  const group = (await bookkeeper('POST', `${ledgers}/groups`, { name: 'Team' })).body;
  expect(group.parentGroupId).toBe('root');
  expect((await bookkeeper('POST', `${ledgers}/groups`, { name: 'x', parentGroupId: 'nowhere' })).status).toBe(400);
  const user = (await bookkeeper('POST', `${ledgers}/users`, { firstName: 'Ann' })).body;
  expect(user).toMatchObject({ bookkeeperId: 'ledgers', groupId: 'root', firstName: 'Ann' });
  expect((await bookkeeper('GET', `${ledgers}/users`)).body).toEqual({ data: [user] });
});

test('creates a client from a template of its own or of its master', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  const create = (templateId?: string) =>
    bookkeeper('POST', `${ledgers}/clients`, { name: 'Bakery', internalId: 'B1', templateId });
  const { body } = await create('standard');
  expect(body).toEqual({ bookkeeperId: 'ledgers', organizationId: expect.any(String), internalId: 'B1' });
  expect((await bookkeeper('GET', `/organizations/${body.organizationId}`)).body).toMatchObject({
    name: 'Bakery',
    plan: 'PRO',
    templateId: 'standard',
    categories: [{ id: 'lunch' }, { id: 'train' }],
    groups: [{ id: 'root', name: 'Bakery' }],
  });
  expect((await create()).status).toBe(400);
  expect((await create('nowhere')).status).toBe(400);
  const template = sandbox.world.bookkeepers.get('ledgers')?.templates.get('ledgers-template');
  if (template) template.plan = 'FREE';
  expect((await create('ledgers-template')).status).toBe(403);
});

test('adds states by PUT and removes them by a DELETE with a body; BLOCKED stops all users', async () => {
  const { api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  const states = `${ledgers}/clients/acme/states`;
  await bookkeeper('PUT', states, { states: ['INVALID_PAYMENT'] });
  expect((await bookkeeper('PUT', states, { states: ['BLOCKED'] })).body.states).toEqual([
    'INVALID_PAYMENT',
    'BLOCKED',
  ]);
  const act = () => api('POST', '/expenses/lunch-1/actions/compliant', { actionUserId: 'carol' });
  expect((await act()).body).toMatchObject({ status: 403, errorCode: 'ORGANIZATION_BLOCKED' });
  expect((await bookkeeper('DELETE', states, { states: ['BLOCKED'] })).body.states).toEqual(['INVALID_PAYMENT']);
  expect((await act()).status).toBe(200);
  expect((await bookkeeper('DELETE', states)).status).toBe(400);
  expect((await bookkeeper('PUT', states, { states: ['CLOSED'] })).status).toBe(400);
  expect((await bookkeeper('PUT', `${ledgers}/clients/other/states`, { states: [] })).status).toBe(404);
});

test('applies a template: expenses are reset, profiles of the old workflow go, warning rules stay', async () => {
  const { api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  await api('POST', `${acme}/expense-warning-rules`, { labels: { en: 'x' }, externalRuleId: 'mine' });
  await api('PUT', '/expenses/lunch-1/warnings/ext-mine', {});
  await api('POST', '/expenses/lunch-1/actions/compliant', { actionUserId: 'carol' });
  await api('DELETE', '/expenses/lunch-2');
  const apply = (body: object) => bookkeeper('POST', `${ledgers}/clients/acme/apply-template`, body);
  expect((await apply({})).status).toBe(400);
  expect((await apply({ templateId: 'nowhere' })).status).toBe(400);
  expect((await apply({ accountingTemplateId: 'nowhere' })).status).toBe(400);
  const accounting = await apply({ accountingTemplateId: 'accounting-template' });
  expect(accounting.body).toMatchObject({ templateId: 'standard', plan: 'ENTERPRISE' });
  const { body } = await apply({ templateId: 'ledgers-template' });
  expect(body).toMatchObject({ templateId: 'ledgers-template', plan: 'PRO', name: 'Acme' });
  expect(body.categories.map(({ id, disabled }: { id: string; disabled: boolean }) => `${id} ${disabled}`)).toEqual([
    'lunch false',
    'train false',
    'hotel true',
    'night true',
    'taxi true',
  ]);
  expect((await api('GET', '/expenses/lunch-1')).body).toEqual({
    id: 'lunch-1',
    userId: 'alice',
    organizationId: 'acme',
    time: '2025-03-03',
    total: 22.5,
    currency: 'EUR',
    country: 'FR',
    label: 'Chez Paul',
    createdAt: '2025-03-03T20:00:00Z',
    createdWith: 'api/v1',
    type: 'STANDARD',
    state: 'WAITING_FOR_VALIDATION',
  });
  expect((await api('GET', '/expenses/lunch-2')).body.state).toBe('DELETED');
  expect((await api('GET', '/expenses/journey-1')).body).toMatchObject({ distance: 324, vehicleId: 'clio' });
  const { profiles } = (await api('GET', `${acme}/users/carol`)).body;
  expect(profiles.map(({ profileId }: { profileId: string }) => profileId)).toEqual(['admin', 'accountant']);
  expect((await api('GET', `${acme}/expense-warning-rules`)).body.data).toHaveLength(1);
});

test('changes the categories of its own template at once and those of its clients within a day', async () => {
  let now = new Date('2025-06-01T00:00:00Z');
  const { sandbox, api } = await sandboxOfTest({ now: () => now });
  const bookkeeper = as(api, 'bookkeeper');
  const path = `${ledgers}/templates/ledgers-template/categories`;
  const create = async () =>
    (await bookkeeper('POST', `${ledgers}/clients`, { name: 'x', templateId: 'ledgers-template' })).body.organizationId;
  const categories = async (id: string) =>
    (await bookkeeper('GET', `/organizations/${id}/categories`)).body.data.map(
      (each: { id: string; disabled: boolean }) => `${each.id} ${each.disabled}`,
    );
  const existing = await create();
  const { body } = await bookkeeper('POST', path, [{ id: 'lunch' }, { id: 'bus' }]);
  expect(body.data.map(({ id, disabled }: { id: string; disabled: boolean }) => `${id} ${disabled}`)).toEqual([
    'lunch false',
    'bus false',
    'train true',
  ]);
  await bookkeeper('POST', path, [{ id: 'lunch' }, { id: 'tram' }]);
  expect(await categories(await create())).toContain('tram false');
  expect(await categories(existing)).toEqual(['lunch false', 'train false']);
  now = new Date('2025-06-02T00:00:01Z');
  expect(await categories(existing)).toEqual(['lunch false', 'tram false', 'bus true', 'train true']);
  expect(sandbox.world.pendingCategoryUpdates).toEqual([]);
});

test("overrides the categories of the master's template for one bookkeeper only", async () => {
  const { sandbox, api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  await bookkeeper('POST', `${ledgers}/templates/standard/categories`, [{ id: 'bus' }]);
  const template = sandbox.world.bookkeepers.get('master')?.templates.get('standard');
  expect(template?.categories?.map(({ id }) => id)).toEqual(['lunch', 'train']);
  sandbox.world.settleCategoryUpdates();
  const { data } = (await bookkeeper('GET', `${acme}/categories?disabled=false`)).body;
  expect(data.map(({ id }: { id: string }) => id)).toEqual(['bus']);
  expect((await bookkeeper('POST', `${ledgers}/templates/nowhere/categories`, [])).status).toBe(404);
});

test('sets and disables the vault of a client', async () => {
  const { api } = await sandboxOfTest();
  const bookkeeper = as(api, 'bookkeeper');
  const path = '/bookkeepers/ledgers/organizations/acme/vault';
  expect((await bookkeeper('GET', path)).body).toEqual({ message: 'Vault disabled' });
  expect((await bookkeeper('PUT', path, { enabled: true, capacity: 20 })).body).toEqual({
    maxCapacity: 20,
    consumedCapacity: 0,
  });
  expect((await bookkeeper('PUT', path, { enabled: true })).status).toBe(400);
  expect((await bookkeeper('PUT', path, { capacity: 20 })).status).toBe(400);
  expect((await bookkeeper('PUT', path, { enabled: false })).body).toEqual({ message: 'Vault disabled' });
  expect((await bookkeeper('GET', '/bookkeepers/ledgers/organizations/other/vault')).status).toBe(404);
});

test('leaves alone the client that was made of the changed template already', async () => {
  let now = new Date('2025-06-01T00:00:00Z');
  const { api } = await sandboxOfTest({ now: () => now });
  const bookkeeper = as(api, 'bookkeeper');
  await bookkeeper('POST', `${ledgers}/templates/ledgers-template/categories`, [{ id: 'lunch' }]);
  now = new Date('2025-06-01T01:00:00Z');
  const client = await bookkeeper('POST', `${ledgers}/clients`, { name: 'x', templateId: 'ledgers-template' });
  const categories = `/organizations/${client.body.organizationId}/categories`;
  await bookkeeper('PUT', categories, [{ id: 'own' }]);
  now = new Date('2025-06-02T00:00:01Z');
  const { data } = (await bookkeeper('GET', `${categories}?disabled=false`)).body;
  expect(data.map(({ id }: { id: string }) => id)).toEqual(['own']);
});

test('brings changes of a template that follow each other to its clients as one, a day after the first', async () => {
  let now = new Date('2025-06-01T00:00:00Z');
  const { sandbox, api } = await sandboxOfTest({ now: () => now });
  const bookkeeper = as(api, 'bookkeeper');
  const change = (id: string) =>
    bookkeeper('POST', `${ledgers}/templates/ledgers-template/categories`, [{ id: 'lunch' }, { id }]);
  const create = async () =>
    (await bookkeeper('POST', `${ledgers}/clients`, { name: 'x', templateId: 'ledgers-template' })).body.organizationId;
  const active = async (id: string) =>
    (await bookkeeper('GET', `/organizations/${id}/categories?disabled=false`)).body.data.map(
      (each: { id: string }) => each.id,
    );
  const first = await create();
  await change('bus');
  now = new Date('2025-06-01T12:00:00Z');
  const second = await create();
  now = new Date('2025-06-01T23:00:00Z');
  await change('tram');
  now = new Date('2025-06-02T00:00:01Z');
  expect(await active(first)).toEqual(['lunch', 'tram']);
  expect(await active(second)).toEqual(['lunch', 'tram']);
  expect(sandbox.world.pendingCategoryUpdates).toEqual([]);
});
