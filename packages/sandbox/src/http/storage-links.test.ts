import { expect, test } from 'vitest';
import { keys, sandboxOfTest } from '../../test/api.ts';
import { pdf, pdfMd5, standardExpense, uploadReceipt } from '../../test/receipt.ts';

const uploadRequest = { fileType: 'pdf', userId: 'alice', md5: pdfMd5 };
const upload = { method: 'PUT', body: pdf };

test('takes a file whose MD5 was announced, and gives it back by a link of the expense', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const receiptKey = await uploadReceipt(api, 'alice');
  expect(receiptKey).toMatch(/^alice\/[0-9a-f-]{36}\.pdf$/);
  const expense = await api('POST', '/expenses', { ...standardExpense, receiptKey });
  expect(expense.body).toMatchObject({ receiptKey });
  const link = await api('POST', `/expenses/${expense.body.id}/receipts/download-url`);
  const { downloadUrl } = link.body;
  expect(downloadUrl.startsWith(sandbox.url)).toBe(true);
  const download = await fetch(downloadUrl);
  expect(download.headers.get('content-type')).toBe('application/pdf');
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(pdf);
});

test('refuses credentials, another MD5, another method and a changed link', async () => {
  const { api } = await sandboxOfTest();
  const { uploadUrl } = (await api('POST', '/receipts/upload-url', uploadRequest)).body;
  const put = async (headers: Record<string, string>, init: RequestInit = upload, url = uploadUrl) => {
    const response = await fetch(url, { ...init, headers });
    return [response.status, /<Code>(\w+)</.exec(await response.text())?.[1]];
  };
  expect(await put({ 'content-md5': pdfMd5, authorization: keys.organization })).toEqual([400, 'InvalidArgument']);
  expect(await put({})).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await put({ 'content-md5': 'yaWmh42XtIzJZcHkGFnwNA==' })).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await put({ 'content-md5': pdfMd5 }, { method: 'PUT', body: 'something else' })).toEqual([400, 'BadDigest']);
  expect(await put({ 'content-md5': pdfMd5 }, { method: 'GET' })).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await put({ 'content-md5': pdfMd5 }, upload, uploadUrl.replace('/alice/', '/bob/'))).toEqual([
    403,
    'SignatureDoesNotMatch',
  ]);
  expect(await put({ 'content-md5': pdfMd5 })).toEqual([200, undefined]);
});

test('lets links die after ten minutes', async () => {
  let now = new Date('2025-06-01T12:00:00Z');
  const { api } = await sandboxOfTest({ now: () => now });
  const { uploadUrl } = (await api('POST', '/receipts/upload-url', uploadRequest)).body;
  const link = new URL(uploadUrl).searchParams;
  expect([link.get('X-Amz-Date'), link.get('X-Amz-Expires')]).toEqual(['20250601T120000Z', '600']);
  now = new Date('2025-06-01T12:10:01Z');
  const late = await fetch(uploadUrl, { ...upload, headers: { 'content-md5': pdfMd5 } });
  expect(late.status).toBe(403);
  expect(await late.text()).toContain('Request has expired');
});

test('neither counts towards the rate limit nor shows its signature in the log', async () => {
  const { sandbox, api } = await sandboxOfTest({ limits: { perSecond: 1, perMinute: 1 }, windowScale: 1000 });
  await uploadReceipt(api, 'alice');
  const put = sandbox.requests.find(({ operation }) => operation === 'storage.put');
  expect(put).toMatchObject({ status: 200, refused: false, query: {} });
  expect(JSON.stringify(sandbox.requests)).not.toContain('X-Amz');
});

test('asks for an MD5 in base64 and a known kind of file', async () => {
  const { api } = await sandboxOfTest();
  const hexadecimal = Buffer.from(pdfMd5, 'base64').toString('hex');
  expect((await api('POST', '/receipts/upload-url', { ...uploadRequest, md5: hexadecimal })).status).toBe(400);
  expect((await api('POST', '/receipts/upload-url', { ...uploadRequest, fileType: 'png' })).status).toBe(400);
  expect((await api('POST', '/receipts/upload-url', { ...uploadRequest, userId: 'nobody' })).status).toBe(400);
});
