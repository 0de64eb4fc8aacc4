import { expect, test } from 'vitest';
import { type Api, sandboxOfTest } from '../../test/api.ts';
import { uploadReceipt } from '../../test/receipt.ts';

const data = { label: 'Fair', type: 'TRAVEL', userId: 'alice', comment: 'In Lyon' };

async function createWithFile(api: Api) {
  const file = await uploadReceipt(api, 'alice', 'EXPENSE_REQUEST');
  const { body } = await api('POST', '/expense-requests', { ...data, files: [{ name: 'quote.pdf', file }] });
  return { path: `/expense-requests/${body.id}`, request: body, file };
}

test('creates a request of a configured type for a user', async () => {
  const { api } = await sandboxOfTest();
  const { request, path } = await createWithFile(api);
  expect(request).toMatchObject({ state: 'WAITING_FOR_VALIDATION', expenses: [], shortId: expect.any(String) });
  expect((await api('GET', path)).body).toEqual(request);
  expect((await api('GET', path, undefined, 'other')).status).toBe(403);
  const refused = async (more: object) => (await api('POST', '/expense-requests', { ...data, ...more })).body.error;
  expect(await refused({ type: 'HOLIDAY' })).toContain('"type"');
  expect(await refused({ userId: 'nobody' })).toContain('"userId"');
  expect(await refused({ label: null })).toContain('"label"');
  expect(await refused({ files: [{ name: 'x', file: 'alice/not-uploaded.pdf' }] })).toContain('files[0].file');
  const receipt = await uploadReceipt(api, 'alice');
  expect(await refused({ files: [{ name: 'x', file: receipt }] })).toContain('files[0].file');
});

test('replaces everything by PUT: files and comment that are left out are gone', async () => {
  const { api } = await sandboxOfTest();
  const { path, request } = await createWithFile(api);
  const { body } = await api('PUT', path, { label: 'Fair in Lyon' });
  expect(body).toMatchObject({ label: 'Fair in Lyon', type: 'TRAVEL', creationDate: request.creationDate });
  expect(body).not.toHaveProperty('files');
  expect(body).not.toHaveProperty('comment');
});

test('adds and renames files by PATCH, never removes one, and wants the label all the same', async () => {
  const { api } = await sandboxOfTest();
  const { path, file } = await createWithFile(api);
  const second = await uploadReceipt(api, 'alice', 'EXPENSE_REQUEST');
  const files = [
    { name: 'renamed.pdf', file },
    { name: 'second.pdf', file: second },
  ];
  expect((await api('PATCH', path, { label: 'Fair', files })).body).toMatchObject({ files, comment: 'In Lyon' });
  expect((await api('PATCH', path, { label: 'Fair', files: [] })).body).toMatchObject({ files });
  expect((await api('PATCH', path, { comment: 'x' })).body.error).toContain('"label"');
});

test('searches by the day of creation, both ends included, and by state', async () => {
  const { api } = await sandboxOfTest({ now: () => new Date('2025-05-02T23:30:00Z') });
  await createWithFile(api);
  const found = async (criteria: object) =>
    (await api('POST', '/expense-requests/search', criteria)).body.data?.length as number | undefined;
  expect(await found({ start: '2025-05-02', end: '2025-05-02' })).toBe(1);
  expect(await found({ start: '2025-05-03', end: '2025-05-04' })).toBe(0);
  expect(await found({ start: '2025-05-01', end: '2025-05-04', states: ['ACCEPTED'] })).toBe(0);
  expect(await found({})).toBeUndefined();
});

test('moves by the workflow of requests, and is closed to changes afterwards', async () => {
  const { api } = await sandboxOfTest();
  const { path } = await createWithFile(api);
  expect((await api('GET', `${path}/actions`)).body.data).toContain('validate');
  expect((await api('POST', `${path}/actions/validate`, { actionUserId: 'alice' })).status).toBe(403);
  const { body } = await api('POST', `${path}/actions/validate`, { actionUserId: 'bob', comment: 'Fine' });
  expect(body.state).toBe('ACCEPTED');
  expect((await api('PUT', path, { label: 'x' })).body).toMatchObject({ status: 400, errorCode: 'INVALID_STATE' });
  expect((await api('GET', '/expense-requests/nowhere')).status).toBe(404);
});
