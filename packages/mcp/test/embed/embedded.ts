import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeRecord, type Changes, createChanges, type Plan, type Policy } from '@jenji-kit/changes';
import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod';
import { type Decision, type EmbeddedServer, type EmbedOptions, embedServer } from '../../src/embed.ts';
import { today } from '../tools/known-world.ts';

/** A plan that waits for the user of the host. */
interface Waiting {
  plan: Plan | ChangeRecord;
  token: string;
  signal: AbortSignal;
  decide(decision: Decision): void;
}

export interface Host {
  sandbox: Sandbox;
  jenji: JenjiClient;
  changes: Changes;
  server: EmbeddedServer;
  /** The next plan that the user is shown. */
  shown(): Promise<Waiting>;
  /** How many plans the user was shown so far. */
  readonly asked: number;
  /** The lines of the host's log. */
  log: string[];
}

type Options = Partial<Omit<EmbedOptions, 'jenji' | 'changes'>> & { policy?: Partial<Policy> };

/** A program with a client, a journal and a user of its own, which hosts the server over a sandbox. Closed with the test. */
export async function host({ policy, ...options }: Options = {}): Promise<Host> {
  const sandbox = await startSandbox({ limits: 'none', expenses: 60, today });
  const credentials = sandbox.credentials.organization;
  const budget = { perSecond: 1000, perMinute: 60_000 };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials, budget });
  const folder = await mkdtemp(join(tmpdir(), 'jenji-embed-test-'));
  const changes = createChanges({
    jenji,
    principal: { baseUrl: jenji.baseUrl, user: credentials.user },
    policy: { writes: 'confirm', allowReset: 'all', ...policy },
    folder,
  });
  onTestFinished(async () => {
    await changes.close();
    await jenji.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  const log: string[] = [];
  const plans: Waiting[] = [];
  const watchers: ((plan: Waiting) => void)[] = [];
  let asked = 0;
  const server = embedServer({
    identity: { name: 'host', title: 'Host', version: '1.0.0' },
    jenji,
    changes: async () => changes,
    approve: (plan, { token, signal }) =>
      new Promise((decide) => {
        asked++;
        const waiting = { plan, token, signal, decide };
        const watcher = watchers.shift();
        if (watcher) watcher(waiting);
        else plans.push(waiting);
      }),
    words: { waiting: 'Waits for approval in the host' },
    log: (line) => log.push(line),
    ...options,
  });
  return {
    sandbox,
    jenji,
    changes,
    server,
    log,
    get asked() {
      return asked;
    },
    shown() {
      const waiting = plans.shift();
      return waiting ? Promise.resolve(waiting) : new Promise((resolve) => watchers.push(resolve));
    },
  };
}

export interface TestClient {
  tools(): Promise<string[]>;
  call(
    name: string,
    input?: Record<string, unknown>,
    options?: { signal?: AbortSignal; onprogress?: (progress: { message?: string | undefined }) => void },
  ): Promise<{
    text: string;
    isError: boolean;
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what a model reads, and expects it to be there.
    structured: any;
  }>;
}

/** What hosts of assistants declare, and what must not be asked here. */
const capabilities = { elicitation: {}, extensions: { 'io.modelcontextprotocol/ui': {} } };
const clientInfo = { name: 'test', version: '1.0.0' };

/** Clients of both eras over real HTTP; `connect` gives one on a service of its own, closed with the test. */
export const clients = [
  {
    era: '2025 (SDK 1)',
    async connect({ server }: Host): Promise<TestClient> {
      const { url, headers, close } = await server.serve();
      const client = new LegacyClient(clientInfo, { capabilities });
      onTestFinished(async () => {
        await client.close();
        await close();
      });
      await client.connect(new LegacyHttp(new URL(url), { requestInit: { headers } }));
      return {
        tools: async () => (await client.listTools()).tools.map(({ name }) => name),
        call: async (name, input = {}, options = {}) =>
          resultOf(await client.callTool({ name, arguments: input }, undefined, options)),
      };
    },
  },
  {
    era: '2026-07-28 (client 2)',
    async connect({ server }: Host): Promise<TestClient> {
      const { url, headers, close } = await server.serve();
      const client = new ModernClient(clientInfo, {
        capabilities,
        versionNegotiation: { mode: { pin: '2026-07-28' } },
      });
      onTestFinished(async () => {
        await client.close();
        await close();
      });
      await client.connect(new ModernHttp(new URL(url), { requestInit: { headers } }));
      return {
        tools: async () => (await client.listTools()).tools.map(({ name }) => name),
        call: async (name, input = {}, options = {}) =>
          resultOf(await client.callTool({ name, arguments: input }, options)),
      };
    },
  },
] as const;

const resultSchema = z.object({
  content: z.array(z.looseObject({ text: z.string().optional() })),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
  _meta: z.unknown().optional(),
});

export function resultOf(value: unknown) {
  // No model may ever see a sealed token.
  expect(JSON.stringify(value)).not.toMatch(/[\w-]{40,}/);
  const { content, structuredContent, isError = false } = resultSchema.parse(value);
  return { text: content.map(({ text }) => text ?? '').join('\n'), structured: structuredContent, isError };
}
