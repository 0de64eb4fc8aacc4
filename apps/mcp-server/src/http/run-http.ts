import { log } from '../log.ts';
import { createServer } from '../server/create-server.ts';
import type { Offer } from '../server/offer.ts';
import { openRuntime } from '../server/runtime.ts';
import type { HttpSettings } from '../settings/http-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { serveHttp } from './serve-http.ts';

/** Serves Streamable HTTP. Resolves, when it listens, with what ends it. */
export async function runHttp(offer: Offer, settings: Settings, http: HttpSettings): Promise<() => Promise<void>> {
  const runtime = openRuntime(settings);
  const service = await serveHttp(() => createServer(offer, runtime.callTool, runtime.shared), http);
  if (http.token === undefined && settings.account !== undefined && settings.account !== 'sandbox') {
    log('Every process of this machine can use the account: set JENJI_MCP_TOKEN to let in only those that know it.');
  }
  return async () => {
    await service.close();
    await runtime.close();
  };
}
