import {
  createJenjiClient,
  type Endpoint,
  InvalidArgumentsError,
  type JenjiClient,
  operationIds,
  operations,
} from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let sandbox: Sandbox;
let jenji: JenjiClient;

beforeAll(async () => {
  sandbox = await startSandbox({ expenses: 20, limits: 'none' });
  jenji = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials.organization });
});

afterEach(() => {
  expect(sandbox.requests).toHaveLength(0);
});

afterAll(async () => {
  await jenji?.close();
  await sandbox?.close();
});

/** What the client says about each bad field, by its place in the arguments. */
async function refusal(id: string, args: unknown): Promise<Map<string, string>> {
  const error = await jenji.callUnknown(id, args).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidArgumentsError);
  const { issues, message } = error as InvalidArgumentsError;
  expect(message).toContain('nothing was sent');
  for (const { path } of issues) expect(message).toContain(path);
  return new Map(issues.map((issue) => [issue.path, issue.message]));
}

describe.each(operationIds)('%s', (id) => {
  const operation: Endpoint = operations[id];
  const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 'some-id']));

  test('refuses what it does not know, by name', async () => {
    expect([...(await refusal(id, { path, header: {} })).keys()]).toContain('header');
    expect([...(await refusal(id, { path: { ...path, nope: 'x' } })).keys()]).toContain('path.nope');
    expect([...(await refusal(id, { path, query: { nope: 1 } })).keys()]).toContain(
      operation.query ? 'query.nope' : 'query',
    );
  });

  test.each(operation.pathParameters)('refuses a %s that would lead elsewhere', async (name) => {
    const hostile = ['', '.', '..', '%2e%2e', 'a/../b', 'x\u0000y', 'x\ny', 7, null, ['a'], undefined];
    for (const value of hostile) {
      const problems = await refusal(id, { path: { ...path, [name]: value } });
      expect([...problems.keys()], `${name}: ${String(value)}`).toContain(`path.${name}`);
    }
  });

  test('refuses a body of another form', async () => {
    const wrong = operation.body ? ['text', 7, true] : [{}, 'text', []];
    for (const body of wrong) {
      expect([...(await refusal(id, { path, body })).keys()], JSON.stringify(body)).toContain('body');
    }
  });
});

describe('the rules that hold across fields', () => {
  const standard = {
    type: 'STANDARD',
    userId: 'u',
    receiptKey: 'u/r.pdf',
    time: '2024-02-29',
    country: 'FR',
    label: 'Café',
    category: 'meals',
    paymentMethodId: 'card',
  };

  test.each([
    ['total', { currency: 'EUR', total: 7.111 }],
    ['total', { currency: 'JPY', total: 7.5 }],
    ['totalWithoutTax', { currency: 'EUR', total: 8, totalWithoutTax: 7.1234 }],
    ['total', { currency: 'KWD', total: 1.2345 }],
    ['total', { currency: 'EUR', total: 1234567890123456.5 }],
    ['total', { currency: 'EUR', total: '7.11' }],
    ['currency', { currency: 'euro', total: 7 }],
    ['time', { currency: 'EUR', total: 7, time: '2023-02-29' }],
    ['time', { currency: 'EUR', total: 7, time: '2024-2-9' }],
  ])('an expense is refused for its %s: %j', async (field, part) => {
    expect([...(await refusal('expenses.create', { body: { ...standard, ...part } })).keys()]).toEqual([
      `body.${field}`,
    ]);
  });

  test('a period is whole and in order', async () => {
    expect([...(await refusal('expenses.search', { body: { start: '2026-01-01' } })).keys()]).toEqual([
      'body.searchMode',
    ]);
    const reversed = { searchMode: 'TIME', start: '2026-02-01', end: '2026-01-01' };
    expect([...(await refusal('expenses.search', { body: reversed })).keys()]).toEqual(['body.end']);
  });

  test('an operation that does not exist is refused', async () => {
    expect([...(await refusal('expenses.destroyAll', {})).keys()]).toEqual(['operation']);
    expect([...(await refusal('__proto__', {})).keys()]).toEqual(['operation']);
  });
});
