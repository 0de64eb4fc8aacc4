import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultToolsets, offerOf } from '@jenji-kit/mcp';
import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import identity from '../src/generated/identity.json' with { type: 'json' };
import { forEachClient } from './for-each-client.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none' });
});
afterAll(() => sandbox.close());

forEachClient(({ maker, era, transport, connect }) => {
  test('lists the tools as they were generated, and says who it is', async () => {
    const client = await connect();
    const { tools } = offerOf({ toolsets: defaultToolsets, writes: 'confirm' }, identity);
    expect(await client.listTools()).toEqual(tools);
    expect(client.serverVersion()).toMatchObject({ name: 'jenji-mcp', version: identity.version });
    expect(client.instructions()).toContain('Jenji is an expense-management service');
  });

  test('speaks the revision of the client', async () => {
    const client = await connect();
    if (era === '2026-07-28') expect(client.protocolVersion()).toBe('2026-07-28');
    else if (transport === 'http') expect(client.protocolVersion()).toBe('2025-11-25');
  });

  test('without an account, lists tools, and a call says how to configure one', async () => {
    const client = await connect();
    const result = await client.callTool('list_organizations');
    expect(result.isError).toBe(true);
    expect(result.text).toContain('JENJI_API_SECRET');
    expect(result.text).toContain('Nothing was changed.');
  });

  test('answers from the account it was given, in both channels', async () => {
    const client = await connect({ env: sandboxEnvironment(sandbox) });
    const result = await client.callTool('list_organizations');
    expect(result).toMatchObject({ isError: false });
    const { organizations } = result.structured as { organizations: { id: string; name: string }[] };
    expect(organizations.length).toBeGreaterThan(0);
    for (const { id, name } of organizations) {
      expect(result.text).toContain(id);
      expect(name).toMatch(/^⟦.+⟧$/);
      expect(result.text).toContain(name);
    }
  });

  test('with --sandbox, needs no account', async () => {
    const client = await connect({ args: ['--sandbox'] });
    expect(await client.callTool('list_organizations')).toMatchObject({ isError: false });
  });

  test('refuses an argument that a tool does not have, by name, without asking Jenji', async () => {
    const before = sandbox.requests.length;
    const client = await connect({ env: sandboxEnvironment(sandbox) });
    const result = await client.callTool('list_organizations', { nmae: 'x' });
    expect(result.isError).toBe(true);
    expect(result.text).toContain('nmae: is not an argument of this tool');
    expect(sandbox.requests.length).toBe(before);
  });

  test('a tool that does not exist is an error of the protocol', async () => {
    const client = await connect();
    await expect(client.callTool('no_such_tool')).rejects.toThrow('Unknown tool: no_such_tool');
  });

  test('a key that Jenji refuses is an answer that says what to do', async () => {
    const client = await connect({ env: { ...sandboxEnvironment(sandbox), JENJI_API_SECRET: 'not-the-secret' } });
    const result = await client.callTool('list_organizations');
    expect(result.isError).toBe(true);
    expect(result.text).toContain('JENJI_API_USER');
    expect(result.text).not.toContain('not-the-secret');
  });

  test('a call that is cancelled ends at once, here and at Jenji', async () => {
    await using jenji = await silentJenji();
    const client = await connect({ env: sandboxEnvironment({ ...sandbox, url: jenji.url }) });
    const cancelled = new AbortController();
    const call = client.callTool('list_organizations', {}, { signal: cancelled.signal });
    const response = await jenji.asked;
    cancelled.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow();
    // Where the server is not told, it runs on, unheard: stateless HTTP of the 2025 era has no way to say which call is
    // meant, and @ai-sdk/mcp says nothing over stdio.
    const told = transport === 'http' ? era === '2026-07-28' : maker !== '@ai-sdk/mcp 2';
    if (told) await once(response, 'close');
  });
});

describe('the tools that are listed', () => {
  forEachClient(({ connect }) => {
    test('are those of the toolsets chosen at start', async () => {
      const client = await connect({ args: ['--toolsets', 'organizations'] });
      const names = (await client.listTools()).map(({ name }) => name);
      const { tools } = offerOf({ toolsets: ['organizations'], writes: 'confirm' }, identity);
      expect(names).toEqual(tools.map(({ name }) => name));
      expect(client.instructions()).not.toContain('- expenses:');
    });

    test('are only those that read, with --read-only', async () => {
      const client = await connect({ args: ['--read-only'] });
      const tools = await client.listTools();
      const all = offerOf({ toolsets: defaultToolsets, writes: 'confirm' }, identity).tools;
      expect(tools.length).toBe(all.filter(({ annotations }) => annotations.readOnlyHint === true).length);
      expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
      expect(client.instructions()).toContain('read-only');
    });
  });
});

/** A Jenji that takes requests and never answers. */
async function silentJenji() {
  let tell: (response: ServerResponse) => void;
  const asked = new Promise<ServerResponse>((resolve) => {
    tell = resolve;
  });
  const server = createServer((_request, response) => tell(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
