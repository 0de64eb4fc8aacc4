import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchange, wire } from './exchange.ts';
import { spawnServer } from './server-process.ts';

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };
const list = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/list' });
const call = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'list_organizations' } });
const unknown = (id: number) => ({ jsonrpc: '2.0', id, method: 'no/such' });

const ids = (answers: readonly Record<string, unknown>[]) => answers.map(({ id }) => id).sort();

describe('over stdio', () => {
  test('each request has one answer when the whole session is sent at once', async () => {
    const session = wire(initialize, initialized, list(1), call(2), list(3), unknown(4));
    const answers = await exchange([session], 5);
    expect(ids(answers)).toEqual([0, 1, 2, 3, 4]);
    expect(answers.find(({ id }) => id === 3)?.result).toEqual(answers.find(({ id }) => id === 1)?.result);
  });

  test('it does not matter how the bytes are cut, also inside a character', async () => {
    const named = { ...initialize, params: { ...initialize.params, clientInfo: { name: 'tést 🍜', version: '1' } } };
    const bytes = Buffer.from(wire(named, initialized, list(1), unknown(2), list(3)));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 12 }), async (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        const parts = ends
          .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
          .filter(({ length }) => length > 0);
        expect(ids(await exchange(parts, 4))).toEqual([0, 1, 2, 3]);
      }),
      { numRuns: 5 },
    );
  });

  test.each([
    ['no JSON', 'hello\n'],
    ['half a message', '{"jsonrpc":"2.0",\n'],
    ['an empty line', '\n'],
    ['no message', '{"hello":"world"}\n'],
    ['a batch of nothing', '[]\n'],
  ])('%s is passed over, and what follows is answered', async (_what, line) => {
    const answers = await exchange([line, wire(initialize, initialized), line, wire(list(1))], 2);
    expect(answers.map(({ id }) => id)).toEqual([0, 1]);
    expect(answers[1]).toHaveProperty('result.tools');
  });

  test('what a client sends cannot steer the terminal that shows the log', async () => {
    const child = spawnServer([]);
    child.stdin.end(`{"jsonrpc":"2.0","method":"\\u001b[2J\\n\\u0007"}\n{"\\u001b[31m":1}\n`);
    const log = await text(child.stderr);
    expect(log).toMatch(/^(jenji-mcp: \P{Cc}+\n)+$/u);
  });

  test('lines may end as on Windows', async () => {
    const answers = await exchange([wire(initialize, list(1)).replaceAll('\n', '\r\n')], 2);
    expect(answers[1]).toHaveProperty('result.tools');
  });

  test('a session may begin with a probe of the new era and go on with the handshake of the old', async () => {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const discover = { jsonrpc: '2.0', id: 9, method: 'server/discover', params: { _meta } };
    const answers = await exchange([wire(discover, initialize, initialized, list(1))], 3);
    expect(answers.map(({ id }) => id)).toEqual([9, 0, 1]);
    expect(answers[1]).toHaveProperty('result.protocolVersion', '2025-11-25');
    expect(answers[2]).not.toHaveProperty('result.resultType');
  });

  test('a session that only ever pings is answered for good', async () => {
    const pings = Array.from({ length: 200 }, (_, index) => ({ jsonrpc: '2.0', id: index + 1, method: 'ping' }));
    const answers = await exchange([wire(initialize, initialized, ...pings)], 201);
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 201 }, (_, index) => index));
  });
});
