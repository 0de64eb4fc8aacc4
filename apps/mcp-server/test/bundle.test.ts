import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundlePath } from './bundle-path.ts';
import { exchange, wire } from './exchange.ts';

describe('the file that ships', () => {
  const text = readFileSync(bundlePath, 'utf8');
  const clientInfo = { name: 'test', version: '1' };

  test('is one file under 2 MB that needs nothing beside it', async () => {
    expect(statSync(bundlePath).size).toBeLessThan(2_000_000);
    const folder = mkdtempSync(join(tmpdir(), 'jenji-mcp-'));
    try {
      const path = join(folder, 'jenji-mcp.mjs');
      copyFileSync(bundlePath, path);
      const session = wire(
        {
          jsonrpc: '2.0',
          id: 0,
          method: 'initialize',
          params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
        },
        { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_organizations', arguments: {} } },
      );
      const [, answer] = await exchange([session], 2, { path, args: ['--sandbox'] });
      expect(answer).toHaveProperty('result.structuredContent.organizations');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('starts with little: the schemas, the SDK and the tools are text until they are needed', () => {
    const atStart = text.slice(0, text.lastIndexOf('\n//# The rest of the program'));
    expect(atStart.length).toBeGreaterThan(10_000);
    expect(atStart.length).toBeLessThan(100_000);
    expect(atStart).not.toContain('ZodObject');
  });

  test('passes on the licences of what is in it', () => {
    const notices = readFileSync(new URL('../dist/THIRD-PARTY-NOTICES.txt', import.meta.url), 'utf8');
    for (const name of ['zod', 'undici', '@modelcontextprotocol/server'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
