import { onTestFinished } from 'vitest';
import { Key } from '../src/credentials.ts';
import type { ApiRequest } from '../src/transport/api-request.ts';
import { type SendOptions, Transport } from '../src/transport/transport.ts';
import { RecordingBudget } from './recording-budget.ts';

export const secret = 'tO9-s3cret/key';

/** A transport to a test server that waits next to nothing between attempts. It closes when the test ends. */
export function transportTo(url: string, settings: { maxAttempts?: number; firstWaitMs?: number } = {}) {
  const budget = new RecordingBudget();
  const transport = new Transport({
    baseUrl: new URL(url),
    key: new Key({ type: 'organization', user: 'api-user', secret }),
    budget,
    userAgent: 'test',
    retry: { maxAttempts: settings.maxAttempts ?? 3, firstWaitMs: settings.firstWaitMs ?? 1, longestWaitMs: 60_000 },
    maxResponseBytes: 1024 * 1024,
  });
  onTestFinished(() => transport.close());
  const send = (request: ApiRequest, options: Partial<SendOptions> = {}) =>
    transport.send(request, { signal: undefined, priority: 'call', timeoutMs: 15_000, ...options });
  return { transport, budget, send };
}

export const read: ApiRequest = { operation: 'things.get', method: 'GET', target: '/things/1', hazard: 'read' };
export const search: ApiRequest = {
  operation: 'things.search',
  method: 'POST',
  target: '/things/search',
  body: '{"states":[]}',
  hazard: 'read',
};
export const create: ApiRequest = {
  operation: 'things.create',
  method: 'POST',
  target: '/things',
  body: '{"name":"x"}',
  hazard: 'create',
};
export const replace: ApiRequest = {
  operation: 'things.update',
  method: 'PUT',
  target: '/things/1',
  body: '{"name":"x"}',
  hazard: 'replace',
};
export const remove: ApiRequest = {
  operation: 'things.delete',
  method: 'DELETE',
  target: '/things/1',
  hazard: 'delete',
};
export const patch: ApiRequest = { ...replace, operation: 'things.patch', method: 'PATCH', hazard: 'merge' };
export const reset: ApiRequest = { ...remove, operation: 'things.deleteAll', hazard: 'reset' };

/** What a promise rejects with; fails when it does not. */
export async function failure<E extends Error>(
  promise: Promise<unknown>,
  type: new (...args: never[]) => E,
): Promise<E> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new Error(`It did not fail with ${type.name}.`);
}
