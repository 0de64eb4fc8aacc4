import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bundle = join(createRequire(import.meta.url).resolve('jenji-mcp/package.json'), '../dist/jenji-mcp.js');

let sandbox: Sandbox;
let stateFolder: string;
const clients: Client[] = [];

beforeEach(async () => {
  sandbox = await startSandbox({ expenses: 20 });
  stateFolder = await mkdtemp(join(tmpdir(), 'jenji-kit-budget-'));
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await sandbox.close();
  await rm(stateFolder, { recursive: true });
});

/** A server of its own process, with the key that all of them use. */
async function server(): Promise<Client> {
  const { type, user, secret } = sandbox.credentials.organization;
  const client = new Client({ name: 'e2e', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [bundle],
      env: {
        PATH: process.env.PATH ?? '',
        JENJI_BASE_URL: sandbox.url,
        JENJI_KEY_TYPE: type,
        JENJI_API_USER: user,
        JENJI_API_SECRET: secret,
        JENJI_STATE_DIR: stateFolder,
      },
    }),
  );
  clients.push(client);
  return client;
}

test('three MCP servers with one key, asked all at once, are never refused by the documented limits', async () => {
  const servers = await Promise.all([server(), server(), server()]);
  const answers = await Promise.all(
    servers.flatMap((client) =>
      [1, 2, 3, 4].map((month) =>
        client.callTool({
          name: 'call_read_operation',
          arguments: {
            operation: 'expenses.search',
            body: { searchMode: 'TIME', start: `2026-0${month}-01`, end: `2026-0${month}-28` },
          },
        }),
      ),
    ),
  );
  expect(answers.map(({ isError, content }) => (isError ? content : 'answered'))).toEqual(
    Array.from({ length: 12 }, () => 'answered'),
  );
  const calls = sandbox.requests.filter(({ operation }) => operation === 'expenses.search');
  expect(calls).toHaveLength(12);
  expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
});
