import { resolveBaseUrl } from '@jenji-kit/client/environment';
import { BadUsage } from '../command/bad-usage.ts';
import { readHttpSettings } from '../settings/read-http-settings.ts';
import { type Environment, type Flags, readSettings } from '../settings/read-settings.ts';
import type { StartSettings } from '../settings/start-settings.ts';
import type { Finding } from './check.ts';

/** Whether flags and environment can be used, and what they come to. */
export function checkSettings(flags: Flags, environment: Environment): Finding & { settings?: StartSettings } {
  try {
    const settings = readSettings(flags, environment);
    readHttpSettings({ host: undefined, port: undefined }, environment);
    if (settings.account === undefined) {
      return {
        status: 'failed',
        detail: 'No Jenji account is configured.',
        fix:
          'Set JENJI_API_USER and JENJI_API_SECRET (an API key, from the administration of Jenji) under "env" in the ' +
          'configuration of your MCP host; or use --sandbox to try it without an account.',
      };
    }
    return { status: 'ok', detail: inWords(settings), settings };
  } catch (error) {
    if (!(error instanceof BadUsage)) throw error;
    return {
      status: 'failed',
      detail: error.message,
      fix: 'Correct the variable; jenji-mcp --help lists all of them.',
    };
  }
}

function inWords({ account, writes, toolsets, organizations }: StartSettings): string {
  const whose =
    account === 'sandbox' || account === undefined
      ? 'the built-in sandbox'
      : `${account.type} key at ${resolveBaseUrl(account.server).origin}`;
  const bounds = organizations === undefined ? '' : `; only ${organizations.size} of the organizations`;
  return `${whose}; writes: ${writes}; toolsets: ${toolsets.join(', ')}${bounds}`;
}
