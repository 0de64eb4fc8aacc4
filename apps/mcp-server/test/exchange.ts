import { createInterface } from 'node:readline';
import { type SpawnOptions, spawnServer } from './server-process.ts';

/** Writes the parts to a server on stdio one after another, and reads as many messages as asked for. */
export async function exchange(
  parts: readonly (string | Uint8Array)[],
  answers: number,
  { args = [], ...options }: SpawnOptions & { args?: readonly string[] } = {},
): Promise<Record<string, unknown>[]> {
  const child = spawnServer(args, {}, options);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read: Record<string, unknown>[] = [];
  try {
    for (const part of parts) {
      child.stdin.write(part);
      // Lets the part through as a chunk of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    while (read.length < answers) read.push(JSON.parse((await lines.next()).value));
    return read;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Messages as they go over stdio. */
export function wire(...messages: unknown[]): string {
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}
