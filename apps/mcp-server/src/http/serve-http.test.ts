import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Server } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askableSessions, sessionHeader } from './askable-sessions.ts';
import { type HttpService, serveHttp } from './serve-http.ts';

const anyPort = { host: '127.0.0.1', port: 0, token: undefined, hostnames: ['localhost', '127.0.0.1'] };

/** A server with one tool, which asks the user for a colour and answers with it. */
function asker(): Server {
  const server = new Server({ name: 'asker', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({
    tools: [{ name: 'ask', inputSchema: { type: 'object' as const } }],
  }));
  server.setRequestHandler('tools/call', async (_request, { mcpReq }) => {
    const { action, content } = await mcpReq.elicitInput({
      mode: 'form',
      message: 'Which colour?',
      requestedSchema: { type: 'object', properties: { colour: { type: 'string' } } },
    });
    return { content: [{ type: 'text' as const, text: `${action} ${content?.colour ?? ''}` }] };
  });
  return server;
}

let service: HttpService;
beforeAll(async () => {
  service = await serveHttp(asker, anyPort);
});
afterAll(() => service.close());

const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const post = (message: object, more: Record<string, string> = {}) =>
  fetch(service.url, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
  });
const initialize = (capabilities: object) => ({
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities, clientInfo: { name: 'test', version: '1' } },
});

describe('a client of 2025 over HTTP', () => {
  test('that can ask its user is asked in the middle of a call', async () => {
    const client = new LegacyClient({ name: 'test', version: '1' }, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      expect(params.message).toBe('Which colour?');
      return { action: 'accept', content: { colour: 'blue' } };
    });
    const transport = new LegacyHttp(new URL(service.url));
    await client.connect(transport);
    expect(transport.sessionId).toBeTruthy();
    const answers = await Promise.all([client.callTool({ name: 'ask' }), client.callTool({ name: 'ask' })]);
    for (const { content } of answers) expect(content).toEqual([{ type: 'text', text: 'accept blue' }]);
    await client.close();
  });

  test('that shows cards has a session: nothing else tells its calls from those of a client that reaches nobody', async () => {
    const cards = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } };
    expect((await post(initialize(cards))).headers.get(sessionHeader)).toMatch(/^[\da-f-]{36}$/);
  });

  test.each([{ roots: {} }, { elicitation: { url: {} } }, { elicitation: null, extensions: [] }])(
    'that can do %j has no session',
    async (capabilities) => {
      expect((await post(initialize(capabilities))).headers.has(sessionHeader)).toBe(false);
    },
  );

  test('that cannot be asked gets its answers as JSON', async () => {
    const listed = await post({ method: 'tools/list' });
    expect(listed.headers.get('content-type')).toContain('application/json');
    expect(await listed.json()).toMatchObject({ id: 1, result: { tools: [{ name: 'ask' }] } });
  });

  test('gets a stream when it asks for progress', async () => {
    const listed = await post({ method: 'tools/list', params: { _meta: { progressToken: 1 } } });
    expect(listed.headers.get('content-type')).toContain('text/event-stream');
    expect(await listed.text()).toContain('"name":"ask"');
  });

  test('is told with 404 that its session is over, so that it begins anew', async () => {
    const opened = await post(initialize({ elicitation: {} }));
    const session = { [sessionHeader]: opened.headers.get(sessionHeader) ?? '' };
    await opened.text();
    expect((await post({ method: 'ping' }, session)).status).toBe(200);
    expect((await fetch(service.url, { method: 'DELETE', headers: { ...headers, ...session } })).status).toBe(200);
    expect((await post({ method: 'ping' }, session)).status).toBe(404);
    expect((await post({ method: 'ping' }, { [sessionHeader]: 'made-up' })).status).toBe(404);
  });
});

test('the session used longest ago makes room when there are too many', async () => {
  const sessions = askableSessions(asker, () => {}, { most: 2 });
  const open = async () => {
    const request = new Request('http://localhost/mcp', { method: 'POST', headers });
    const opened = await sessions.open(request, {
      parsedBody: { jsonrpc: '2.0', id: 1, ...initialize({ elicitation: {} }) },
    });
    return opened.headers.get(sessionHeader) ?? '';
  };
  const ping = async (id: string) => {
    const request = new Request('http://localhost/mcp', {
      method: 'POST',
      headers: { ...headers, [sessionHeader]: id },
    });
    return (await sessions.serve(id, request, { parsedBody: { jsonrpc: '2.0', id: 1, method: 'ping' } })).status;
  };
  const [first, second] = [await open(), await open()];
  expect(await ping(first)).toBe(200);
  const third = await open();
  expect([await ping(first), await ping(second), await ping(third)]).toEqual([200, 404, 200]);
  await sessions.close();
});
