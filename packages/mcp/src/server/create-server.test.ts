import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, test } from 'vitest';
import { identity } from '../../test/identity.ts';
import { noAccount } from '../../test/no-account.ts';
import type { ToolCaller } from '../registry/call-tool.ts';
import { toolsetNames } from '../registry/toolsets.ts';
import { createServer } from './create-server.ts';
import { offerOf } from './offer.ts';

const offer = offerOf({ toolsets: toolsetNames, writes: 'confirm' }, identity);

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A session with a server whose tools all do `callTool`; `read` gives the next message it sends. */
function session(callTool: ToolCaller) {
  const input = new PassThrough();
  const output = new PassThrough();
  const connection = serveStdio(() => createServer(offer, callTool, noAccount()), {
    transport: new StdioServerTransport(input, output),
  });
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  return {
    send: (message: object) => input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    read: async () => JSON.parse((await lines.next()).value) as Record<string, unknown>,
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

const call = (id: number, _meta?: object) => ({
  id,
  method: 'tools/call',
  params: { name: 'list_organizations', arguments: { a: 1 }, ...(_meta && { _meta }) },
});

describe.each([
  ['2025-11-25', {}],
  ['2026-07-28', envelope],
])('a client of %s', (revision, meta) => {
  async function open(callTool: ToolCaller) {
    const opened = session(callTool);
    if (revision === '2025-11-25') {
      opened.send(initialize);
      await opened.read();
    }
    return opened;
  }

  test('hears of progress when it asked for it, in order, and never backwards', async () => {
    await using client = await open(async (_name, _input, { progress }) => {
      progress(1, 3, 'one of three');
      progress(1, 3, 'again');
      progress(3, 3);
      return { content: [] };
    });
    client.send(call(7, { ...meta, progressToken: 'p' }));
    expect(await client.read()).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 'p', progress: 1, total: 3, message: 'one of three' },
    });
    expect(await client.read()).toMatchObject({ method: 'notifications/progress', params: { progress: 3, total: 3 } });
    expect(await client.read()).toMatchObject({ id: 7, result: { content: [] } });
  });

  test('hears nothing of progress that it did not ask for', async () => {
    await using client = await open(async (_name, _input, { progress }) => {
      progress(1);
      return { content: [] };
    });
    client.send(call(7, meta));
    expect(await client.read()).toMatchObject({ id: 7 });
  });

  test('cancels a call: the tool’s signal aborts, and the next call is answered', async () => {
    const begun = new EventEmitter<{ call: [AbortSignal] }>();
    const called = once(begun, 'call') as Promise<[AbortSignal]>;
    await using client = await open(async (_name, _input, { signal }) => {
      begun.emit('call', signal);
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return { content: [] };
    });
    client.send(call(7, meta));
    const [signal] = await called;
    client.send({
      method: 'notifications/cancelled',
      params: { requestId: 7, reason: 'changed my mind', _meta: meta },
    });
    client.send({ id: 8, method: 'tools/list', params: { _meta: meta } });
    expect(await client.read()).toMatchObject({ id: 8, result: { tools: expect.any(Array) } });
    expect(signal.aborted).toBe(true);
  });

  test('cannot call what is not listed', async () => {
    await using client = await open(() => Promise.reject(new Error('must not be called')));
    client.send({ ...call(7, meta), params: { name: 'commit_everything', arguments: {}, _meta: meta } });
    expect(await client.read()).toMatchObject({
      id: 7,
      error: { code: -32602, message: 'Unknown tool: commit_everything' },
    });
  });
});
