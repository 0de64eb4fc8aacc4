import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@jenji-kit/sandbox';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { readCommandLine } from '../src/command/command-line.ts';
import { helpText } from '../src/command/help.ts';
import { readHttpSettings } from '../src/settings/read-http-settings.ts';
import { readSettings } from '../src/settings/read-settings.ts';
import { bundlePath } from './bundle-path.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';
import { environmentOf } from './server-process.ts';

const page = read('../../../docs/connect.md');
const bundleOnPage = '/path/to/jenji-kit/apps/mcp-server/dist/jenji-mcp.js';

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
}

/** The fenced blocks of a language, each with the heading it stands under. */
function blocks(language: string): { host: string; text: string }[] {
  return page.split(/^## /m).flatMap((section) => {
    const [host = ''] = section.split('\n', 1);
    const found = section.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'));
    return [...found].map(([, text = '']) => ({ host, text }));
  });
}

const variables = z.record(z.string(), z.string()).default({});
const started = z
  .union([
    z.strictObject({
      type: z.literal('stdio').optional(),
      command: z.literal('node'),
      args: z.array(z.string()),
      env: variables,
    }),
    z
      .strictObject({ type: z.literal('local'), command: z.array(z.string()), environment: variables })
      .transform(({ command: [command = '', ...args], environment }) => ({ command, args, env: environment })),
  ])
  .transform(({ command, args: [path, ...flags], env }) => ({ command, path, flags, env }));
const reached = z.strictObject({
  type: z.literal('http'),
  url: z.url(),
  headers: z.strictObject({ Authorization: z.string().startsWith('Bearer ') }),
});
const servers = z.strictObject({ jenji: z.union([started, reached]) });
const input = z.object({ type: z.literal('promptString'), id: z.string(), password: z.literal(true).optional() });
const configuration = z.union([
  z
    .strictObject({ inputs: z.array(input).default([]), servers })
    .transform(({ inputs, servers: { jenji } }) => ({ jenji, inputs })),
  z.strictObject({ mcpServers: servers }).transform(({ mcpServers: { jenji } }) => ({ jenji, inputs: [] })),
  z
    .strictObject({ $schema: z.url(), mcp: z.strictObject({ servers }) })
    .transform(({ mcp }) => ({ jenji: mcp.servers.jenji, inputs: [] })),
]);

const configurations = blocks('json').map(({ host, text }) => ({ host, ...configuration.parse(JSON.parse(text)) }));
const local = configurations.flatMap(({ host, jenji, inputs }) =>
  'path' in jenji ? [{ host, inputs, ...jenji }] : [],
);
const hosts = ['VS Code', 'Claude Desktop', 'Claude Code', 'Cursor', 'Gemini CLI', 'opencode'];

/** What stands where the host puts a secret in: its own way to name an input or a variable, or a gap to fill. */
const secretReference: Record<string, (name: string) => string> = {
  'VS Code': (name) => `\${input:${name === 'JENJI_API_USER' ? 'jenji-user' : 'jenji-secret'}}`,
  'Claude Desktop': () => '…',
  'Claude Code': (name) => `\${${name}}`,
  Cursor: (name) => `\${env:${name}}`,
  'Gemini CLI': (name) => `$${name}`,
  opencode: (name) => `{env:${name}}`,
};

/** Every variable that settings are read from, as the sources name them. */
const knownVariables = [
  ...readdirSync(fileURLToPath(new URL('../src/settings', import.meta.url)))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => `../src/settings/${file}`),
  '../../../packages/client/src/budget/limits.ts',
  '../../../packages/client/src/budget/state-folder.ts',
].flatMap((path) => read(path).match(/\bJENJI_[A-Z_]+\b/g) ?? []);

const unique = (names: readonly string[]) => [...new Set(names)].sort();

/** The first cells of the table whose header starts with this one. */
function firstCells(header: string): string[] {
  const [, table = ''] = new RegExp(`^\\| ${header} \\|.*\n\\| ---.*\n((?:\\|.*\n)+)`, 'm').exec(page) ?? [];
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

describe('the page on connecting', () => {
  test.each(hosts)('shows %s made-up data, one’s own read-only, and an accounting firm’s', (host) => {
    const own = local.filter((each) => each.host === host);
    const of = (flags: readonly string[], keyType?: string) =>
      own.filter(
        ({ flags: each, env }) => flags.every((flag) => each.includes(flag)) && env.JENJI_KEY_TYPE === keyType,
      );
    expect(own).toHaveLength(3);
    expect(of(['--sandbox'])).toMatchObject([{ env: {} }]);
    expect(of(['--read-only'])).toHaveLength(1);
    expect(of(['--read-only', '--toolsets'], 'bookkeeper')).toHaveLength(1);
    expect(page).toContain(`(#${host.toLowerCase().replaceAll(' ', '-')})`);
  });

  test.each(local.map((each) => [each.host, each.flags.join(' '), each] as const))(
    'has for %s (%s) only what the server accepts, and no secret in it',
    (host, _flags, { path, flags, env, inputs }) => {
      expect(path).toBe(bundleOnPage);
      const command = readCommandLine(flags);
      if (command.show !== undefined) throw new Error('It starts no server');
      expect(command.transport).toBe('stdio');
      expect(Object.keys(env).filter((name) => !knownVariables.includes(name))).toEqual([]);
      const filled = { ...env, ...(env.JENJI_API_USER && { JENJI_API_USER: 'user', JENJI_API_SECRET: 'secret' }) };
      const { account, writes } = readSettings(command, filled);
      expect(account).toEqual(
        command.sandbox ? 'sandbox' : expect.objectContaining({ type: env.JENJI_KEY_TYPE ?? 'organization' }),
      );
      expect(writes).toBe(command.sandbox ? 'confirm' : 'off');
      for (const name of ['JENJI_API_USER', 'JENJI_API_SECRET']) {
        if (!command.sandbox) expect(env[name]).toBe(secretReference[host]?.(name));
      }
      if (env.JENJI_API_SECRET?.includes('input:')) {
        expect(inputs.filter(({ password }) => password).map(({ id }) => id)).toEqual(['jenji-secret']);
      }
    },
  );

  test('has only commands that the server accepts', () => {
    const lines = blocks('bash').flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'));
    const ours = [...lines, ...[...page.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)].flatMap((line) => {
      const [, rest] = /(?:^|"|-- )(?:jenji-mcp|node \S*jenji-mcp\.js)((?: [^"]+)?)"?$/.exec(line) ?? [];
      return rest === undefined ? [] : [rest.trim().split(/\s+/).filter(Boolean)];
    });
    expect(ours).toEqual(expect.arrayContaining([['http', '--sandbox'], ['http', '--read-only'], ['doctor']]));
    for (const argv of ours) readCommandLine(argv);
  });

  test('names for HTTP what lets a host in by that name with that token', () => {
    const [, name = '', hosts = ''] = /export (JENJI_MCP_TOKEN)=\S+ [^\n]*JENJI_MCP_HOSTS=(\S+)/.exec(page) ?? [];
    const flags = { host: undefined, port: undefined };
    const { hostnames } = readHttpSettings(flags, { [name]: 'x'.repeat(64), JENJI_MCP_HOSTS: hosts });
    const remote = configurations.flatMap(({ jenji }) => ('url' in jenji ? [jenji] : []));
    expect(remote).toHaveLength(1);
    for (const { url, headers } of remote) {
      expect(hostnames).toContain(new URL(url).hostname);
      expect(headers.Authorization).toBe(`Bearer \${${name}}`);
    }
  });

  test('lists every variable that is read and every flag, and none that is not; --help does so too', () => {
    const [, options = ''] = /^const options = \{\n([\s\S]*?)^\}/m.exec(read('../src/command/command-line.ts')) ?? [];
    const flags = [...options.matchAll(/^ {2}'?([\w-]+)'?: \{/gm)].map(([, flag]) => `--${flag}`);
    expect(flags.length).toBeGreaterThan(6);
    expect(unique(firstCells('flag'))).toEqual(unique(flags));
    expect(unique(firstCells('variable'))).toEqual(unique(knownVariables));
    const help = helpText();
    expect([...flags, ...knownVariables].filter((name) => !help.includes(name))).toEqual([]);
    const named = unique(page.match(/\bJENJI_[A-Z_]+\b/g) ?? []);
    expect(named.filter((name) => !knownVariables.includes(name))).toEqual([]);
  });

  test.each(['VS Code', 'opencode'])('starts a server for %s as it stands there', async (host) => {
    const [trial] = local.filter((each) => each.host === host && each.flags.includes('--sandbox'));
    const call = await startedAs(trial, {});
    expect(await call('list_organizations')).toHaveProperty('organizations[0].name');
  });

  test('starts a server for an accounting firm as it stands there, once the key is filled in', async () => {
    const sandbox = await startSandbox({ limits: 'none', expenses: 0 });
    onTestFinished(() => sandbox.close());
    const [firm] = local.filter(({ env }) => env.JENJI_KEY_TYPE === 'bookkeeper');
    const { JENJI_KEY_TYPE: _, ...filledIn } = sandboxEnvironment(sandbox, 'bookkeeper');
    const call = await startedAs(firm, filledIn);
    expect(await call('list_clients')).toHaveProperty('clients[0].name');
  });
});

/** Starts what a block says, with a real client; gives what calls its tools. */
async function startedAs(block: (typeof local)[number] | undefined, filledIn: Record<string, string>) {
  if (!block) throw new Error('There is no such block');
  const client = new Client({ name: 'test', version: '1' });
  onTestFinished(() => client.close());
  const args = [bundlePath, ...block.flags];
  const env = environmentOf({ ...block.env, ...filledIn });
  await client.connect(new StdioClientTransport({ command: block.command, args, env }));
  return async (name: string) => (await client.callTool({ name, arguments: {} })).structuredContent;
}
