import { BadUsage } from './command/bad-usage.ts';
import { type CommandLine, readCommandLine } from './command/command-line.ts';
import { helpText } from './command/help.ts';
import { log } from './log.ts';
import { serverIdentity } from './registry/tool-listing.ts';
import { offerOf } from './server/offer.ts';
import { readHttpSettings } from './settings/http-settings.ts';
import { readSettings } from './settings/read-settings.ts';
import { serveStdio } from './stdio/serve-stdio.ts';

try {
  run(readCommandLine(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof BadUsage)) throw error;
  log(error.message);
  log('jenji-mcp --help lists what there is.');
  process.exitCode = 2;
}

function run(command: CommandLine): void {
  if (command.show !== undefined) {
    process.stdout.write(command.show === 'help' ? helpText() : `${serverIdentity.version}\n`);
    return;
  }
  const settings = readSettings(command, process.env);
  const offer = offerOf(settings);
  if (command.transport === 'stdio') {
    serveStdio(offer, (session) => deferred(({ runStdio }) => runStdio(offer, settings, session)));
    return;
  }
  const http = readHttpSettings(command, process.env);
  deferred(({ runHttp }) => runHttp(offer, settings, http));
}

function deferred(start: (module: typeof import('./deferred.ts')) => unknown): void {
  import('./deferred.ts').then(start).catch((error: unknown) => {
    log(`Could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });
}
