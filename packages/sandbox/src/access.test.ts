import { expect, test } from 'vitest';
import { acme, basic, keys, sandboxOfTest } from '../test/api.ts';

test('lets in an organization key by user:secret and a bookkeeper key by user:secret:API_BK, nothing else', async () => {
  const { sandbox } = await sandboxOfTest();
  const status = async (authorization?: string) =>
    (await fetch(`${sandbox.url}/s/test`, { headers: authorization ? { authorization } : {} })).status;
  expect(await status(keys.organization)).toBe(200);
  expect(await status(keys.bookkeeper)).toBe(200);
  expect(await status()).toBe(401);
  expect(await status(basic('org-api:wrong'))).toBe(401);
  expect(await status(basic('org-api:org-secret:API_BK'))).toBe(401);
  expect(await status(basic('bk-api:bk-secret'))).toBe(401);
  expect(await status(basic('org-api'))).toBe(401);
  expect(await status('Bearer org-secret')).toBe(401);
  expect(await status('Basic ***')).toBe(401);
});

test('refuses in the form of the error body', async () => {
  const { sandbox } = await sandboxOfTest();
  const response = await fetch(`${sandbox.url}/api/org/v1/organizations?secret=1`);
  expect(await response.json()).toEqual({
    timestamp: expect.any(Number),
    error: expect.any(String),
    path: '/api/org/v1/organizations',
    errorCode: 'UNAUTHORIZED',
    status: 401,
  });
});

test('shows each key the organizations it reaches', async () => {
  const { api } = await sandboxOfTest();
  const ids = async (key: keyof typeof keys) =>
    (await api('GET', '/organizations', undefined, key)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids('organization')).toEqual(['acme']);
  expect(await ids('other')).toEqual(['other']);
  expect(await ids('bookkeeper')).toEqual(['acme']);
  expect(await ids('master')).toEqual(['acme']);
  expect((await api('GET', acme, undefined, 'other')).status).toBe(403);
  expect((await api('GET', acme, undefined, 'master')).status).toBe(200);
  expect((await api('GET', '/organizations/nowhere')).status).toBe(404);
});

test('stops at the bookkeeper itself where expenses are concerned, and gives it no search of its own', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('POST', `${acme}/expenses/search`, {}, 'bookkeeper')).status).toBe(200);
  expect((await api('POST', `${acme}/expenses/search`, {}, 'master')).status).toBe(403);
  expect((await api('GET', '/expenses/lunch-1', undefined, 'master')).status).toBe(403);
  expect((await api('GET', '/expenses/lunch-1', undefined, 'other')).status).toBe(403);
  expect((await api('POST', '/expenses/search', {}, 'bookkeeper')).status).toBe(403);
  expect((await api('POST', '/api/tools/v1/tools/mileage/trip', {}, 'bookkeeper')).status).toBe(403);
});

test('keeps organizations out of the bookkeepers, and bookkeepers out of each other', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('GET', '/api/bk/v1/bookkeepers')).status).toBe(403);
  expect((await api('GET', '/api/bk/v1/bookkeepers/ledgers', undefined, 'master')).status).toBe(200);
  expect((await api('GET', '/api/bk/v1/bookkeepers/master', undefined, 'bookkeeper')).status).toBe(403);
  expect((await api('GET', '/api/bk/v1/bookkeepers/stranger', undefined, 'master')).status).toBe(403);
  expect((await api('GET', '/api/bk/v1/bookkeepers/nobody', undefined, 'master')).status).toBe(404);
  const creation = { name: 'New', templateId: 'bookkeeper-template' };
  expect((await api('POST', '/api/bk/v1/bookkeepers', creation, 'bookkeeper')).status).toBe(403);
});

test('answers what it does not know, can not read or was not sent properly', async () => {
  const { sandbox, api } = await sandboxOfTest();
  expect((await api('GET', '/nothing')).status).toBe(404);
  const send = (body: string, type: string) =>
    fetch(`${sandbox.url}/api/org/v1/expenses/search`, {
      method: 'POST',
      headers: { authorization: keys.organization, 'content-type': type },
      body,
    });
  const malformed = await send('{"states": [', 'application/json');
  expect(malformed.status).toBe(400);
  expect(await malformed.json()).toMatchObject({ errorCode: 'INVALID_JSON' });
  expect((await send('{}', 'text/plain')).status).toBe(415);
  expect((await send('', 'application/json')).status).toBe(400);
  expect((await send('{"neverHeardOf": 1}', 'application/json')).status).toBe(200);
  const wrongType = await send('{"states": ["A", 1]}', 'application/json');
  expect(await wrongType.json()).toMatchObject({ status: 400, error: expect.stringContaining('states[1]') });
});
