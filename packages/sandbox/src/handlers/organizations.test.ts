import { expect, test } from 'vitest';
import { acme, sandboxOfTest } from '../../test/api.ts';

test('patches an organization: null is ignored, an empty text clears all but the name', async () => {
  const { api } = await sandboxOfTest();
  const patched = await api('PATCH', acme, { name: '', masterLanguage: '', masterCurrency: null, masterCountry: 'GB' });
  expect(patched.body).toMatchObject({ name: 'Acme', masterCurrency: 'EUR', masterCountry: 'GB' });
  expect(patched.body).not.toHaveProperty('masterLanguage');
  expect((await api('PATCH', acme, { masterCountry: 'UK' })).body).toMatchObject({ masterCountry: 'UK' });
  expect((await api('PATCH', acme, { masterCurrency: 'EURO' })).status).toBe(400);
  expect((await api('GET', acme)).body).toMatchObject({ masterCurrency: 'EUR', masterCountry: 'UK' });
});

test('puts a group without a parent below the root, and patches only what it is given', async () => {
  const { api } = await sandboxOfTest();
  const created = await api('POST', `${acme}/groups`, { name: 'Sub group 2', internalId: '007', parentGroupId: '' });
  expect(created.body).toMatchObject({ internalId: '007', parentGroupId: 'root' });
  const group = `${acme}/groups/${created.body.id}`;
  expect((await api('PATCH', group, { parentGroupId: 'sales', internalId: '' })).body).toMatchObject({
    name: 'Sub group 2',
    parentGroupId: 'sales',
  });
  expect((await api('PATCH', group, { internalId: null, name: 'Renamed' })).body).not.toHaveProperty('internalId');
  expect((await api('PATCH', group, { parentGroupId: '' })).body).toMatchObject({
    parentGroupId: 'root',
    name: 'Renamed',
  });
  expect((await api('PATCH', group, { name: '' })).status).toBe(400);
  expect((await api('PATCH', `${acme}/groups/nowhere`, { name: 'x' })).status).toBe(404);
  const { groups } = (await api('GET', acme)).body;
  expect(groups.map(({ name }: { name: string }) => name)).toContain('Renamed');
});

test('refuses a group below itself, an unknown parent and a parent of the root', async () => {
  const { api } = await sandboxOfTest();
  const child = await api('POST', `${acme}/groups`, { name: 'Child', parentGroupId: 'sales' });
  expect((await api('PATCH', `${acme}/groups/sales`, { parentGroupId: child.body.id })).status).toBe(400);
  expect((await api('PATCH', `${acme}/groups/root`, { parentGroupId: 'sales' })).status).toBe(400);
  expect((await api('POST', `${acme}/groups`, { name: 'x', parentGroupId: 'nowhere' })).status).toBe(400);
  expect((await api('POST', `${acme}/groups`, {})).body.error).toContain('"name": is mandatory');
});

test('merges custom field values of a group, and knows only fields that are defined', async () => {
  const { sandbox, api } = await sandboxOfTest();
  sandbox.world.organizations
    .get('acme')
    ?.customFields.group.push({ field: { key: 'size', type: 'LONG' }, disabled: false });
  const path = `${acme}/groups/sales/custom-fields`;
  await api('PATCH', path, { customFieldsValues: { 'cost-center': 'C1' } });
  const { body } = await api('PATCH', path, { customFieldsValues: { size: 4 } });
  expect(body).toEqual({ customFieldsValues: { 'cost-center': 'C1', size: 4 } });
  expect((await api('PATCH', path, { customFieldsValues: { unknown: 1 } })).status).toBe(400);
  expect((await api('PATCH', path, { customFieldsValues: { size: 'four' } })).status).toBe(400);
  const { groups } = (await api('GET', acme)).body;
  expect(groups.find(({ id }: { id: string }) => id === 'sales')).toMatchObject({
    customFieldValues: { 'cost-center': 'C1', size: 4 },
  });
});

test('replaces a communication whole, and deletes it with the answer null', async () => {
  const { api } = await sandboxOfTest();
  const message = { code: 'x', groupId: 'root', messagesPerLanguage: { en: 'Hello' }, level: 'INFO' };
  const { body } = await api('POST', `${acme}/communications`, { ...message, startDate: '2025-01-01T00:00:00Z' });
  const path = `${acme}/communications/${body.id}`;
  const replaced = (await api('PUT', path, { ...message, level: 'ERROR' })).body;
  expect(replaced).toMatchObject({ id: body.id, level: 'ERROR' });
  expect(replaced).not.toHaveProperty('startDate');
  expect((await api('PUT', path, { ...message, level: 'FATAL' })).status).toBe(400);
  for (const endDate of ['2025-02-30T00:00:00Z', '2025-02-03', '2025-02-03T25:00:00Z', '2025-02-03T00:00:00 Z']) {
    expect((await api('PUT', path, { ...message, endDate })).body.error).toContain('"endDate"');
  }
  for (const endDate of ['2025-02-28T23:59:59.123456789+01:00', '2024-02-29T00:00:00Z', '2025-02-28T23:59Z']) {
    expect((await api('PUT', path, { ...message, endDate })).body).toMatchObject({ endDate });
  }
  expect((await api('DELETE', path)).body).toBeNull();
  expect((await api('DELETE', path)).status).toBe(404);
});

test('counts activities by day, the end of the period excluded', async () => {
  const { api } = await sandboxOfTest({ now: () => new Date('2025-05-02T12:00:00Z') });
  await api('POST', '/expenses/lunch-1/actions/compliant', { actionUserId: 'carol' });
  await api('POST', '/expenses/lunch-2/actions/compliant', { actionUserId: 'carol' });
  await api('DELETE', '/expenses/lunch-3');
  const days = async (from: string, to: string) =>
    (await api('GET', `${acme}/user-activities?from=${from}&to=${to}`)).body.data;
  expect(await days('2025-05-02', '2025-05-02')).toEqual([]);
  const [carol, remover] = await days('2025-05-02', '2025-05-03');
  expect(carol).toMatchObject({ userId: 'carol', day: '2025-05-02', organizationId: 'acme', checked: 2, decided: 0 });
  expect(remover).toMatchObject({ userId: 'org-api', deleted: 1 });
  expect((await api('GET', `${acme}/user-activities?from=2025-02-30&to=2025-03-01`)).status).toBe(400);
  expect((await api('GET', `${acme}/user-activities?from=2025-02-01`)).status).toBe(400);
});
