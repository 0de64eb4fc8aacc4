import type { JenjiClient } from '@jenji-kit/client';
import type { Settings } from '../settings/settings.ts';
import { NotConfigured } from './not-configured.ts';

/** The configured account: one client, made when the first tool needs it. */
export interface OpenAccount {
  /** @throws NotConfigured when there is no account to use. */
  jenji(): Promise<JenjiClient>;
  close(): Promise<void>;
}

export function openAccount(settings: Settings): OpenAccount {
  let connection: Promise<Connection> | undefined;
  return {
    async jenji() {
      connection ??= connect(settings);
      return (await connection).client;
    },
    async close() {
      await connection?.then(({ close }) => close()).catch(() => {});
    },
  };
}

interface Connection {
  client: JenjiClient;
  close(): Promise<void>;
}

async function connect({ account, budget }: Settings): Promise<Connection> {
  if (account === undefined) throw new NotConfigured();
  const { createJenjiClient } = await import('@jenji-kit/client');
  if (account !== 'sandbox') {
    const { server, ...credentials } = account;
    const client = createJenjiClient({ ...server, credentials, budget });
    return { client, close: () => client.close() };
  }
  const { startSandbox } = await import('@jenji-kit/sandbox');
  // The stand-in enforces the limits that the client keeps, so that it refuses what Jenji would.
  const sandbox = await startSandbox({ limits: { perSecond: 3, perMinute: 120, ...budget } });
  const client = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials.organization, budget });
  return {
    client,
    async close() {
      await client.close();
      await sandbox.close();
    },
  };
}
