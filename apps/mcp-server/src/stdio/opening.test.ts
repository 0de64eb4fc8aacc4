import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { type Offer, offerOf, toolsetNames } from '@jenji-kit/mcp';
import { createServer } from '@jenji-kit/mcp/serving';
import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRuntime } from '../account/open-runtime.ts';
import identity from '../generated/identity.json' with { type: 'json' };
import { readSettings } from '../settings/read-settings.ts';
import { handOver, legacyRevisions, modernRevision, openingOf } from './opening.ts';

const offer = offerOf({ toolsets: toolsetNames, writes: 'confirm' }, identity);
/** No tool is called here. */
const { callTool, shared } = openRuntime(readSettings({ sandbox: false, readOnly: false, toolsets: undefined }, {}));

const clientInfo = { name: 'test', version: '1' };
const envelope = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': modernRevision,
    'io.modelcontextprotocol/clientInfo': clientInfo,
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};
const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
};
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** What the opening answers before it hands over, and how many messages that were. */
function open(messages: readonly unknown[], offered: Offer = offer): { answers: string[]; taken: number } {
  const opening = openingOf(offered);
  const answers: string[] = [];
  let taken = 0;
  for (const message of messages) {
    const answer = opening.answer(JSON.stringify(message));
    if (answer === handOver) break;
    if (answer !== undefined) answers.push(answer);
    taken++;
  }
  return { answers, taken };
}

/** What the SDK answers to the same messages. */
async function askSdk(messages: readonly unknown[], offered: Offer = offer): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  const requests = messages.filter((message) => Object.hasOwn(message as object, 'id')).length;
  let answered = 0;
  const connection = serveStdio(() => createServer(offered, callTool, shared), {
    transport: new StdioServerTransport(input, output),
  });
  const written = readAll(
    output.on('data', (chunk: Buffer) => {
      answered += chunk.toString('utf8').split('\n').length - 1;
      if (answered >= requests) output.end();
    }),
  );
  if (requests === 0) output.end();
  for (const message of messages) input.write(`${JSON.stringify(message)}\n`);
  try {
    return await written;
  } finally {
    await connection.close();
  }
}

describe('the opening of a session', () => {
  test('knows the revisions that the SDK knows', () => {
    expect(legacyRevisions).toEqual(SUPPORTED_PROTOCOL_VERSIONS);
    expect(legacyRevisions[0]).toBe(LATEST_PROTOCOL_VERSION);
  });

  test.each([...legacyRevisions, '1999-01-01'])(
    'answers a client of revision %s as the SDK does, byte for byte',
    async (revision) => {
      const messages = [
        { ...initialize, params: { ...initialize.params, protocolVersion: revision } },
        initialized,
        { jsonrpc: '2.0', id: 1, method: 'tools/list' },
        { jsonrpc: '2.0', id: 'two', method: 'ping', params: {} },
        { jsonrpc: '2.0', id: 3, method: 'tools/list', params: {} },
        { jsonrpc: '2.0', id: 4, method: 'resources/list' },
        { jsonrpc: '2.0', id: 5, method: 'resources/templates/list', params: {} },
        { jsonrpc: '2.0', id: 6, method: 'prompts/list', params: {} },
      ];
      const { answers, taken } = open(messages);
      expect(taken).toBe(messages.length);
      expect(answers.join('')).toBe(await askSdk(messages));
    },
  );

  test('answers a client of the revision without handshake as the SDK does, byte for byte', async () => {
    const messages = [
      { jsonrpc: '2.0', id: 0, method: 'server/discover', params: envelope },
      { jsonrpc: '2.0', id: 1, method: 'tools/list', params: envelope },
      { jsonrpc: '2.0', id: 2, method: 'tools/list', params: envelope },
      { jsonrpc: '2.0', id: 3, method: 'resources/list', params: envelope },
      { jsonrpc: '2.0', id: 4, method: 'resources/templates/list', params: envelope },
      { jsonrpc: '2.0', id: 5, method: 'prompts/list', params: envelope },
    ];
    const { answers, taken } = open(messages);
    expect(taken).toBe(messages.length);
    expect(answers.join('')).toBe(await askSdk(messages));
  });

  test('answers alike whatever the operator chose to list', async () => {
    for (const choice of [
      { toolsets: ['organizations'], writes: 'off' },
      { toolsets: ['expenses', 'operations'], writes: 'auto' },
    ] as const) {
      const lists = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'];
      const messages = [
        initialize,
        initialized,
        ...lists.map((method, id) => ({ jsonrpc: '2.0', id: id + 1, method })),
      ];
      const { answers } = open(messages, offerOf(choice, identity));
      expect(answers.join('')).toBe(await askSdk(messages, offerOf(choice, identity)));
    }
  });

  test('whatever a client opens with, what is answered is what the SDK answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 6 }), async (drafts) => {
        const messages = drafts.map((draft, index) => (Object.hasOwn(draft, 'id') ? { ...draft, id: index } : draft));
        const { answers, taken } = open(messages);
        fc.pre(taken > 0);
        expect(answers.join('')).toBe(await askSdk(messages.slice(0, taken)));
      }),
      { numRuns: 300 },
    );
  });

  test('with any one part of a message changed, what is answered is still what the SDK answers', async () => {
    let answeredOddly = 0;
    for (const usual of [richInitialize, richDiscover, richList, { ...richList, method: 'prompts/list' }]) {
      for (const odd of variants(usual)) {
        const { answers, taken } = open([odd]);
        if (taken === 0) continue;
        answeredOddly++;
        expect(answers.join(''), JSON.stringify(odd)).toBe(await askSdk([odd]));
      }
    }
    expect(answeredOddly).toBeGreaterThan(20);
  });

  test.each([
    [
      'a tool call',
      [initialize, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_organizations' } }],
    ],
    ['a list before the handshake', [{ jsonrpc: '2.0', id: 1, method: 'tools/list' }]],
    ['a second handshake', [initialize, initialize]],
    ['a cursor', [initialize, { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { cursor: 'x' } }]],
    ['a prompt', [initialize, { jsonrpc: '2.0', id: 1, method: 'prompts/get', params: { name: 'close_month' } }]],
    ['a batch', [[initialize]]],
    ['a response', [{ jsonrpc: '2.0', id: 1, result: {} }]],
    [
      'a probe, then the handshake',
      [
        { jsonrpc: '2.0', id: 0, method: 'server/discover', params: envelope },
        { ...initialize, params: { ...initialize.params, capabilities: { roots: { listChanged: 'yes' } } } },
      ],
    ],
  ])('leaves %s to the SDK', (_what, messages) => {
    expect(open(messages).taken).toBe(messages.length - 1);
  });

  test('leaves what is no JSON to the SDK', () => {
    expect(openingOf(offer).answer('{"jsonrpc":')).toBe(handOver);
  });
});

const richInfo = { name: 'test', version: '1', title: 'Test', description: 'A test.' };
const richCapabilities = {
  roots: { listChanged: true },
  sampling: { context: {}, tools: {} },
  elicitation: { form: {}, url: {} },
  experimental: { a: { b: 1 } },
  extensions: { 'a/b': { c: [] } },
};
const richInitialize = {
  ...initialize,
  params: { protocolVersion: '2025-06-18', capabilities: richCapabilities, clientInfo: richInfo },
};
const richEnvelope = {
  _meta: {
    ...envelope._meta,
    'io.modelcontextprotocol/clientInfo': richInfo,
    'io.modelcontextprotocol/clientCapabilities': richCapabilities,
  },
};
const richDiscover = { jsonrpc: '2.0', id: 0, method: 'server/discover', params: richEnvelope };
const richList = { jsonrpc: '2.0', id: 0, method: 'tools/list', params: richEnvelope };

/** The value itself, and with each of its parts in turn left out, replaced by something else, or with a member more. */
function* variants(value: unknown): Generator<unknown> {
  yield* [value, null, true, -1, 0.5, '', 'x', [], [value], {}];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield { ...value, more: 'x' };
  for (const [key, member] of Object.entries(value)) {
    const { [key]: _left, ...others } = value as Record<string, unknown>;
    yield others;
    for (const odd of variants(member)) yield { ...value, [key]: odd };
  }
}

const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
const capability = fc.oneof(
  fc.constantFrom({}, { listChanged: true }, { form: {} }, { form: {}, url: {} }, { tools: {} }, { x: {} }, []),
  anything,
);
const capabilities = fc.oneof(
  fc.dictionary(
    fc.constantFrom('roots', 'sampling', 'elicitation', 'experimental', 'extensions', 'tasks', 'other'),
    capability,
    { maxKeys: 3 },
  ),
  anything,
);
const info = fc.oneof(
  fc.constant(clientInfo),
  fc.record(
    { name: fc.string(), version: fc.string(), title: fc.string(), icons: anything },
    { requiredKeys: ['name'] },
  ),
  anything,
);
const meta = fc.record(
  {
    'io.modelcontextprotocol/protocolVersion': fc.oneof(
      fc.constant(modernRevision),
      fc.constantFrom('2025-11-25', 'x'),
    ),
    'io.modelcontextprotocol/clientInfo': info,
    'io.modelcontextprotocol/clientCapabilities': capabilities,
    progressToken: anything,
  },
  { requiredKeys: ['io.modelcontextprotocol/protocolVersion', 'io.modelcontextprotocol/clientCapabilities'] },
);
const params = fc.oneof(
  fc.constant(envelope),
  fc.record({ _meta: meta }),
  fc.record({
    protocolVersion: fc.constantFrom(...legacyRevisions, modernRevision, ''),
    capabilities,
    clientInfo: info,
  }),
  fc.constantFrom(initialize.params, {}, undefined, { _meta: {} }, { cursor: 'x' }),
  anything,
);
const message = fc.oneof(
  fc.constantFrom(
    initialize,
    initialized,
    { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    { jsonrpc: '2.0', id: 1, method: 'ping' },
  ),
  fc.record({
    jsonrpc: fc.constant('2.0'),
    id: fc.constant(0),
    method: fc.constantFrom(
      ...['initialize', 'server/discover', 'ping'],
      ...['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'],
    ),
    params,
  }),
  fc.record({ jsonrpc: fc.constant('2.0'), method: fc.constantFrom('notifications/initialized'), params }),
);
