import { join } from 'node:path';
import { type Changes, createChanges } from '@jenji-kit/changes';
import { createJenjiClient } from '@jenji-kit/client';
import type { Sandbox } from '@jenji-kit/sandbox';

/**
 * What a stand-alone MCP server wants with the key of the organization, for a window with the same state folder to show.
 *
 * @param account Where the window reaches the sandbox, if not at the sandbox's own address.
 */
export function anotherProgram(
  sandbox: Sandbox,
  { stateFolder, account }: { stateFolder: string; account?: string },
): Changes & { close(): Promise<void> } {
  const credentials = sandbox.credentials.organization;
  const budget = { perSecond: 1000, perMinute: 60_000 };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials, budget });
  const changes = createChanges({
    jenji,
    principal: { baseUrl: account ?? jenji.baseUrl, user: credentials.user },
    policy: { writes: 'confirm', allowReset: 'all' },
    folder: join(stateFolder, 'changes'),
  });
  return { ...changes, close: () => jenji.close() };
}
