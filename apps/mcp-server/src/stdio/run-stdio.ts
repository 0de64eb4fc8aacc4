import type { Offer } from '@jenji-kit/mcp';
import { createServer } from '@jenji-kit/mcp/serving';
import { openRuntime } from '../account/open-runtime.ts';
import { log } from '../log.ts';
import type { StartSettings } from '../settings/start-settings.ts';
import type { Session } from './serve-stdio.ts';
import { takeOver } from './take-over.ts';

/** Serves the rest of a session that has begun. Resolves with what ends it. */
export async function runStdio(offer: Offer, settings: StartSettings, session: Session): Promise<() => Promise<void>> {
  const runtime = openRuntime(settings);
  const connection = takeOver(
    () => createServer(offer, runtime.callTool, runtime.shared),
    session,
    (error) => log(error.message),
  );
  return async () => {
    await connection.close();
    await runtime.close();
  };
}
