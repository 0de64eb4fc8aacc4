import { log } from '../log.ts';
import { createServer } from '../server/create-server.ts';
import type { Offer } from '../server/offer.ts';
import { onceAskedToStop } from '../server/once-asked-to-stop.ts';
import { openRuntime } from '../server/runtime.ts';
import type { Settings } from '../settings/settings.ts';
import type { Session } from './serve-stdio.ts';
import { takeOver } from './take-over.ts';

/** Serves the rest of a session that has begun, until the client goes away or the process is asked to stop. */
export function runStdio(offer: Offer, settings: Settings, session: Session): void {
  const runtime = openRuntime(settings);
  const connection = takeOver(
    () => createServer(offer, runtime.callTool),
    session,
    (error) => log(error.message),
  );
  const stop = async () => {
    await connection.close();
    await runtime.close();
    process.exit(0);
  };
  process.stdin.once('end', stop);
  onceAskedToStop(stop);
}
