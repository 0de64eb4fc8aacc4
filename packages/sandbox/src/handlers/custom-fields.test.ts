import { expect, test } from 'vitest';
import { acme, sandboxOfTest } from '../../test/api.ts';

const fields = `${acme}/custom-fields/expense`;
const options = `${acme}/custom-options/meal-types`;

test('returns the fields that a list leaves out at its end, with nothing that says they are disabled', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const { body } = await api('PUT', fields, [{ key: 'guests', type: 'LONG', required: true, order: 0 }]);
  expect(body.data.map(({ key, order }: { key: string; order: number }) => [key, order])).toEqual([
    ['guests', 0],
    ['meal-type', 1],
    ['nights', 2],
  ]);
  expect(body.data[2]).not.toHaveProperty('disabled');
  expect((await api('GET', fields)).body).toEqual(body);
  const states = sandbox.world.organizations.get('acme')?.customFields.expense;
  expect(states?.map(({ disabled }) => disabled)).toEqual([false, true, true]);
});

test('takes one object for one field, clears what it leaves out and never changes its type', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('PUT', `${fields}/nights`, { order: 4, validation: { maximumValue: 9 } });
  expect(body).toEqual({ key: 'nights', type: 'LONG', order: 4, maximumValue: 9, validation: { maximumValue: 9 } });
  expect((await api('PUT', `${fields}/nights`, { type: 'STRING' })).status).toBe(400);
  expect((await api('PUT', `${fields}/nights`, [{ key: 'nights', type: 'LONG' }])).status).toBe(400);
  expect((await api('PUT', `${fields}/nowhere`, {})).status).toBe(404);
  expect((await api('PUT', fields, [{ key: 'new' }])).body.error).toContain('"type": is mandatory');
});

test('keeps the id of a list, gives a new list its key or the next free name, and hides editableScopeCondition', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('PUT', fields, [
    { key: 'meal-type', type: 'LIST', editableScopeCondition: { type: 'TRUE' } },
    { key: 'project', type: 'LIST', configuredByAPI: true },
    { key: 'meal-types', type: 'LIST' },
  ]);
  expect(body.data.slice(0, 3).map(({ listId }: { listId: string }) => listId)).toEqual([
    'meal-types',
    'project',
    'meal-types-2',
  ]);
  expect(JSON.stringify(body)).not.toContain('editableScopeCondition');
  expect(body.data[1]).toMatchObject({
    disableConfiguration: true,
    disableOptionConfiguration: true,
    disableDeletion: true,
  });
  expect((await api('GET', `${acme}/custom-options/project`)).body).toEqual({ data: [] });
});

test('deletes a field with 204 and no body, once', async () => {
  const { api } = await sandboxOfTest();
  const deleted = await api('DELETE', `${fields}/nights`);
  expect([deleted.status, deleted.body]).toEqual([204, undefined]);
  expect((await api('DELETE', `${fields}/nights`)).status).toBe(404);
  expect((await api('DELETE', `${acme}/custom-fields/vehicle/plate`)).status).toBe(204);
});

test('replaces an option by POST, merges it by PATCH, and wants the id in both places', async () => {
  const { api } = await sandboxOfTest();
  const posted = await api('POST', `${options}/options/dinner`, { id: 'dinner', extra: '{"a":1}' });
  expect(posted.body).toEqual({ id: 'dinner', extra: '{"a":1}' });
  const patched = await api('PATCH', `${options}/options`, [{ id: 'dinner', accountingCode: 'D2' }, { id: 'tea' }]);
  expect(patched.body.data).toEqual([{ id: 'dinner', extra: '{"a":1}', accountingCode: 'D2' }, { id: 'tea' }]);
  expect((await api('GET', options)).body.data.map(({ id }: { id: string }) => id)).toEqual([
    'breakfast',
    'dinner',
    'tea',
  ]);
  expect((await api('POST', `${options}/options/dinner`, { id: 'lunch' })).status).toBe(400);
  expect((await api('POST', `${options}/options/dinner`, {})).status).toBe(400);
  expect((await api('GET', `${acme}/custom-options/nowhere`)).status).toBe(404);
});

test('deletes options without asking whether they exist', async () => {
  const { api } = await sandboxOfTest();
  for (const path of [
    `${options}/options/dinner`,
    `${options}/options/dinner`,
    `${options}/options`,
    `${acme}/custom-options/nowhere/options`,
  ]) {
    const { status, body } = await api('DELETE', path);
    expect([status, body]).toEqual([200, null]);
  }
  expect((await api('GET', options)).body).toEqual({ data: [] });
});

test('keeps values of fields that are named like members of every object', async () => {
  const { api } = await sandboxOfTest();
  const names = ['__proto__', 'constructor', 'toString'];
  const definitions = names.map((key) => ({ key, type: 'LONG', required: true }));
  await api('PUT', fields, definitions);
  const expense = { type: 'ALLOWANCE', userId: 'alice', time: '2025-05-05', templateId: 'meal-voucher' };
  const create = (customFields: unknown) =>
    api('POST', '/expenses?check-missing-custom-fields=true', { ...expense, customFields });
  expect((await create({})).body).toMatchObject({ errorCode: 'EXP_033' });
  const customFields = Object.fromEntries(names.map((key, index) => [key, index]));
  expect((await create(customFields)).body.customFields).toEqual(customFields);
  expect((await create({ ...customFields, constructor: 'x' })).body.error).toContain('"constructor"');
});

test('knows the twelve types of fields only', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('PUT', fields, [{ key: 'x', type: 'TEXT' }])).body.error).toMatch(/"type".*LONGTEXT/);
  expect((await api('PUT', fields, [{ key: 'x', type: 'LONGTEXT' }])).status).toBe(200);
});

test('deletes a list with its field, so that the next field of that key starts with an empty one', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('DELETE', `${fields}/meal-type`)).status).toBe(204);
  expect((await api('GET', options)).status).toBe(404);
  const { body } = await api('PUT', fields, [{ key: 'meal-types', type: 'LIST' }]);
  expect(body.data[0]).toMatchObject({ listId: 'meal-types' });
  expect((await api('GET', options)).body).toEqual({ data: [] });
});

test('makes a field that a list left out usable again when it is updated alone', async () => {
  const { sandbox, api } = await sandboxOfTest();
  await api('PUT', fields, []);
  await api('PUT', `${fields}/nights`, { required: true });
  const states = sandbox.world.organizations.get('acme')?.customFields.expense;
  expect(states?.map(({ field, disabled }) => [field.key, disabled])).toEqual([
    ['meal-type', true],
    ['nights', false],
  ]);
});
