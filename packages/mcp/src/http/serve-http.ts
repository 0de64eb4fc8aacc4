import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { admission } from './admission.ts';
import { answerJson } from './answer-json.ts';
import type { HttpSettings } from './http-settings.ts';
import { protocolHandler } from './protocol-handler.ts';
import { readBody } from './read-body.ts';

/** Bytes of a request's body. The largest useful call is a few kilobytes. */
const largestBody = 1024 * 1024;

/** Where clients connect. */
const endpoint = '/mcp';

export interface HttpService {
  /** Where clients connect. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves what the factory makes over Streamable HTTP. Resolves when it listens.
 *
 * @param log Is given a line of what happens outside the answers to requests; part of it may come from outside.
 */
export async function serveHttp(
  factory: McpServerFactory,
  http: HttpSettings,
  log: (line: string) => void,
): Promise<HttpService> {
  const report = (error: Error) => log(error.message);
  const protocol = protocolHandler(factory, { largestBody, report, ...(http.sessions && { sessions: http.sessions }) });
  const bodies = new WeakMap<object, unknown>();
  // Not the SDK's own adapter: this one does without the streams and signals of the web where nobody looks at them, and
  // that is half of what a call costs (bench/toolcall.mjs).
  const listener = getRequestListener((request, { incoming }) => protocol.fetch(request, bodies.get(incoming)), {
    errorHandler: (error) => {
      report(error instanceof Error ? error : new Error('A request failed.'));
      return new Response(null, { status: 500 });
    },
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const rawBody = await readBody(request, largestBody);
      if (rawBody === undefined) return refuseLargeBody(response);
      bodies.set(request, parsedJson(rawBody));
      // Where the adapter looks for a body that has been read already.
      Object.assign(request, { rawBody });
    }
    await listener(request, response);
  }

  const admit = admission(http);
  const server = createHttpServer((request, response) => {
    if (!admit(request, response)) return;
    if (request.url?.split('?', 1)[0] !== endpoint) {
      return answerJson(response, 404, { error: `The endpoint is ${endpoint}.` });
    }
    // What fails here fails because the client has left: nobody is there to be answered.
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(http.port, http.host);
  await once(server, 'listening').catch((error: Error) => {
    throw new Error(`Cannot listen on ${http.host} port ${http.port}: ${error.message}`);
  });
  const url = `${originOf(server.address())}${endpoint}`;
  log(`Listening on ${url}`);

  return {
    url,
    async close() {
      server.close();
      await protocol.close();
      server.closeAllConnections();
    },
  };
}

function refuseLargeBody(response: ServerResponse): void {
  const message = `Payload Too Large: a request's body may have ${largestBody} bytes.`;
  answerJson(response, 413, { jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, { connection: 'close' });
}

/** The JSON in a body; undefined when there is none. */
function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function originOf(address: ReturnType<Server['address']>): string {
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
