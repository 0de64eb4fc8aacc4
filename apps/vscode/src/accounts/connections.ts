import type { Attempt, KeyType } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { Emitter } from '../emitter.ts';
import { type Account, accountIdOf, readAccounts } from './account.ts';
import { type Connection, type Connections, NoSuchAccount, SecretMissing } from './connection.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { limitsAt } from './limits-at.ts';
import { type OpenConnection, openConnection, type Target } from './open-connection.ts';
import { createSampleData, type SampleData } from './sample-data.ts';
import type { AccountStore, PinStore, SecretStore } from './stores.ts';
import { type Seen, type UnverifiedKey, type Verification, verifyKey } from './verify-key.ts';
import type { WindowBell } from './window-bell.ts';

interface Entry {
  readonly promise: Promise<OpenConnection>;
  /** The secret that it was opened with. */
  readonly secret: Promise<string | undefined>;
  connection?: OpenConnection;
}

const secretPrefix = 'jenji.account.';

export interface ConnectionsOptions {
  readonly store: AccountStore;
  readonly secrets: SecretStore;
  readonly pin: PinStore;
  /** Without it, windows follow each other when a secret is stored or deleted, where the editor tells that to all. */
  readonly bell?: Pick<WindowBell, 'ring' | 'onRing'> | undefined;
  readonly settings: () => ConnectionSettings;
  /** For a log: told of each request that was sent. It must not throw. */
  readonly onAttempt?: ((account: Pick<Account, 'id' | 'user'>, attempt: Attempt) => void) | undefined;
  /** Milliseconds after which the other store is looked at again when one of them has changed. For tests. */
  readonly followAfter?: readonly number[];
}

/** What is needed for an account, beside its secret. */
export type NewAccount = Omit<Account, 'id'>;

/** The connections, and what the commands about accounts do. */
export interface AccountRegistry extends Connections {
  readonly sample: SampleData;
  /** Asks Jenji whether it accepts a key. Nothing is kept. See `verifyKey` for what it throws. */
  verify(key: UnverifiedKey, signal: AbortSignal): Promise<Verification>;
  /** Adds a verified account, or gives one that is there a new name and secret. */
  add(account: NewAccount, secret: string): Promise<Account>;
  /** Adds made-up companies, or the accounting firm of several. */
  addSample(keyType: KeyType): Promise<Account>;
  rename(accountId: string, label: string): Promise<void>;
  /** A verified secret in place of the one before. */
  changeSecret(accountId: string, secret: string): Promise<void>;
  /** Signs out: ends what is under way, and leaves nothing of the account behind. */
  remove(accountId: string): Promise<void>;
  /** Makes an account that of this workspace, or none. */
  pin(accountId: string | undefined): Promise<void>;
  /** Is told the id of an account for which a request is about to be sent, or waits for the budget. */
  onDidRequest(listener: (accountId: string) => void): { dispose(): void };
  /** Takes over what another window has done. */
  reload(): void;
  /** Ends the connections, so that the next use goes by new settings. */
  reopen(): Promise<void>;
  /** Ends everything; the accounts stay signed in. */
  close(): Promise<void>;
}

/** The accounts kept in the editor's stores. Nothing is opened or loaded before somebody asks for it. */
export function createConnections({
  store,
  secrets,
  pin,
  bell,
  settings,
  onAttempt,
  followAfter = [0, 300, 2000],
}: ConnectionsOptions): AccountRegistry {
  const changed = new Emitter();
  const requested = new Emitter<string>();
  const opened = new Map<string, Entry>();
  /** What came with the verification of a key: its first connection need not ask for it again. */
  const seen = new Map<string, Seen>();
  const sample = createSampleData(() => settings().budget);
  let known = readAccounts(store.load());
  /** Writes follow each other, each upon what the one before saved. */
  let writing: Promise<unknown> = Promise.resolve();
  let closed = false;
  let timers: NodeJS.Timeout[] = [];

  const find = (accountId: string) => known.find(({ id }) => id === accountId);

  function write(change: (accounts: readonly Account[]) => readonly Account[]): Promise<void> {
    const written = writing.then(async () => {
      const accounts = change(readAccounts(store.load()));
      await store.save(accounts);
      bell?.ring();
      await take(accounts);
    });
    writing = written.catch(() => undefined);
    return written;
  }

  function put(account: Account): Promise<void> {
    return write((accounts) =>
      accounts.some(({ id }) => id === account.id)
        ? accounts.map((each) => (each.id === account.id ? account : each))
        : [...accounts, account],
    );
  }

  /** Goes by these accounts from now on. */
  async function take(accounts: readonly Account[]): Promise<void> {
    const same = JSON.stringify(accounts) === JSON.stringify(known);
    known = [...accounts];
    const gone = [...opened.keys()].filter((id) => !find(id));
    const closing = Promise.all(gone.map(end));
    if (!same) changed.fire();
    await closing;
    if (!known.some(({ place }) => place === 'sample')) await sample.stop();
  }

  async function end(accountId: string): Promise<void> {
    const entry = opened.get(accountId);
    opened.delete(accountId);
    await (await entry?.promise.catch(() => undefined))?.close();
  }

  async function targetOf(account: Account, kept: Promise<string | undefined>): Promise<Target> {
    const { budget, stateFolder } = settings();
    if (account.place === 'sample') {
      const running = await sample.start();
      const credentials = running.credentials[account.keyType];
      const { url: baseUrl, limits } = running;
      return { baseUrl, credentials, limits, stateFolder: running.stateFolder, shared: false };
    }
    const secret = await kept;
    if (secret === undefined) {
      throw new SecretMissing(
        l10n.t(
          'The secret of “{0}” is not in the secret storage of this editor. Change its secret to go on.',
          account.label,
        ),
        account.id,
      );
    }
    const { baseUrl, keyType: type, user, place } = account;
    const limits = limitsAt(place, budget);
    return { baseUrl, credentials: { type, user, secret }, limits, stateFolder, shared: true };
  }

  function open(account: Account): Entry {
    const secret = Promise.resolve(account.place === 'sample' ? undefined : secrets.get(secretPrefix + account.id));
    return { secret, promise: openWith(account, secret) };
  }

  async function openWith(account: Account, secret: Promise<string | undefined>): Promise<OpenConnection> {
    let last = account;
    const current = () => {
      last = find(account.id) ?? last;
      return last;
    };
    const target = await targetOf(account, secret);
    const connection = await openConnection(current, target, settings(), {
      onAttempt: (attempt) => onAttempt?.(account, attempt),
      onRequest: () => requested.fire(account.id),
    });
    const known = seen.get(account.id);
    seen.delete(account.id);
    if (known) connection.readings.put(known.key, known.value, known.asOf);
    return connection;
  }

  async function connect(accountId: string): Promise<Connection> {
    const account = find(accountId);
    if (!account || closed) throw new NoSuchAccount(l10n.t('This account has been signed out of.'));
    let entry = opened.get(accountId);
    if (!entry) {
      entry = open(account);
      opened.set(accountId, entry);
    }
    const mine = entry;
    try {
      const connection = await mine.promise;
      if (opened.get(accountId) !== mine) return await connect(accountId);
      if (!mine.connection) {
        mine.connection = connection;
        changed.fire();
      }
      return connection;
    } catch (error) {
      if (opened.get(accountId) === mine) opened.delete(accountId);
      throw error;
    }
  }

  function reload(): void {
    const written = writing.then(() => take(readAccounts(store.load())));
    writing = written.catch(() => undefined);
  }

  // The editor tells of a secret in every window (on the desktop), but of the rest in none.
  const watching = secrets.onDidChange(({ key }) => {
    if (!key.startsWith(secretPrefix)) return;
    endIfChanged(key.slice(secretPrefix.length)).catch(() => undefined);
    follow();
  });
  const listening = bell?.onRing(() => {
    for (const accountId of opened.keys()) endIfChanged(accountId).catch(() => undefined);
    follow();
  });

  /** Looks at what is kept now and a little later: it arrives in this window by another way than the news of it. */
  function follow(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = followAfter.map((ms) => setTimeout(reload, ms));
  }

  /** Another window changed the secret; this one's own change comes here as well, and its connection is as it should be. */
  async function endIfChanged(accountId: string): Promise<void> {
    const entry = opened.get(accountId);
    if (!entry || (await secrets.get(secretPrefix + accountId)) === (await entry.secret)) return;
    await end(accountId);
    changed.fire();
  }

  return {
    sample,
    accounts() {
      const pinned = pin.load();
      return [...known.filter(({ id }) => id === pinned), ...known.filter(({ id }) => id !== pinned)];
    },
    preferred() {
      return find(pin.load() ?? '') ?? known[0];
    },
    isPinned: (accountId) => pin.load() === accountId,
    connect,
    open: () => [...opened.values()].flatMap(({ connection }) => connection ?? []),
    onDidChange: changed.event,
    onDidRequest: requested.event,

    async verify(key, signal) {
      const account = { id: accountIdOf(key), user: key.user };
      const verification = await verifyKey(key, settings(), signal, (attempt) => onAttempt?.(account, attempt));
      const { worksAs, seen: found } = verification;
      if (worksAs && found) seen.set(accountIdOf({ ...key, keyType: worksAs }), found);
      return verification;
    },
    async add(account, secret) {
      const added: Account = { ...account, id: accountIdOf(account) };
      await end(added.id);
      const before = await secrets.get(secretPrefix + added.id);
      await secrets.store(secretPrefix + added.id, secret);
      try {
        await put(added);
      } catch (error) {
        // No secret stays that belongs to no account.
        if (before === undefined) await secrets.delete(secretPrefix + added.id);
        throw error;
      }
      return added;
    },
    async addSample(keyType) {
      const { credentials } = await sample.start();
      const label = keyType === 'organization' ? l10n.t('Sample company') : l10n.t('Sample accounting firm');
      const { user } = credentials[keyType];
      const account: NewAccount = { label, place: 'sample', baseUrl: '', keyType, user };
      const added = { ...account, id: accountIdOf(account) };
      await put(added);
      return added;
    },
    rename: (accountId, label) =>
      write((accounts) => accounts.map((each) => (each.id === accountId ? { ...each, label } : each))),
    async changeSecret(accountId, secret) {
      await end(accountId);
      await secrets.store(secretPrefix + accountId, secret);
      bell?.ring();
      changed.fire();
    },
    async remove(accountId) {
      if (pin.load() === accountId) await pin.save(undefined);
      await end(accountId);
      await secrets.delete(secretPrefix + accountId);
      await write((accounts) => accounts.filter(({ id }) => id !== accountId));
    },
    async pin(accountId) {
      await pin.save(accountId);
      changed.fire();
    },
    reload,
    async reopen() {
      await Promise.all([...opened.keys()].map(end));
      changed.fire();
    },
    async close() {
      closed = true;
      watching.dispose();
      listening?.dispose();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...opened.keys()].map(end));
      await sample.stop();
    },
  };
}
