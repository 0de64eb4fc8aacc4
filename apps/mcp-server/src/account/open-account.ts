import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Changes } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';
import { NotConfigured } from '@jenji-kit/mcp/serving';
import type { StartSettings } from '../settings/start-settings.ts';

/** The configured account: one client, made when the first tool needs it. */
export interface OpenAccount {
  /** @throws NotConfigured when there is no account to use. */
  jenji(): Promise<JenjiClient>;
  /** Changes of this account, within what the operator allows. @throws NotConfigured. */
  changes(): Promise<Changes>;
  close(): Promise<void>;
}

export function openAccount(settings: StartSettings): OpenAccount {
  let connection: Promise<Connection> | undefined;
  let changes: Promise<Changes> | undefined;
  const open = () => {
    connection ??= connect(settings);
    return connection;
  };
  return {
    async jenji() {
      return (await open()).client;
    },
    async changes() {
      changes ??= open().then((opened) => changesOf(opened, settings));
      return await changes;
    },
    async close() {
      await connection?.then(({ close }) => close()).catch(() => {});
    },
  };
}

const howToConfigure = [
  'No Jenji account is configured, so this server can list its tools but not run them.',
  'Tell the user: set the environment variables JENJI_API_USER and JENJI_API_SECRET (an API key of Jenji, from its',
  'administration) in the configuration of this MCP server and start it again. For a bookkeeper key set also',
  'JENJI_KEY_TYPE=bookkeeper. To try it without an account, start it with --sandbox.',
].join(' ');

interface Connection {
  client: JenjiClient;
  /** Name of the API user. */
  user: string;
  /** Where journal and key are; the user's state folder where left out. */
  folder?: string;
  close(): Promise<void>;
}

async function connect({ account, budget }: StartSettings): Promise<Connection> {
  if (account === undefined) throw new NotConfigured(howToConfigure);
  const { createJenjiClient } = await import('@jenji-kit/client');
  if (account !== 'sandbox') {
    const { server, ...credentials } = account;
    const client = createJenjiClient({ ...server, credentials, budget });
    return { client, user: credentials.user, close: () => client.close() };
  }
  const { startSandbox } = await import('@jenji-kit/sandbox');
  // The stand-in enforces the limits that the client keeps, so that it refuses what Jenji would.
  const sandbox = await startSandbox({ limits: { perSecond: 3, perMinute: 120, ...budget } });
  const client = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials.organization, budget });
  // What is changed in a made-up world is worth nothing once it is gone.
  const folder = await mkdtemp(join(tmpdir(), 'jenji-mcp-sandbox-'));
  return {
    client,
    user: sandbox.credentials.organization.user,
    folder,
    async close() {
      await client.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function changesOf({ client, user, folder }: Connection, settings: StartSettings): Promise<Changes> {
  const { createChanges } = await import('@jenji-kit/changes');
  const { writes, organizations, allowReset } = settings;
  return createChanges({
    jenji: client,
    principal: { baseUrl: client.baseUrl, user },
    policy: { writes, organizations, allowReset },
    folder,
  });
}
