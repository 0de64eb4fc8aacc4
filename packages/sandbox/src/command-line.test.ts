import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { help, runCommandLine } from './command-line.ts';

/** Starts the command; `ready` settles with what it printed first. */
function run(...args: string[]) {
  const printed = { out: '', error: '' };
  let interrupt = () => {};
  let announce = (_text: string) => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const announced = new Promise<string>((resolve) => {
    announce = resolve;
  });
  const exit = runCommandLine(args, {
    out: (text) => {
      printed.out += text;
      announce(text);
    },
    error: (text) => {
      printed.error += text;
    },
    interrupted,
  });
  const ended = exit.then((code) => `ended with ${code}: ${printed.error}`);
  return { printed, exit, ready: Promise.race([announced, ended]), interrupt: () => interrupt() };
}

test('shows how to use it', async () => {
  const { exit, printed } = run('--help');
  expect(await exit).toBe(0);
  expect(printed.out).toBe(help);
});

test.each([
  [['--limits', '3']],
  [['--port', '70000']],
  [['--seed', '-1']],
  [['--host', '']],
  [['--colour']],
  [['extra']],
])('explains wrong arguments: %j', async (args) => {
  const { exit, printed } = run(...args);
  expect(await exit).toBe(2);
  expect(printed.error).toContain('--help');
});

test('serves until it is interrupted, with the credentials, limits and commands it prints', async () => {
  const { exit, ready, interrupt } = run('--limits', '1/1', '--expenses', '20', '--seed', '3');
  const text = await ready;
  expect(text).toContain('1 per second, 1 per minute');
  expect(text).toContain('as an organization, Atelier Lumière:');
  const [, credentials = '', url = ''] = /curl -u '([^']+)' '([^']+)'/.exec(text) ?? [];
  const headers = { authorization: `Basic ${btoa(credentials)}` };
  expect((await fetch(url, { headers })).status).toBe(200);
  expect((await fetch(url, { headers })).status).toBe(429);
  const [, forBookkeepers = '', bookkeepers = ''] = /curl -u '([^']+:API_BK)' '([^']+)'/.exec(text) ?? [];
  const answer = await fetch(bookkeepers, { headers: { authorization: `Basic ${btoa(forBookkeepers)}` } });
  expect(answer.status).toBe(200);
  interrupt();
  expect(await exit).toBe(0);
  await expect(fetch(url, { headers })).rejects.toThrow('fetch failed');
});

test('says so if the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { exit, printed } = run('--port', port);
  expect(await exit).toBe(1);
  expect(printed.error).toBe(
    `jenji-sandbox: can not start: port ${port} is taken; choose another, or leave --port out for any free one\n`,
  );
});
