import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import { type Sandbox, type StartOptions, startSandbox } from '@jenji-kit/sandbox';
import { Client, InMemoryTransport, type RequestOptions } from '@modelcontextprotocol/client';
import { afterAll, expect, onTestFinished } from 'vitest';
import { toolCaller } from '../../src/registry/call-tool.ts';
import { toolsetNames } from '../../src/registry/toolsets.ts';
import { createServer } from '../../src/server/create-server.ts';
import { offerOf } from '../../src/server/offer.ts';
import type { Settings } from '../../src/settings/settings.ts';

interface Answer {
  text: string;
  isError: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what a model reads, and expects it to be there.
  structured: any;
}

export interface Connected {
  sandbox: Sandbox;
  jenji: JenjiClient;
  /** The MCP client, for what is no tool. */
  client: Client;
  /** Calls a tool as an MCP client does. */
  call(name: string, input?: Record<string, unknown>, options?: RequestOptions): Promise<Answer>;
  /** The ids of the operations that Jenji was asked for since the last time this was read. */
  sent(): (string | undefined)[];
  /** Mistakes of the server in this test; a tool must never make one. */
  mistakes: unknown[];
}

interface Options extends StartOptions {
  settings?: Partial<Settings>;
  key?: 'organization' | 'bookkeeper';
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
  ...options
}: Options): Promise<Connected & { close(): Promise<void> }> {
  const sandbox = await startSandbox({ limits: 'none', expenses: 300, ...options });
  const budget = { perSecond: 1000, perMinute: 60_000 };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials[key], budget });
  const chosen: Settings = {
    account: undefined,
    toolsets: toolsetNames,
    writes: 'auto',
    organizations: undefined,
    budget,
    ...settings,
  };
  const mistakes: unknown[] = [];
  const shared = {
    settings: chosen,
    jenji: async () => jenji,
    onMistake: (_where: string, error: unknown) => mistakes.push(error),
  };
  const caller = toolCaller(shared, shared);
  const server = createServer(offerOf(chosen), caller, shared);
  const client = new Client({ name: 'test', version: '1' });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(far), client.connect(near)]);
  // A client that knows the output schemas holds every answer to them.
  await client.listTools();
  const close = async () => {
    await client.close();
    await jenji.close();
    await sandbox.close();
  };
  const { user, secret } = sandbox.credentials[key];
  const secretForms = [secret, Buffer.from(`${user}:${secret}`).toString('base64').slice(0, -4)];
  let read = 0;
  return {
    close,
    client,
    sandbox,
    jenji,
    mistakes,
    async call(name, input = {}, callOptions) {
      const result = await client.callTool({ name, arguments: input }, callOptions);
      // No test may ever see the key.
      for (const form of secretForms) expect(JSON.stringify(result)).not.toContain(form);
      const { content, structuredContent, isError } = result;
      const [first] = content;
      return {
        text: first?.type === 'text' ? first.text : '',
        structured: structuredContent,
        isError: isError === true,
      };
    },
    sent() {
      const all = sandbox.requests.slice(read);
      read = sandbox.requests.length;
      return all.map(({ operation }) => operation);
    },
  };
}
