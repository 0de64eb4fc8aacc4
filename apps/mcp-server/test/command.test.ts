import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import identity from '../src/generated/identity.json' with { type: 'json' };
import { spawnServer, startHttp } from './server-process.ts';

/** Runs the command to its end, with nothing on its standard input. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawnServer(args, env);
  child.stdin.end();
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, stdout, stderr };
}

const _meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

describe('jenji-mcp', () => {
  test('--help shows flags, toolsets and variables, and --version the version, both on standard output', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['--sandbox', '--read-only', 'organizations', 'JENJI_API_SECRET', 'JENJI_MCP_TOKEN']) {
      expect(help.stdout).toContain(word);
    }
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${identity.version}\n`, stderr: '' });
  });

  test.each([
    [['--port', '1'], {}, '--port and --host belong to http'],
    [['--secret=hunter2'], {}, 'JENJI_API_SECRET'],
    [[], { JENJI_API_SECRET: 'hunter2' }, 'JENJI_API_USER is not'],
    [['http', '--host', '0.0.0.0'], {}, 'JENJI_MCP_TOKEN must be set'],
  ])('%j with %j ends with code 2, says why on standard error, and keeps secrets to itself', async (args, env, why) => {
    const { code, stdout, stderr } = await run(args, env);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('hunter2');
  });

  test('ends when its client goes away, before and after it was asked for more than its opening', async () => {
    expect(await run([])).toEqual({ code: 0, stdout: '', stderr: '' });
    const child = spawnServer([]);
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n');
    await once(child.stdout, 'data');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends with code 0 on %s', async (signal) => {
    const stdio = spawnServer([]);
    stdio.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n');
    await once(stdio.stdout, 'data');
    stdio.kill(signal);
    expect(await once(stdio, 'exit')).toEqual([0, null]);

    const http = spawnServer(['http', '--port', '0']);
    await once(http.stderr, 'data');
    http.kill(signal);
    expect(await once(http, 'exit')).toEqual([0, null]);
  });

  test.each(['server/discover', 'no/such'])('ends when nobody reads its answer to %s', async (method) => {
    const child = spawnServer([]);
    child.stdout.destroy();
    await once(child.stdout, 'close');
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta } })}\n`);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('says so when the port is taken, and ends with code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run(['http', '--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1 port ${port}`);
  });

  test('over HTTP, says where it listens, and that an account without a token is open to this machine', async () => {
    const env = { JENJI_API_USER: 'user', JENJI_API_SECRET: 'hunter2' };
    const open = await startHttp({ env });
    expect(open.url.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    await open.stop();
    expect(open.log()).toContain('set JENJI_MCP_TOKEN');
    const closed = await startHttp({ env: { ...env, JENJI_MCP_TOKEN: 'a-token-of-20-letters' } });
    await closed.stop();
    expect(closed.log()).not.toContain('set JENJI_MCP_TOKEN');
    expect(closed.log()).not.toContain('a-token-of-20-letters');
  });
});
