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
