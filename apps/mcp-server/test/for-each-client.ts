import { createMCPClient } from '@ai-sdk/mcp';
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, describe } from 'vitest';
import { z } from 'zod';
import { bundlePath } from './bundle-path.ts';
import { environmentOf, type ServerOptions, startHttp } from './server-process.ts';

/** What the clients have in common, in one form. */
interface TestClient {
  listTools(): Promise<TestTool[]>;
  /** Rejects with the client's own error when the server answers with a protocol error. */
  callTool(name: string, input?: Record<string, unknown>, options?: CallOptions): Promise<TestResult>;
  listResources(): Promise<{ uri: string; name: string; title?: string | undefined }[]>;
  listTemplates(): Promise<{ uriTemplate: string; name: string; title?: string | undefined }[]>;
  readResource(uri: string): Promise<TestContents>;
  listPrompts(): Promise<{ name: string; title?: string | undefined }[]>;
  /** The text of the prompt. */
  getPrompt(name: string, args?: Record<string, string>): Promise<string>;
  complete(ref: CompletionReference, argument: { name: string; value: string }): Promise<string[]>;
  instructions(): string | undefined;
  serverVersion(): { name: string; version: string; title?: string | undefined } | undefined;
  protocolVersion(): string | undefined;
  close(): Promise<void>;
}

interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (progress: { progress: number; total?: number | undefined; message?: string | undefined }) => void;
}

interface TestTool {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema: Record<string, unknown>;
  outputSchema?: Record<string, unknown> | undefined;
  annotations?: Record<string, unknown> | undefined;
}

interface TestResult {
  /** The text channel, all of it. */
  text: string;
  /** The structured channel; undefined in an error. */
  structured: unknown;
  isError: boolean;
}

interface TestContents {
  uri: string;
  mimeType?: string | undefined;
  text?: string | undefined;
  blob?: string | undefined;
}

type CompletionReference = { type: 'ref/resource'; uri: string } | { type: 'ref/prompt'; name: string };

/** What the person in front of a client says to a form. */
export type Person = (form: { message: string }) => {
  action: 'accept' | 'decline' | 'cancel';
  content?: Record<string, string | number | boolean>;
};

type Transport = 'stdio' | 'http';
type Era = '2025' | '2026-07-28';

/** The reference clients of the two eras of the protocol, and one of another maker. */
const clients = [
  { maker: '@modelcontextprotocol/sdk 1.32', era: '2025', connectTo: connectLegacy },
  { maker: '@modelcontextprotocol/client 2.4', era: '2026-07-28', connectTo: connectModern },
  { maker: '@ai-sdk/mcp 2', era: '2026-07-28', connectTo: connectAiSdk },
] as const;

export interface Connection {
  maker: (typeof clients)[number]['maker'];
  transport: Transport;
  era: Era;
  /**
   * Starts the server as users start it, with these flags and this environment and nothing else, and connects the
   * client of this round to it. Tests that ask for the same get the same session.
   */
  connect(options?: ServerOptions): Promise<TestClient>;
  /** A session of its own with a person in front of the client; undefined where the client shows no forms. */
  connectPerson(person: Person, options?: ServerOptions): Promise<TestClient> | undefined;
}

/**
 * Declares the same tests for each client over each transport.
 *
 * ```ts
 * forEachClient(({ connect }) => {
 *   test('finds the meals of March', async () => {
 *     const client = await connect({ env: sandboxEnvironment(sandbox) });
 *     const { structured } = await client.callTool('search_expenses', { dateFrom: '2026-03-01', dateTo: '2026-03-31' });
 *     …
 *   });
 * });
 * ```
 */
export function forEachClient(declare: (connection: Connection) => void): void {
  /** The servers over HTTP, by their options: all clients use them. */
  const servers = new Map<string, ReturnType<typeof startHttp>>();
  afterAll(async () => {
    await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
  });
  const httpUrl = async (options: ServerOptions): Promise<URL> => {
    const key = JSON.stringify(options);
    const server = servers.get(key) ?? startHttp(options);
    servers.set(key, server);
    return (await server).url;
  };
  for (const transport of ['stdio', 'http'] as const) {
    for (const client of clients) {
      describe(`${client.maker} over ${transport}`, () => declare(connectionOf(transport, client, httpUrl)));
    }
  }
}

function connectionOf(
  transport: Transport,
  { maker, era, connectTo }: (typeof clients)[number],
  httpUrl: (options: ServerOptions) => Promise<URL>,
): Connection {
  const connected = new Map<string, Promise<TestClient>>();

  afterAll(async () => {
    await Promise.all([...connected.values()].map(async (client) => (await client).close()));
  });

  return {
    maker,
    transport,
    era,
    connect(options = {}) {
      const key = JSON.stringify(options);
      const open = async () => connectTo(transport === 'stdio' ? stdioOf(options) : await httpUrl(options));
      const client = connected.get(key) ?? open();
      connected.set(key, client);
      return client;
    },
    connectPerson(person, options = {}) {
      if (connectTo === connectAiSdk) return undefined;
      const open = async () => connectTo(transport === 'stdio' ? stdioOf(options) : await httpUrl(options), person);
      const client = open();
      connected.set(`person ${connected.size}`, client);
      return client;
    },
  };
}

interface StdioServer {
  command: string;
  args: string[];
  env: Record<string, string>;
  stderr: 'ignore';
}

function stdioOf({ args = [], env = {} }: ServerOptions): StdioServer {
  return { command: process.execPath, args: [bundlePath, 'stdio', ...args], env: environmentOf(env), stderr: 'ignore' };
}

const identity = { name: 'test', version: '1.0.0' };

async function connectLegacy(server: StdioServer | URL, person?: Person): Promise<TestClient> {
  const client = new LegacyClient(identity, { capabilities: person ? { elicitation: {} } : {} });
  if (person) client.setRequestHandler(ElicitRequestSchema, ({ params }) => person(params));
  const transport = server instanceof URL ? new LegacyHttp(server) : new LegacyStdio(server);
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools,
    callTool: async (name, input = {}, { signal, onProgress } = {}) =>
      resultOf(await client.callTool({ name, arguments: input }, undefined, requestOptions(signal, onProgress))),
    listResources: async () => (await client.listResources()).resources,
    listTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => contentsOf(await client.readResource({ uri })),
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => promptText(await client.getPrompt({ name, arguments: args })),
    complete: async (ref, argument) => (await client.complete({ ref, argument })).completion.values,
    instructions: () => client.getInstructions(),
    serverVersion: () => client.getServerVersion(),
    protocolVersion: () => (transport instanceof LegacyHttp ? transport.protocolVersion : undefined),
    close: () => client.close(),
  };
}

async function connectModern(server: StdioServer | URL, person?: Person): Promise<TestClient> {
  const client = new ModernClient(identity, {
    capabilities: person ? { elicitation: {} } : {},
    versionNegotiation: { mode: { pin: '2026-07-28' } },
  });
  if (person) client.setRequestHandler('elicitation/create', ({ params }) => person(params));
  await client.connect(server instanceof URL ? new ModernHttp(server) : new ModernStdio(server));
  return {
    listTools: async () => (await client.listTools()).tools,
    callTool: async (name, input = {}, { signal, onProgress } = {}) =>
      resultOf(await client.callTool({ name, arguments: input }, requestOptions(signal, onProgress))),
    listResources: async () => (await client.listResources()).resources,
    listTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => contentsOf(await client.readResource({ uri })),
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => promptText(await client.getPrompt({ name, arguments: args })),
    complete: async (ref, argument) => (await client.complete({ ref, argument })).completion.values,
    instructions: () => client.getInstructions(),
    serverVersion: () => client.getServerVersion(),
    protocolVersion: () => client.getNegotiatedProtocolVersion(),
    close: () => client.close(),
  };
}

/** Asks for the newest revision by itself. Knows no progress. */
async function connectAiSdk(server: StdioServer | URL): Promise<TestClient> {
  const client = await createMCPClient({
    transport: server instanceof URL ? { type: 'http', url: server.href } : new StdioMCPTransport(server),
    clientName: identity.name,
  });
  return {
    listTools: async () => (await client.listTools()).tools,
    callTool: async (name, input = {}, { signal } = {}) =>
      resultOf(await client.callTool({ name, arguments: input, ...(signal && { options: { signal } }) })),
    listResources: async () => (await client.listResources()).resources,
    listTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => contentsOf(await client.readResource({ uri })),
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => promptText(await client.getPrompt({ name, arguments: args })),
    complete: async (ref, argument) => (await client.complete({ ref, argument })).completion.values,
    instructions: () => client.instructions,
    serverVersion: () => client.serverInfo,
    protocolVersion: () => client.initializeResult.protocolVersion,
    close: () => client.close(),
  };
}

function requestOptions(signal: AbortSignal | undefined, onprogress: CallOptions['onProgress'] | undefined) {
  return { ...(signal !== undefined && { signal }), ...(onprogress !== undefined && { onprogress }) };
}

const resultSchema = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
});

function resultOf(value: unknown): TestResult {
  const { content, structuredContent, isError = false } = resultSchema.parse(value);
  return { text: content.map(({ text }) => text ?? '').join('\n'), structured: structuredContent, isError };
}

const contentsSchema = z.object({
  contents: z.tuple([
    z.object({
      uri: z.string(),
      mimeType: z.string().optional(),
      text: z.string().optional(),
      blob: z.string().optional(),
    }),
  ]),
});

function contentsOf(value: unknown): TestContents {
  return contentsSchema.parse(value).contents[0];
}

const promptSchema = z.object({
  messages: z.tuple([
    z.object({ role: z.literal('user'), content: z.object({ type: z.literal('text'), text: z.string() }) }),
  ]),
});

function promptText(value: unknown): string {
  return promptSchema.parse(value).messages[0].content.text;
}
