import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { log } from '../log.ts';
import { createServer } from '../server/create-server.ts';
import type { Offer } from '../server/offer.ts';
import { onceAskedToStop } from '../server/once-asked-to-stop.ts';
import { openRuntime } from '../server/runtime.ts';
import type { HttpSettings } from '../settings/http-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { admission } from './admission.ts';
import { answerJson } from './answer-json.ts';

/** Bytes of a request's body. The largest useful call is a few kilobytes. */
const largestBody = 1024 * 1024;

/** Where clients connect. */
const endpoint = '/mcp';

/** Serves Streamable HTTP, without sessions, until the process is asked to stop. */
export function runHttp(offer: Offer, settings: Settings, http: HttpSettings): void {
  const runtime = openRuntime(settings);
  const report = (error: Error) => log(error.message);
  const mcp = createMcpHandler(() => createServer(offer, runtime.callTool), {
    maxRequestBodySize: largestBody,
    onerror: report,
  });
  const serve = toNodeHandler(mcp, { maxRequestBodySize: largestBody, onerror: report });
  const admit = admission(http);

  const server = createHttpServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/health' && request.method === 'GET') return answerJson(response, 200, { status: 'ok' });
    if (path !== endpoint) return answerJson(response, 404, { error: `Not found. The endpoint is ${endpoint}.` });
    if (admit(request, response)) void serve(request, response);
  });

  server.on('error', (error) => {
    log(`Cannot listen on ${http.host} port ${http.port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(http.port, http.host, () => {
    const { port } = server.address() as AddressInfo;
    log(`Listening on http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}${endpoint}`);
    if (http.token === undefined && settings.account !== undefined && settings.account !== 'sandbox') {
      log('Every process of this machine can use the account: set JENJI_MCP_TOKEN to let in only those that know it.');
    }
  });

  onceAskedToStop(async () => {
    server.close();
    await mcp.close();
    await runtime.close();
    server.closeAllConnections();
    process.exit(0);
  });
}
