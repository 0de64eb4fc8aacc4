import { onTestFinished } from 'vitest';
import { type Sandbox, type StartOptions, startSandbox } from '../src/index.ts';
import { createSmallWorld } from './small-world.ts';

/** Basic credentials of the keys of the small world. */
export const keys = {
  organization: basic('org-api:org-secret'),
  other: basic('other-api:other-secret'),
  bookkeeper: basic('bk-api:bk-secret:API_BK'),
  master: basic('master-api:master-secret:API_BK'),
};
export type KeyName = keyof typeof keys;

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what the server answers is looked at member by member
  body: any;
}

/** A sandbox over real HTTP with the small world, closed when the test ends. */
export async function sandboxOfTest(options: StartOptions = {}) {
  const sandbox = await startSandbox({ limits: 'none', world: createSmallWorld(), ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, api: apiOf(sandbox) };
}

export function apiOf({ url }: Pick<Sandbox, 'url'>) {
  /** Calls with plain fetch; paths start after `/api/org/v1` unless they start with `/api` or `/s`. */
  async function api(method: string, path: string, body?: unknown, key: KeyName = 'organization'): Promise<Answer> {
    const full = /^\/(api|s)\//.test(path) ? path : `/api/org/v1${path}`;
    const response = await fetch(url + full, {
      method,
      headers: {
        authorization: keys[key],
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }
  return api;
}

export type Api = ReturnType<typeof apiOf>;

/** Path of the small world's organization with a profile of everything. */
export const acme = '/organizations/acme';
