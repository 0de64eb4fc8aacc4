import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
interface SeenRequest {
  method: string;
  /** Path and query exactly as they stood on the wire. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Resolves when the connection that carried it is closed. */
  connectionClosed: Promise<void>;
}

interface Exchange {
  request: SeenRequest;
  response: ServerResponse;
  /** How many requests came before this one. */
  index: number;
}

interface ScriptedServer {
  url: string;
  requests: SeenRequest[];
  /** Resolves when the server has seen so many requests whole. */
  seen(count: number): Promise<void>;
}

/** A real HTTP server on loopback that does with each request what the test says, until the test ends. */
export async function scriptedServer(handle: (exchange: Exchange) => void): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const changed = new Set<() => void>();
  const server = createServer((incoming, response) => {
    readAll(incoming).then(
      (body) => {
        const { method = '', url = '', headers, socket } = incoming;
        const connectionClosed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
        const request = { method, url, headers, body, connectionClosed };
        requests.push(request);
        for (const notify of changed) notify();
        handle({ request, response, index: requests.length - 1 });
      },
      () => {},
    );
  });
  const { url, close } = await listen(server);
  onTestFinished(close);
  return {
    url,
    requests,
    seen: (count) => until(changed, () => requests.length >= count),
  };
}

/** A server below HTTP: it does with each connection what the test says. */
export async function socketServer(
  handle: (socket: Socket) => void,
): Promise<{ url: string; connected: Promise<void> }> {
  const server = createSocketServer(handle);
  const connected = new Promise<void>((resolve) => server.once('connection', () => resolve()));
  const { url, close } = await listen(server);
  onTestFinished(close);
  return { url, connected };
}

/** A URL on loopback where nothing listens. */
export async function deadUrl(): Promise<string> {
  const { url, close } = await listen(createSocketServer());
  await close();
  return url;
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function listen(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.setMaxListeners(0);
    socket.on('error', () => {});
    socket.on('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isAddress(address) ? address.port : ''}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function until(changed: Set<() => void>, condition: () => boolean): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (!condition()) return;
      changed.delete(check);
      resolve();
    };
    changed.add(check);
  });
}
