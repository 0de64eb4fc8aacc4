import { log } from '../log.ts';
import { createServer } from '../server/create-server.ts';
import type { Offer } from '../server/offer.ts';
import { openRuntime } from '../server/runtime.ts';
import type { Settings } from '../settings/settings.ts';
import type { Session } from './serve-stdio.ts';
import { takeOver } from './take-over.ts';

/** Serves the rest of a session that has begun. Resolves with what ends it. */
export async function runStdio(offer: Offer, settings: Settings, session: Session): Promise<() => Promise<void>> {
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
