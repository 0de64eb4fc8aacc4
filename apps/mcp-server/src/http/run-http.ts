import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { log } from '../log.ts';
import { createServer } from '../server/create-server.ts';
import type { Offer } from '../server/offer.ts';
import { openRuntime } from '../server/runtime.ts';
import type { HttpSettings } from '../settings/http-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { admission } from './admission.ts';
import { answerJson } from './answer-json.ts';

/** Bytes of a request's body. The largest useful call is a few kilobytes. */
const largestBody = 1024 * 1024;

/** Where clients connect. */
const endpoint = '/mcp';

/** Serves Streamable HTTP, without sessions. Resolves, when it listens, with what ends it. */
export async function runHttp(offer: Offer, settings: Settings, http: HttpSettings): Promise<() => Promise<void>> {
  const runtime = openRuntime(settings);
  const report = (error: Error) => log(error.message);
  const mcp = createMcpHandler(() => createServer(offer, runtime.callTool, runtime.shared), {
    maxRequestBodySize: largestBody,
    onerror: report,
  });
  const serve = toNodeHandler(mcp, { maxRequestBodySize: largestBody, onerror: report });
  const admit = admission(http);

  const server = createHttpServer((request, response) => {
    if (!admit(request, response)) return;
    if (request.url?.split('?', 1)[0] === endpoint) void serve(request, response);
    else answerJson(response, 404, { error: `The endpoint is ${endpoint}.` });
  });
  server.listen(http.port, http.host);
  await once(server, 'listening').catch((error: Error) => {
    throw new Error(`Cannot listen on ${http.host} port ${http.port}: ${error.message}`);
  });
  log(`Listening on ${urlOf(server.address())}${endpoint}`);
  if (http.token === undefined && settings.account !== undefined && settings.account !== 'sandbox') {
    log('Every process of this machine can use the account: set JENJI_MCP_TOKEN to let in only those that know it.');
  }

  return async () => {
    server.close();
    await mcp.close();
    await runtime.close();
    server.closeAllConnections();
  };
}

function urlOf(address: ReturnType<Server['address']>): string {
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
