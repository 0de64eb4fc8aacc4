import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Changes, createChanges } from '@jenji-kit/changes';
import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import type { ApiKey, Sandbox } from '@jenji-kit/sandbox';
import { Client, type ElicitResult, InMemoryTransport, type RequestOptions } from '@modelcontextprotocol/client';
import { toolCaller } from '../../../packages/mcp/src/registry/call-tool.ts';
import { toolsetNames } from '../../../packages/mcp/src/registry/toolsets.ts';
import { createServer } from '../../../packages/mcp/src/server/create-server.ts';
import { offerOf } from '../../../packages/mcp/src/server/offer.ts';
import type { Settings } from '../../../packages/mcp/src/settings/settings.ts';

export interface ToolAnswer {
  text: string;
  isError: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what a model reads, and expects it to be there.
  structured: any;
}

/** What a person is shown. */
export interface Form {
  message: string;
  fields: Record<string, { description?: string }>;
}

/** An MCP client, and the server behind it in the same process, with one key of a sandbox. */
export interface McpConnection {
  key: ApiKey;
  jenji: JenjiClient;
  /** The tools it lists. */
  tools: ReadonlySet<string>;
  /** The same changes as the server's, to look at its journal. */
  changes: Changes;
  call(name: string, input: Record<string, unknown>, options?: RequestOptions): Promise<ToolAnswer>;
  /** Mistakes of the server; a tool must never make one. */
  mistakes: unknown[];
  close(): Promise<void>;
}

interface ConnectOptions {
  writes: 'confirm' | 'auto';
  /** How often a request is sent at most. */
  maxAttempts?: number;
  /** What the person in front of the client says to a form. */
  person(form: Form): ElicitResult;
}

/** Connects an MCP client to a server for a key of the sandbox. In one process, so that a moment can be hit exactly. */
export async function connectMcp(sandbox: Sandbox, key: ApiKey, options: ConnectOptions): Promise<McpConnection> {
  const { writes, maxAttempts, person } = options;
  const budget = { perSecond: 10_000, perMinute: 600_000 };
  const credentials = { type: key.type, user: key.user, secret: key.secret };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials, budget, maxAttempts });
  const settings: Settings = {
    toolsets: toolsetNames,
    writes,
    organizations: undefined,
    allowReset: 'all',
    budget,
  };
  const folder = await mkdtemp(join(tmpdir(), 'jenji-e2e-'));
  const changes = createChanges({
    jenji,
    principal: { baseUrl: jenji.baseUrl, user: key.user },
    policy: { writes, allowReset: 'all' },
    folder,
  });
  const mistakes: unknown[] = [];
  const shared = {
    settings,
    jenji: async () => jenji,
    changes: async () => changes,
    onMistake: (_where: string, error: unknown) => mistakes.push(error),
  };
  const client = new Client({ name: 'e2e', version: '1.0.0' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    const fields = 'requestedSchema' in params ? params.requestedSchema.properties : {};
    return person({ message: params.message, fields });
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([
    createServer(
      offerOf(settings, { name: 'e2e-server', title: 'Jenji', version: '1.0.0' }),
      toolCaller(shared, shared),
      shared,
    ).connect(far),
    client.connect(near),
  ]);
  // A client that knows the output schemas holds every answer to them.
  const { tools } = await client.listTools();
  return {
    key,
    jenji,
    tools: new Set(tools.map(({ name }) => name)),
    changes,
    mistakes,
    async call(name, input, callOptions) {
      const { content, structuredContent, isError } = await client.callTool({ name, arguments: input }, callOptions);
      const [first] = content;
      const text = first?.type === 'text' ? first.text : '';
      return { text, isError: isError === true, structured: structuredContent };
    },
    async close() {
      await client.close();
      await changes.close();
      await jenji.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a person types who read the form and agrees. */
export function yes({ message, fields }: Form): ElicitResult {
  if ('approve' in fields) return { action: 'accept', content: { approve: true } };
  const name = /To confirm, type the name: (".*"), without the quotes\./.exec(fields.name?.description ?? '')?.[1];
  const count = /^This destroys (\d+) /m.exec(message)?.[1];
  return { action: 'accept', content: { name: JSON.parse(name ?? '""'), count: Number(count) } };
}
