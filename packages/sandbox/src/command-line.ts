import { parseArgs } from 'node:util';
import { documentedLimits, type RateLimits } from './http/rate-limiter.ts';
import { type Sandbox, type SandboxCredentials, type StartOptions, startSandbox } from './index.ts';
import type { ApiKey, World } from './world/index.ts';

export const help = `jenji-sandbox: a stand-in Jenji server on this machine, with data, for trying and testing

Usage: jenji-sandbox [options]

  --port N          port to listen on (default: any free one)
  --host ADDRESS    address to listen on (default: 127.0.0.1)
  --seed N          which world of data to make (default: 1)
  --expenses N      how many expenses the main organization has (default: 2000)
  --limits LIMITS   requests per second and per minute, such as 3/120 (default: 3/120), or none
  --help            show this text

It runs until it is interrupted, and forgets everything then.
`;

/** Where a command writes, and when it is told to end. */
export interface Terminal {
  out: (text: string) => void;
  error: (text: string) => void;
  /** Settles when the user interrupts. */
  interrupted: Promise<unknown>;
}

/** Runs `jenji-sandbox` until it is interrupted; gives the exit code: 0, 1 if it can not start, 2 for wrong arguments. */
export async function runCommandLine(args: string[], terminal: Terminal): Promise<number> {
  let options: StartOptions | 'help';
  try {
    options = readArguments(args);
  } catch (error) {
    terminal.error(`jenji-sandbox: ${messageOf(error)}\nTry: jenji-sandbox --help\n`);
    return 2;
  }
  if (options === 'help') {
    terminal.out(help);
    return 0;
  }
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox(options);
  } catch (error) {
    terminal.error(`jenji-sandbox: can not start: ${startFailure(error, options)}\n`);
    return 1;
  }
  terminal.out(summary(sandbox, options));
  await terminal.interrupted;
  await sandbox.close();
  return 0;
}

function readArguments(args: string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      seed: { type: 'string' },
      expenses: { type: 'string' },
      limits: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (values.host === '') throw new Error('--host needs an address, such as 127.0.0.1');
  return {
    port: wholeNumber('port', values.port, 65_535) ?? 0,
    host: values.host,
    seed: wholeNumber('seed', values.seed, 0xffff_ffff),
    expenses: wholeNumber('expenses', values.expenses, 1_000_000),
    limits: readLimits(values.limits),
  };
}

function wholeNumber(name: string, value: string | undefined, maximum: number): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value) || Number(value) > maximum) {
    throw new Error(`--${name} needs a whole number from 0 to ${maximum}, not "${value}"`);
  }
  return Number(value);
}

function readLimits(value: string | undefined): RateLimits | 'none' {
  if (value === undefined) return documentedLimits;
  if (value === 'none') return 'none';
  const [, perSecond, perMinute] = /^([1-9]\d{0,5})\/([1-9]\d{0,6})$/.exec(value) ?? [];
  if (perSecond === undefined || perMinute === undefined) {
    throw new Error(`--limits needs two numbers such as 3/120, or none, not "${value}"`);
  }
  return { perSecond: Number(perSecond), perMinute: Number(perMinute) };
}

function summary({ url, world, credentials }: Sandbox, { limits }: StartOptions): string {
  const { organization, bookkeeper } = credentials;
  const owners = new Map(world.keys.map((key) => [key.user, ownerOf(world, key)]));
  const names = [...world.organizations.values()].map(({ header }) => header.name).join(' · ');
  const paced =
    limits === undefined || limits === 'none'
      ? 'none'
      : `${limits.perSecond} per second, ${limits.perMinute} per minute`;
  return `The sandbox listens at ${url}

  organizations   ${names}
  expenses        ${world.expenses.size}
  rate limits     ${paced}

To use it as an organization, ${owners.get(organization.user)}:

${environment(url, organization)}
or as a bookkeeper, ${owners.get(bookkeeper.user)}:

${environment(url, bookkeeper)}
To look at it:

  curl -u '${organization.user}:${organization.secret}' '${url}/api/org/v1/organizations'
  curl -u '${bookkeeper.user}:${bookkeeper.secret}:API_BK' '${url}/api/bk/v1/bookkeepers'

Ctrl-C ends it.
`;
}

function environment(url: string, { type, user, secret }: SandboxCredentials): string {
  return `  export JENJI_BASE_URL='${url}' JENJI_KEY_TYPE='${type}'
  export JENJI_API_USER='${user}' JENJI_API_SECRET='${secret}'
`;
}

function ownerOf({ organizations, bookkeepers }: World, key: ApiKey): string | undefined {
  return key.type === 'organization'
    ? organizations.get(key.organizationId)?.header.name
    : bookkeepers.get(key.bookkeeperId)?.header.name;
}

function startFailure(error: unknown, { port }: StartOptions): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `port ${port} is taken; choose another, or leave --port out for any free one` : messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
