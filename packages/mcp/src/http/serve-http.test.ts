import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Server } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
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
  service = await serveHttp(asker, anyPort, () => {});
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

describe('a session', () => {
  /** What comes on a stream, up to the next event that fits. */
  async function nextEvent(stream: ReadableStreamDefaultReader<Uint8Array>, fits: string): Promise<{ id?: number }> {
    let text = '';
    for (;;) {
      const line = text.split('\n').find((each) => each.startsWith('data: {') && each.includes(fits));
      if (line && text.includes(`${line}\n`)) return JSON.parse(line.slice('data: '.length));
      const { value, done } = await stream.read();
      if (done) throw new Error(`The stream ended without ${fits}`);
      text += Buffer.from(value).toString();
    }
  }

  test('hears only its own client: the answer of another one to the same question counts for nothing', async () => {
    const open = async () => {
      const opened = await post(initialize({ elicitation: {} }));
      await opened.text();
      return opened.headers.get(sessionHeader) ?? '';
    };
    const [own, other] = await Promise.all([open(), open()]);
    expect(own).not.toBe(other);
    const asked = await fetch(service.url, { headers: { ...headers, [sessionHeader]: own } });
    const questions = asked.body?.getReader();
    if (!questions) throw new Error('The session has no stream');
    const ask = { id: 2, method: 'tools/call', params: { name: 'ask', arguments: {} } };
    const call = await post(ask, { [sessionHeader]: own });
    const stream = call.body?.getReader();
    if (!stream) throw new Error('The call has no stream');
    const { id } = await nextEvent(questions, 'elicitation/create');
    const answer = (session: string, colour: string) =>
      post({ id, result: { action: 'accept', content: { colour } } } as object, { [sessionHeader]: session });
    await answer(other, 'red');
    await answer('00000000-0000-4000-8000-000000000000', 'red');
    await answer(own, 'blue');
    expect(await nextEvent(stream, '"result"')).toMatchObject({ result: { content: [{ text: 'accept blue' }] } });
  });

  test('is open to nobody without the token, and to no page, whatever the method', async () => {
    const token = 'a-token-of-20-letters';
    const guarded = await serveHttp(asker, { ...anyPort, token }, () => {});
    onTestFinished(() => guarded.close());
    const send = (method: string, body: object | undefined, more: Record<string, string>) =>
      fetch(guarded.url, {
        method,
        headers: { ...headers, ...more },
        ...(body && { body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }) }),
      });
    const authorization = `Bearer ${token}`;
    const opened = await send('POST', initialize({ elicitation: {} }), { authorization });
    const session = { [sessionHeader]: opened.headers.get(sessionHeader) ?? '' };
    for (const [method, body] of [['POST', { method: 'ping' }], ['GET'], ['DELETE']] as const) {
      expect((await send(method, body, session)).status).toBe(401);
      expect((await send(method, body, { ...session, authorization: 'Bearer guessed' })).status).toBe(401);
      const page = { ...session, authorization, origin: 'https://evil.example' };
      expect((await send(method, body, page)).status).toBe(403);
    }
    expect((await send('POST', { method: 'ping' }, { ...session, authorization })).status).toBe(200);
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
