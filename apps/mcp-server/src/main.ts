import { offerOf } from '@jenji-kit/mcp';
import { BadUsage } from './command/bad-usage.ts';
import { type CommandLine, readCommandLine } from './command/command-line.ts';
import { helpText } from './command/help.ts';
import identity from './generated/identity.json' with { type: 'json' };
import { log } from './log.ts';
import { readHttpSettings } from './settings/read-http-settings.ts';
import { readSettings } from './settings/read-settings.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

/** Ends what has been begun. */
let close = async (): Promise<void> => {};
let ending = false;

try {
  run(readCommandLine(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof BadUsage)) throw error;
  log(error.message);
  log('jenji-mcp --help lists what there is.');
  process.exitCode = 2;
}

function run(command: CommandLine): void {
  if (command.show === 'doctor') {
    start(async ({ runDoctor }) => {
      const { ok, text } = await runDoctor(command, process.env);
      process.stdout.write(text);
      process.exitCode = ok ? 0 : 1;
      return close;
    });
    return;
  }
  if (command.show !== undefined) {
    process.stdout.write(command.show === 'help' ? helpText() : `${identity.version}\n`);
    return;
  }
  const settings = readSettings(command, process.env);
  const offer = offerOf(settings, identity);
  if (command.transport === 'stdio') {
    serveStdio(offer, (session) => start(({ runStdio }) => runStdio(offer, settings, session)));
    process.stdin.once('end', end);
    process.stdout.once('error', end);
  } else {
    const http = readHttpSettings(command, process.env);
    // Who comes over the network must not have files of this machine sent.
    const { receiptFolders: _, ...remote } = settings;
    start(({ runHttp }) => runHttp(offer, remote, http));
  }
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** Loads everything that is not needed to answer the opening of a session, and begins with it. */
function start(begin: (module: typeof import('./deferred.ts')) => Promise<typeof close>): void {
  import('./deferred.ts')
    .then(begin)
    .then((begun) => {
      close = begun;
    })
    .catch((error: unknown) => {
      log(error instanceof Error ? error.message : String(error));
      process.exit(1);
    });
}

/** The client is gone, or someone asked to stop. Asked again, it ends at once, as people expect of Ctrl-C. */
function end(): void {
  if (ending) process.exit(1);
  ending = true;
  close().finally(() => process.exit(0));
}
