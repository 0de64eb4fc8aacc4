import { randomUUID } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** `vscode`, as an extension has it. */
type VsCode = typeof import('vscode');

/** One extension host that runs functions for the test: that of one window. */
export interface Companion {
  /**
   * Runs a function in the extension host. It is sent as text: it sees nothing but its two arguments and what Node has.
   * The argument and what it returns travel as JSON.
   */
  evaluate<R, A = undefined>(run: (vscode: VsCode, argument: A) => R | PromiseLike<R>, argument?: A): Promise<R>;
}

export interface CompanionLink {
  /** What the companion extension needs in its environment to find the way here. */
  environment: { JENJI_TEST_COMPANION: string };
  /** The next extension host that reports. Ask before the window opens. */
  next(): Promise<Companion>;
  close(): Promise<void>;
}

const messages = z.union([
  z.object({ token: z.string() }),
  z.object({ id: z.number(), error: z.string() }),
  // JSON leaves out a result that is undefined.
  z.object({ id: z.number(), result: z.unknown().optional() }),
]);

/** Waits, on loopback, for the companion extensions of the windows that a test opens. */
export async function openCompanionLink(): Promise<CompanionLink> {
  const token = randomUUID();
  const sockets = new Set<Socket>();
  const waiting: ((companion: Companion) => void)[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    greet(socket, token, (companion) => waiting.shift()?.(companion));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The companion link has no port');
  return {
    environment: { JENJI_TEST_COMPANION: JSON.stringify({ port: address.port, token }) },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Speaks with one companion, once it has shown that it is one. */
function greet(socket: Socket, token: string, met: (companion: Companion) => void): void {
  const running = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  const evaluate: Companion['evaluate'] = async (run, argument) => {
    if (socket.destroyed) throw new Error('The extension host of this window has ended');
    const id = ++lastId;
    const answer = new Promise<unknown>((resolve, reject) => running.set(id, { resolve, reject }));
    socket.write(`${JSON.stringify({ id, source: run.toString(), argument })}\n`);
    return (await answer) as Awaited<ReturnType<typeof run>>;
  };
  createInterface({ input: socket }).on('line', (line) => {
    const message = messages.parse(JSON.parse(line));
    if ('token' in message) {
      if (message.token === token) met({ evaluate });
      else socket.destroy();
      return;
    }
    const call = running.get(message.id);
    running.delete(message.id);
    if ('error' in message) call?.reject(new Error(`In the extension host: ${message.error}`));
    else call?.resolve(message.result);
  });
  socket.once('close', () => {
    for (const { reject } of running.values()) reject(new Error('The extension host ended while it ran a function'));
  });
}
