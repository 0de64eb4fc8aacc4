/** Where what is known of the accounts is kept, for all windows. The editor's global state, or memory in tests. */
export interface AccountStore {
  /** What was saved last, by whichever window. */
  load(): unknown;
  save(accounts: readonly object[]): PromiseLike<void>;
}

/** Where secrets are kept: the editor's secret storage, and nowhere else. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, secret: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Fires in every window, with the key of a secret that was stored or deleted. */
  onDidChange(listener: (change: { readonly key: string }) => void): { dispose(): void };
}

/** Which account belongs to this workspace. The editor's workspace state, or memory in tests. */
export interface PinStore {
  load(): string | undefined;
  save(accountId: string | undefined): PromiseLike<void>;
}
