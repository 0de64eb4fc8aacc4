import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { bundlePath } from './bundle-path.ts';

/** The server over HTTP, as a process of its own. */
export interface HttpServerProcess {
  /** Where clients connect. */
  readonly url: URL;
  /** What it has written to standard error so far. */
  readonly log: () => string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Flags after `stdio` or `http --port 0`. */
  args?: readonly string[];
  /** The whole of its environment, but for what Node needs to run. */
  env?: Readonly<Record<string, string>>;
}

export interface SpawnOptions {
  /** The file to run; default: the bundle where the build put it. */
  path?: string;
}

export function spawnServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { path = bundlePath }: SpawnOptions = {},
): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [path, ...args], { env: environmentOf(env), stdio: 'pipe' });
}

/** Nothing of the test's own environment but what Node needs and the folder of state that tests use. */
export function environmentOf(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '', JENJI_STATE_DIR = '' } = process.env;
  return { PATH, HOME, JENJI_STATE_DIR, ...env };
}

/** Starts the server on a free port; resolves when it listens. */
export async function startHttp({ args = [], env = {} }: ServerOptions = {}): Promise<HttpServerProcess> {
  const child = spawnServer(['http', '--port', '0', ...args], env);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let log = '';
  const url = await new Promise<URL>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const found = /Listening on (\S+)/.exec(log)?.[1];
      if (found !== undefined) resolve(new URL(found));
    });
    void exited.then((code) => reject(new Error(`The server ended with code ${code}: ${log}`)));
  });
  return {
    url,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
