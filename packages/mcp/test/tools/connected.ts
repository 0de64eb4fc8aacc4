import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Changes, createChanges } from '@jenji-kit/changes';
import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import { type Sandbox, type StartOptions, startSandbox } from '@jenji-kit/sandbox';
import {
  Client,
  type ElicitResult,
  InMemoryTransport,
  type RequestOptions,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { afterAll, expect, onTestFinished } from 'vitest';
import { type ProtocolHandler, protocolHandler } from '../../src/http/protocol-handler.ts';
import { toolCaller } from '../../src/registry/call-tool.ts';
import { toolsetNames } from '../../src/registry/toolsets.ts';
import { createServer } from '../../src/server/create-server.ts';
import { offerOf } from '../../src/server/offer.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { identity } from '../identity.ts';

interface Answer {
  text: string;
  isError: boolean;
  /** For the host and its cards. */
  meta?: Record<string, unknown> | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what a model reads, and expects it to be there.
  structured: any;
}

export interface Connected {
  sandbox: Sandbox;
  jenji: JenjiClient;
  changes: Changes;
  /** The forms that the person was shown, in order. */
  forms: Form[];
  /** The MCP client, for what is no tool. */
  client: Client;
  /** Calls a tool as an MCP client does. */
  call(name: string, input?: Record<string, unknown>, options?: RequestOptions): Promise<Answer>;
  /** The ids of the operations that Jenji was asked for since the last time this was read. */
  sent(): (string | undefined)[];
  /** Mistakes of the server in this test; a tool must never make one. */
  mistakes: unknown[];
}

/** A form as the person in front of the client sees it. */
export interface Form {
  message: string;
  fields: Record<string, { type?: string; title?: string; description?: string }>;
}

interface Options extends StartOptions {
  /** The client says that it shows the cards of MCP Apps. */
  cards?: boolean;
  /** What the person in front of the client says to a form; without one the client says that it shows none. */
  person?: (form: Form) => ElicitResult | Promise<ElicitResult>;
  era?: '2025' | '2025 over HTTP' | '2026-07-28';
  settings?: Partial<Settings>;
  key?: 'organization' | 'bookkeeper' | 'masterBookkeeper';
}

function credentialsOf({ credentials, world }: Sandbox, key: NonNullable<Options['key']>) {
  if (key !== 'masterBookkeeper') return credentials[key];
  const { user, secret } = world.keys.find((each) => each.user === 'sandbox-master-bookkeeper') ?? {};
  if (user === undefined || secret === undefined) throw new Error('The sandbox has no master bookkeeper');
  return { type: 'bookkeeper' as const, user, secret };
}

/** An MCP client on the server of this process, which speaks over HTTP to a sandbox of its own; closed with the test. */
export async function connected(options: Options = {}): Promise<Connected> {
  const { close, ...connection } = await open(options);
  onTestFinished(close);
  return connection;
}

/** One for the tests of a file that change nothing: opened by the first of them, closed after the last. */
export function connectedForAll(options: Options): () => Promise<Connected> {
  let opened: ReturnType<typeof open> | undefined;
  afterAll(async () => (await opened)?.close());
  return () => {
    opened ??= open(options);
    return opened;
  };
}

async function open({
  settings,
  key = 'organization',
  person,
  cards = false,
  era = '2025',
  ...options
}: Options): Promise<Connected & { close(): Promise<void> }> {
  const sandbox = await startSandbox({ limits: 'none', expenses: 300, ...options });
  const credentials = credentialsOf(sandbox, key);
  const budget = { perSecond: 1000, perMinute: 60_000 };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials, budget });
  const chosen: Settings = {
    toolsets: toolsetNames,
    writes: 'auto',
    organizations: undefined,
    allowReset: new Set(),
    budget,
    ...settings,
  };
  const mistakes: unknown[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'jenji-mcp-test-'));
  const { writes, organizations, allowReset } = chosen;
  const changes = createChanges({
    jenji,
    principal: { baseUrl: jenji.baseUrl, user: credentials.user },
    policy: { writes, organizations, allowReset },
    folder,
  });
  const shared = {
    settings: chosen,
    jenji: async () => jenji,
    changes: async () => changes,
    onMistake: (_where: string, error: unknown) => mistakes.push(error),
  };
  const caller = toolCaller(shared, shared);
  const versionNegotiation = era === '2026-07-28' ? { mode: { pin: '2026-07-28' as const } } : undefined;
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: {
        ...(person && { elicitation: {} }),
        ...(cards && { extensions: { 'io.modelcontextprotocol/ui': {} } }),
      },
      ...(versionNegotiation && { versionNegotiation }),
    },
  );
  const forms: Form[] = [];
  if (person) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      const fields = 'requestedSchema' in params ? params.requestedSchema.properties : {};
      const form: Form = { message: params.message, fields };
      forms.push(form);
      return await person(form);
    });
  }
  const serve = () => createServer(offerOf(chosen, identity), caller, shared);
  let handler: ProtocolHandler | undefined;
  if (era === '2025') {
    const [near, far] = InMemoryTransport.createLinkedPair();
    await Promise.all([serve().connect(far), client.connect(near)]);
  } else {
    handler = protocolHandler(serve, { largestBody: 1024 * 1024, report: (error) => mistakes.push(error) });
    const { fetch: answer } = handler;
    const fetch = (url: string | URL, init?: RequestInit) =>
      answer(new Request(url, init), typeof init?.body === 'string' ? JSON.parse(init.body) : undefined);
    await client.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1/mcp'), { fetch }));
  }
  // A client that knows the output schemas holds every answer to them.
  await client.listTools();
  const close = async () => {
    await client.close();
    await handler?.close();
    await jenji.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  const { user, secret } = credentials;
  const secretForms = [secret, Buffer.from(`${user}:${secret}`).toString('base64').slice(0, -4)];
  let read = 0;
  return {
    close,
    client,
    sandbox,
    jenji,
    changes,
    forms,
    mistakes,
    async call(name, input = {}, callOptions) {
      const result = await client.callTool({ name, arguments: input }, callOptions);
      // No test may ever see the key.
      for (const form of secretForms) expect(JSON.stringify(result)).not.toContain(form);
      const { content, structuredContent, isError, _meta } = result;
      const [first] = content;
      return {
        text: first?.type === 'text' ? first.text : '',
        structured: structuredContent,
        isError: isError === true,
        meta: _meta,
      };
    },
    sent() {
      const all = sandbox.requests.slice(read);
      read = sandbox.requests.length;
      return all.map(({ operation }) => operation);
    },
  };
}
