import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ConnectionReset } from './faults/apply-fault.ts';
import { createSandbox, type InProcessSandbox, type SandboxOptions } from './sandbox.ts';

export interface StartOptions extends SandboxOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. The sandbox is for this machine: it speaks plain HTTP. */
  host?: string;
}

export interface Sandbox extends Omit<InProcessSandbox, 'fetch'> {
  /** Base URL without a slash at its end. */
  url: string;
  port: number;
  /** Ends every connection and stops listening. */
  close: () => Promise<void>;
}

/** Starts a stand-in Jenji server over HTTP. Rejects if the port is taken. */
export async function startSandbox({ port = 0, host = '127.0.0.1', ...options }: StartOptions = {}): Promise<Sandbox> {
  const { fetch, close, ...sandbox } = createSandbox(options);
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => {
      const { socket } = incoming as IncomingMessage;
      const connection = { reset: () => void socket.resetAndDestroy(), close: () => socket.destroySoon() };
      return fetch(request, connection).catch((error: unknown) => {
        if (!(error instanceof ConnectionReset)) throw error;
        connection.reset();
        return RESPONSE_ALREADY_SENT;
      });
    },
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port');
  return {
    ...sandbox,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: async () => {
      await close();
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
