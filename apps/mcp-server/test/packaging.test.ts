import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackExtension } from '@anthropic-ai/mcpb';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { helpText } from '../src/command/help.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';
import { environmentOf } from './server-process.ts';

const inApp = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const parsed = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const packageFacts = z
  .looseObject({ name: z.string(), mcpName: z.string(), version: z.string(), description: z.string() })
  .parse(parsed(inApp('package.json')));

/** The rules of the registry's schema of 2025-12-11 for what is used of it, and nothing else allowed. */
const serverJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: z
    .string()
    .max(255)
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal('npm'),
      identifier: z.string(),
      version: z
        .string()
        .min(1)
        .max(255)
        .refine((version) => version !== 'latest'),
      transport: z.strictObject({ type: z.literal('stdio') }),
      environmentVariables: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          isRequired: z.boolean().optional(),
          isSecret: z.boolean().optional(),
          default: z.string().optional(),
          choices: z.array(z.string()).optional(),
        }),
      ),
    }),
  ]),
});

test('server.json is an entry of the registry, for this package and no other', () => {
  const { name, version, description, packages } = serverJson.parse(parsed(inApp('server.json')));
  expect({ name, version, description }).toEqual({
    name: packageFacts.mcpName,
    version: packageFacts.version,
    description: packageFacts.description,
  });
  expect(packages[0]).toMatchObject({ identifier: packageFacts.name, version: packageFacts.version });
  const help = helpText();
  for (const variable of packages[0].environmentVariables) expect(help).toContain(variable.name);
  const secret = packages[0].environmentVariables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  expect(secret).toEqual(['JENJI_API_SECRET']);
});

const manifestSchema = z.looseObject({
  version: z.string(),
  server: z.looseObject({
    entry_point: z.string(),
    mcp_config: z.object({
      command: z.literal('node'),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()),
    }),
  }),
  tools: z.array(z.object({ name: z.string(), description: z.string() })),
  user_config: z.record(
    z.string(),
    z.looseObject({ required: z.boolean(), sensitive: z.boolean().optional(), default: z.string().optional() }),
  ),
});

describe('the bundle', () => {
  let sandbox: Sandbox;
  let folder: string;
  let manifest: z.output<typeof manifestSchema>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jenji-mcpb-'));
    const bundle = join(folder, 'jenji-mcp.mcpb');
    execFileSync(process.execPath, [inApp('scripts/pack-mcpb.mjs'), '--output', bundle], { stdio: 'pipe' });
    expect(await unpackExtension({ mcpbPath: bundle, outputDir: join(folder, 'unpacked'), silent: true })).toBe(true);
    manifest = manifestSchema.parse(parsed(join(folder, 'unpacked/manifest.json')));
    sandbox = await startSandbox({ limits: 'none', expenses: 1 });
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  /** What a host starts, with what a person filled in. */
  function started(filledIn: Record<string, string>) {
    const { command, args, env } = manifest.server.mcp_config;
    const values = Object.fromEntries(
      Object.entries(manifest.user_config).map(([key, option]) => [key, filledIn[key] ?? option.default ?? '']),
    );
    const put = (text: string) =>
      text
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as the manifest has it.
        .replaceAll('${__dirname}', join(folder, 'unpacked'))
        .replace(/\$\{user_config\.(\w+)\}/g, (_, key: string) => values[key] ?? 'unknown');
    return {
      command,
      args: args.map(put),
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, put(value)])),
    };
  }

  test('runs after unpacking, with what a person fills in, and lists the tools it said it has', async () => {
    const { user, secret } = sandbox.credentials.bookkeeper;
    const { command, args, env } = started({
      api_user: user,
      api_secret: secret,
      key_type: 'bookkeeper',
      // The sandbox has an address of its own, which excludes a name.
      environment: '',
    });
    const { JENJI_BASE_URL = '' } = sandboxEnvironment(sandbox);
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({ command, args, env: environmentOf({ ...env, JENJI_BASE_URL }), stderr: 'ignore' }),
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(manifest.tools.map(({ name }) => name));
    expect(client.getServerVersion()).toMatchObject({ version: manifest.version });
    const { isError, structuredContent } = await client.callTool({ name: 'list_organizations', arguments: {} });
    expect(isError).toBeUndefined();
    expect(structuredContent).toHaveProperty('organizations');
    await client.close();
  });

  test('keeps the secret with the other secrets of the host, and asks for no more than it needs', () => {
    const sensitive = Object.entries(manifest.user_config).filter(([, { sensitive }]) => sensitive);
    expect(sensitive.map(([key]) => key)).toEqual(['api_secret']);
    const required = Object.entries(manifest.user_config).filter(([, { required }]) => required);
    expect(required.map(([key]) => key)).toEqual(['api_user', 'api_secret']);
  });

  test('holds one megabyte at most', () => {
    expect(statSync(join(folder, 'jenji-mcp.mcpb')).size).toBeLessThan(1024 * 1024);
  });
});
