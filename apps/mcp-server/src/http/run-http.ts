import type { HttpSettings, Offer } from '@jenji-kit/mcp';
import { serveHttp } from '@jenji-kit/mcp/http';
import { createServer } from '@jenji-kit/mcp/serving';
import { openRuntime } from '../account/open-runtime.ts';
import { log } from '../log.ts';
import type { StartSettings } from '../settings/start-settings.ts';

/** Serves Streamable HTTP. Resolves, when it listens, with what ends it. */
export async function runHttp(offer: Offer, settings: StartSettings, http: HttpSettings): Promise<() => Promise<void>> {
  const runtime = openRuntime(settings);
  const service = await serveHttp(() => createServer(offer, runtime.callTool, runtime.shared), http, log);
  if (http.token === undefined && settings.account !== undefined && settings.account !== 'sandbox') {
    log('Every process of this machine can use the account: set JENJI_MCP_TOKEN to let in only those that know it.');
  }
  return async () => {
    await service.close();
    await runtime.close();
  };
}
