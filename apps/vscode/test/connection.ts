import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyType } from '@jenji-kit/client';
import type { Sandbox } from '@jenji-kit/sandbox';
import type { Account } from '../src/accounts/account.ts';
import type { Connection } from '../src/accounts/connection.ts';
import type { ConnectionSettings } from '../src/accounts/connection-settings.ts';
import { type AccountRegistry, createConnections } from '../src/accounts/connections.ts';
import type { AccountStore, PinStore, SecretStore } from '../src/accounts/stores.ts';
import { Emitter } from '../src/emitter.ts';

/** One editor whose windows share what is kept. */
export interface MemoryEditor {
  readonly store: AccountStore & { kept: unknown };
  readonly secrets: SecretStore & { readonly kept: Map<string, string> };
  /** A window of its own workspace. */
  pin(): PinStore & { kept: string | undefined };
}

/** The editor's stores in memory. */
export function memoryEditor(): MemoryEditor {
  const changed = new Emitter<{ key: string }>();
  const kept = new Map<string, string>();
  return {
    store: {
      kept: undefined,
      load() {
        return this.kept;
      },
      async save(accounts) {
        this.kept = structuredClone(accounts);
      },
    },
    secrets: {
      kept,
      get: async (key) => kept.get(key),
      store: async (key, secret) => {
        kept.set(key, secret);
        changed.fire({ key });
      },
      delete: async (key) => {
        if (kept.delete(key)) changed.fire({ key });
      },
      onDidChange: changed.event,
    },
    pin: () => ({
      kept: undefined,
      load() {
        return this.kept;
      },
      async save(accountId) {
        this.kept = accountId;
      },
    }),
  };
}

/** No limits that would slow tests down. */
export const testSettings: ConnectionSettings = {
  budget: { perSecond: 10_000, perMinute: 100_000 },
  writes: 'confirm',
  allowReset: new Set<string>(),
};

export interface TestConnections {
  readonly connections: AccountRegistry;
  /** Signed in to the sandbox with its organization key, or the type of key that was asked for. */
  readonly account: Account;
  /** Signs in with the sandbox's other key as well. */
  signIn(keyType: KeyType): Promise<Account>;
  /** Opened with the first call. */
  connection(): Promise<Connection>;
  /** Ends the connections and removes their files. */
  close(): Promise<void>;
}

/** Accounts that are signed in to a started sandbox. Close it in `afterAll` or `onTestFinished`. */
export async function connectionsTo(
  sandbox: Pick<Sandbox, 'url' | 'credentials'>,
  { keyType = 'organization', settings = {} }: { keyType?: KeyType; settings?: Partial<ConnectionSettings> } = {},
): Promise<TestConnections> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'jenji-explorer-test-'));
  const editor = memoryEditor();
  const connections = createConnections({
    store: editor.store,
    secrets: editor.secrets,
    pin: editor.pin(),
    settings: () => ({ ...testSettings, stateFolder, ...settings }),
  });
  const signIn = (type: KeyType) => {
    const { user, secret } = sandbox.credentials[type];
    const label = type === 'organization' ? 'Sandbox' : 'Sandbox firm';
    return connections.add({ label, place: 'custom', baseUrl: sandbox.url, keyType: type, user }, secret);
  };
  const account = await signIn(keyType);
  return {
    connections,
    account,
    signIn,
    connection: () => connections.connect(account.id),
    async close() {
      await connections.close();
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
}
