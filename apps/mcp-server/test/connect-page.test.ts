import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readCommandLine } from '../src/command/command-line.ts';
import { helpText } from '../src/command/help.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/connect.md', import.meta.url)), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(/```(\w+)\n(.*?)\n```/gs)].filter(([, found]) => found === language).map(([, , text = '']) => text);

const variables = z.record(z.string(), z.string());
const started = z.object({ command: z.literal('node'), args: z.array(z.string()), env: variables });
const local = z.object({ command: z.array(z.string()), environment: variables });
const remote = z.object({ url: z.url() });
const configuration = z.union([
  z.object({ mcpServers: z.object({ jenji: z.union([started, remote]) }) }).transform((file) => file.mcpServers.jenji),
  z.object({ servers: z.object({ jenji: started }) }).transform((file) => file.servers.jenji),
  z.object({ mcp: z.object({ servers: z.object({ jenji: local }) }) }).transform(({ mcp: { servers } }) => ({
    args: servers.jenji.command.slice(1),
    env: servers.jenji.environment,
  })),
]);

/** What follows the path of the server on a command line. */
function argumentsIn(words: readonly string[]): string[] {
  const at = words.findIndex((word) => word.endsWith('/jenji-mcp.js'));
  expect(at).toBeGreaterThanOrEqual(0);
  return words.slice(at + 1);
}

describe('the page on connecting', () => {
  const found = blocks('json').map((text) => configuration.parse(JSON.parse(text)));
  const stdio = found.filter((each) => 'args' in each);

  test('starts the server in each host in a way that it accepts, once read-only and once with changes', () => {
    const lines = stdio.map(({ args }) => readCommandLine(argumentsIn(args)));
    expect(lines).toHaveLength(12);
    for (const [index, line] of lines.entries()) {
      expect(line).toMatchObject({ transport: 'stdio', readOnly: index % 2 === 0, sandbox: false });
    }
  });

  test('gives the key by variables that the server reads, and nothing of it as an argument', () => {
    const help = helpText();
    for (const { args, env } of stdio) {
      expect(Object.keys(env)).toEqual(['JENJI_API_USER', 'JENJI_API_SECRET']);
      for (const name of Object.keys(env)) expect(help).toContain(name);
      expect(args.join(' ')).not.toMatch(/secret|JENJI_/i);
    }
  });

  test('has commands that the server accepts', () => {
    const commands = blocks('bash')
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.includes('jenji-mcp.js'));
    const read = commands.map((line) => readCommandLine(argumentsIn(line.split(' '))));
    expect(read).toMatchObject([{ show: 'doctor' }, { transport: 'http' }, { transport: 'http', port: 3845 }]);
  });
});
