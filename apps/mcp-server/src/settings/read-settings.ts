import { delimiter, isAbsolute } from 'node:path';
import { resolveBaseUrl } from '@jenji-kit/client/environment';
import { defaultToolsets, type Toolset, writesModes } from '@jenji-kit/mcp';
import { BadUsage } from '../command/bad-usage.ts';
import { readToolsets } from '../command/command-line.ts';
import type { Account, StartSettings } from './start-settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Flags that settings take from the command line. */
export interface Flags {
  sandbox: boolean;
  readOnly: boolean;
  toolsets: readonly Toolset[] | undefined;
}

/**
 * Settings from flags, then environment, then defaults. Written by hand: a schema library would cost more at start than
 * all the rest. An empty variable counts as not set, since hosts pass on what a user left blank.
 *
 * @throws BadUsage that names the variable and what it accepts, never its value where that could be a secret.
 */
export function readSettings(flags: Flags, environment: Environment): StartSettings {
  const get = (name: string) => environment[name]?.trim() || undefined;
  const toolsets = get('JENJI_TOOLSETS');
  return {
    account: flags.sandbox ? 'sandbox' : readAccount(get),
    toolsets: flags.toolsets ?? (toolsets === undefined ? defaultToolsets : readToolsets(toolsets, 'JENJI_TOOLSETS')),
    writes: flags.readOnly ? 'off' : (oneOf(get, 'JENJI_WRITES', writesModes) ?? 'confirm'),
    organizations: readOrganizations(get('JENJI_ORGANIZATIONS')),
    allowReset: readAllowReset(get('JENJI_ALLOW_RESET')),
    budget: {
      ...optional('perSecond', positiveInteger(get, 'JENJI_BUDGET_PER_SECOND')),
      ...optional('perMinute', positiveInteger(get, 'JENJI_BUDGET_PER_MINUTE')),
    },
    ...optional('receiptFolders', readFolders(get, 'JENJI_RECEIPT_FOLDERS')),
  };
}

type Get = (name: string) => string | undefined;

function readAccount(get: Get): Account | undefined {
  const user = get('JENJI_API_USER');
  const secret = get('JENJI_API_SECRET');
  const type = oneOf(get, 'JENJI_KEY_TYPE', ['organization', 'bookkeeper']) ?? 'organization';
  const server = readServer(get);
  if (user === undefined && secret === undefined) return undefined;
  if (user === undefined)
    throw new BadUsage('JENJI_API_SECRET is set and JENJI_API_USER is not: a key has both halves.');
  if (secret === undefined)
    throw new BadUsage('JENJI_API_USER is set and JENJI_API_SECRET is not: a key has both halves.');
  return { type, user, secret, server };
}

function readServer(get: Get): Account['server'] {
  const baseUrl = get('JENJI_BASE_URL');
  const environment = oneOf(get, 'JENJI_ENVIRONMENT', ['production', 'unstable']);
  if (baseUrl === undefined) return { environment: environment ?? 'production' };
  if (environment !== undefined) throw new BadUsage('Set JENJI_BASE_URL or JENJI_ENVIRONMENT, not both.');
  try {
    resolveBaseUrl({ baseUrl });
  } catch (error) {
    throw new BadUsage(`JENJI_BASE_URL: ${error instanceof Error ? error.message : 'is not usable.'}`);
  }
  return { baseUrl };
}

function readOrganizations(value: string | undefined): ReadonlySet<string> | undefined {
  return value === undefined ? undefined : readIds(value, 'JENJI_ORGANIZATIONS');
}

function readAllowReset(value: string | undefined): 'all' | ReadonlySet<string> {
  if (value === undefined) return new Set();
  return value === 'all' ? value : readIds(value, 'JENJI_ALLOW_RESET');
}

function readIds(value: string, name: string): ReadonlySet<string> {
  const ids = value.split(',').map((id) => id.trim());
  if (ids.includes('')) throw new BadUsage(`${name} must be ids with commas between them; one is empty.`);
  return new Set(ids);
}

/** Paths with the separator of this system's PATH between them. */
function readFolders(get: Get, name: string): string[] | undefined {
  const folders = get(name)?.split(delimiter);
  const relative = folders?.find((folder) => !isAbsolute(folder));
  if (relative === undefined) return folders;
  throw new BadUsage(`${name} must be absolute paths with "${delimiter}" between them; one is "${relative}".`);
}

function oneOf<const Value extends string>(get: Get, name: string, values: readonly Value[]): Value | undefined {
  const given = get(name);
  if (given === undefined) return undefined;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new BadUsage(`${name} must be ${values.join(' or ')}, got "${given}".`);
  return found;
}

function positiveInteger(get: Get, name: string): number | undefined {
  const given = get(name);
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(given))
    throw new BadUsage(`${name} must be a whole number of at least 1, got "${given}".`);
  return Number(given);
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
