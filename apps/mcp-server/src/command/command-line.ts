import { parseArgs } from 'node:util';
import { isToolset, type Toolset, toolsetNames } from '@jenji-kit/mcp';
import { BadUsage } from './bad-usage.ts';

/** What the command line asks for; undefined is "not said", for which the environment or a default decides. */
export type CommandLine =
  | { readonly show: 'help' | 'version' }
  | {
      readonly show: 'doctor';
      readonly sandbox: boolean;
      readonly readOnly: boolean;
      readonly toolsets: readonly Toolset[] | undefined;
      /** For programs instead of people. */
      readonly json: boolean;
    }
  | {
      readonly show?: never;
      readonly transport: 'stdio' | 'http';
      readonly sandbox: boolean;
      readonly readOnly: boolean;
      readonly toolsets: readonly Toolset[] | undefined;
      readonly port: number | undefined;
      readonly host: string | undefined;
    };

const options = {
  sandbox: { type: 'boolean', default: false },
  'read-only': { type: 'boolean', default: false },
  toolsets: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** @throws BadUsage that names the argument and says what is accepted. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  refuseSecrets(argv);
  const { values, positionals } = parse(argv);
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [command = 'stdio', ...more] = positionals;
  if ((command !== 'stdio' && command !== 'http' && command !== 'doctor') || more.length > 0) {
    throw new BadUsage(`Expected stdio, http or doctor, got "${positionals.join(' ')}".`);
  }
  if (command !== 'http' && (values.port !== undefined || values.host !== undefined)) {
    throw new BadUsage('--port and --host belong to http: jenji-mcp http --port 3845');
  }
  if (command !== 'doctor' && values.json) throw new BadUsage('--json belongs to doctor: jenji-mcp doctor --json');
  const flags = {
    sandbox: values.sandbox,
    readOnly: values['read-only'],
    toolsets: values.toolsets === undefined ? undefined : readToolsets(values.toolsets, '--toolsets'),
  };
  if (command === 'doctor') return { show: 'doctor', ...flags, json: values.json };
  return {
    transport: command,
    ...flags,
    port: values.port === undefined ? undefined : readPort(values.port),
    host: values.host === undefined ? undefined : readHost(values.host),
  };
}

/** A comma-separated list of toolsets; `from` names the flag or variable in the error. */
export function readToolsets(value: string, from: string): Toolset[] {
  const names = [...new Set(value.split(',').map((name) => name.trim()))];
  if (names.length === 1 && names[0] === 'all') return [...toolsetNames];
  return names.map((name) => {
    if (isToolset(name)) return name;
    throw new BadUsage(
      `${from}: there is no toolset "${name}". The toolsets are: ${toolsetNames.join(', ')}; all is every one of them.`,
    );
  });
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence names the argument; its advice on escaping after that helps nobody here.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\. To specify/);
    throw new BadUsage(message.endsWith('.') ? message : `${message}.`);
  }
}

/** A flag is seen by every user of the machine and stays in the shell's history. The value is never repeated. */
function refuseSecrets(argv: readonly string[]): void {
  const flag = argv
    .map((argument) => argument.split('=', 1)[0] ?? '')
    .find((name) => /^--?\w*-?(secret|token|password|key)$/i.test(name));
  if (flag === undefined) return;
  throw new BadUsage(
    `${flag} is refused: a secret on the command line can be read by other users and stays in the history of the shell. ` +
      'Set the environment variables JENJI_API_USER and JENJI_API_SECRET (and JENJI_MCP_TOKEN for http) instead.',
  );
}

function readPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new BadUsage(`--port must be a number from 0 (any free port) to 65535, got "${value}".`);
}

function readHost(value: string): string {
  if (/^[\w.:-]+$/.test(value)) return value;
  throw new BadUsage(`--host must be an address or a host name, got "${value}".`);
}
