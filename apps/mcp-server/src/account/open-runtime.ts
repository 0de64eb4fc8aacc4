import { type Runtime, runtimeOf } from '@jenji-kit/mcp/serving';
import { log } from '../log.ts';
import type { StartSettings } from '../settings/start-settings.ts';
import { openAccount } from './open-account.ts';

/** What answers the requests of this process, on the configured account. */
export function openRuntime(start: StartSettings): Runtime & { close(): Promise<void> } {
  const { jenji, changes, close } = openAccount(start);
  const { account: _, ...settings } = start;
  return { ...runtimeOf({ settings: { ...settings, advice }, jenji, changes }, log), close };
}

const advice = {
  credentials:
    'Tell the user to check JENJI_API_USER, JENJI_API_SECRET, JENJI_KEY_TYPE and JENJI_ENVIRONMENT of this MCP server.',
  receiptFolders: 'its operator has named no folder in JENJI_RECEIPT_FOLDERS (stdio only)',
};
