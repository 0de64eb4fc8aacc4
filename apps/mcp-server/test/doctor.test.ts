import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { sandboxEnvironment } from './sandbox-environment.ts';
import { spawnServer } from './server-process.ts';

const reportSchema = z.object({
  ok: z.boolean(),
  name: z.literal('jenji-mcp'),
  version: z.string(),
  checks: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string(), fix: z.string().optional() })),
});

async function doctor(env: Record<string, string>, ...args: string[]) {
  const child = spawnServer(['doctor', ...args], env);
  const [output, log, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output, log, code: code as number };
}

/** What it found, by the name of the check. */
async function examine(env: Record<string, string>, ...args: string[]) {
  const { output, log, code } = await doctor(env, '--json', ...args);
  const { ok, checks } = reportSchema.parse(JSON.parse(output));
  expect(code).toBe(ok ? 0 : 1);
  expect(log).toBe('');
  for (const { status, fix } of checks) expect(fix !== undefined).toBe(status === 'failed' || status === 'warning');
  return { ok, ...Object.fromEntries(checks.map(({ name, ...found }) => [name, found])) } as {
    ok: boolean;
  } & Record<string, { status: string; detail: string; fix?: string }>;
}

let sandbox: Sandbox;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  [sandbox, folder] = await Promise.all([
    startSandbox({ limits: 'none', expenses: 1 }),
    mkdtemp(join(tmpdir(), 'jenji-doctor-')),
  ]);
  env = { ...sandboxEnvironment(sandbox), JENJI_STATE_DIR: folder };
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

describe('the doctor', () => {
  test('finds nothing wrong with an account that works, and sends one request', async () => {
    const before = sandbox.requests.length;
    const { output, code, log } = await doctor(env);
    expect(sandbox.requests.length - before).toBe(1);
    expect({ code, log }).toEqual({ code: 0, log: '' });
    expect(output).toContain('The server can work.');
    expect(output).toContain(`organization key at ${sandbox.url}`);
    expect(output).not.toContain(env.JENJI_API_SECRET);
    expect(output.match(/^ {2}ok /gm)).toHaveLength(6);
  });

  test('looks at the sandbox that a server would use', async () => {
    expect(await examine({}, '--sandbox')).toMatchObject({ ok: true, credentials: { status: 'ok' } });
  });

  test('without an account, says which variables to set, and what it could not look at', async () => {
    const found = await examine({});
    expect(found).toMatchObject({ ok: false, settings: { status: 'failed' }, network: { status: 'skipped' } });
    expect(found.settings?.fix).toContain('JENJI_API_USER');
  });

  test('repeats what is wrong with a variable', async () => {
    const { settings } = await examine({ ...env, JENJI_WRITES: 'yes' });
    expect(settings?.detail).toContain('JENJI_WRITES must be off');
  });

  test('knows a wrong secret, and does not show it', async () => {
    const { output, code } = await doctor({ ...env, JENJI_API_SECRET: 'not-the-secret' });
    expect(code).toBe(1);
    expect(output).toContain('FAILED   credentials');
    expect(output).toContain('Fix: Copy JENJI_API_USER and JENJI_API_SECRET again');
    expect(output).not.toContain('not-the-secret');
  });

  test('knows a key of the other type, and which type to set', async () => {
    const { credentials } = await examine({ ...env, ...sandboxEnvironment(sandbox, 'bookkeeper'), JENJI_KEY_TYPE: '' });
    expect(credentials).toMatchObject({ status: 'failed', fix: 'Set JENJI_KEY_TYPE=bookkeeper.' });
  });

  test('knows when nobody listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const found = await examine({ ...env, JENJI_BASE_URL: `http://127.0.0.1:${port}` });
    expect(found.network).toMatchObject({ status: 'failed' });
    expect(found.network?.detail).toContain('ECONNREFUSED');
    expect(found.credentials?.status).toBe('skipped');
  });

  test('knows a server that does not speak TLS', async () => {
    const url = sandbox.url.replace('http:', 'https:');
    const { network } = await examine({ ...env, JENJI_BASE_URL: url });
    expect(network).toMatchObject({ status: 'failed', fix: expect.stringContaining('JENJI_BASE_URL') });
  });

  test('knows a host name that does not exist, and that a proxy is not used', async () => {
    const { network } = await examine({
      ...env,
      JENJI_BASE_URL: 'https://jenji.invalid',
      HTTPS_PROXY: 'http://proxy.example:8080',
    });
    expect(network).toMatchObject({ status: 'failed', fix: expect.stringContaining('HTTPS_PROXY is set') });
  });

  test('knows a web page in the place of Jenji', async () => {
    const portal = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
    }).listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const { credentials } = await examine({ ...env, JENJI_BASE_URL: `http://127.0.0.1:${port}` });
    expect(credentials).toMatchObject({ status: 'failed', fix: expect.stringContaining('proxy or a login page') });
    portal.close();
  });

  test('knows a state folder that cannot be written to', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const found = await examine({ ...env, JENJI_STATE_DIR: join(file, 'below') });
    expect(found['state folder']).toMatchObject({ status: 'failed', fix: expect.stringContaining('JENJI_STATE_DIR') });
    expect(found.budget?.status).toBe('warning');
    expect((await examine({ ...env, JENJI_STATE_DIR: 'relative' }))['state folder']?.detail).toContain('absolute');
  });

  test('refuses flags that it does not have, with code 2', async () => {
    const { code, log } = await doctor(env, '--port', '1');
    expect({ code, log }).toEqual({ code: 2, log: expect.stringContaining('--port and --host belong to http') });
  });
});
