import type { BudgetStatus } from '@jenji-kit/client';
import type { Account } from '../accounts/account.ts';
import type { AccountRegistry } from '../accounts/connections.ts';
import { Emitter } from '../emitter.ts';

/** What is left of the budget of one account. */
export interface BudgetView {
  readonly account: Account;
  /** Undefined as long as this window has not used the account: nothing is opened to look. */
  readonly status: BudgetStatus | undefined;
}

/** When to look: often while requests run or wait, seldom while the minute still remembers them. Milliseconds. */
const lookAgain = { busy: 250, remembering: 2000, unseen: 5000 };

export interface BudgetWatchOptions {
  readonly connections: Pick<AccountRegistry, 'accounts' | 'open' | 'preferred' | 'onDidChange' | 'onDidRequest'>;
  /** Calls after so many milliseconds; gives what calls it off. For tests. */
  readonly after?: (ms: number, call: () => void) => () => void;
}

/** Follows the budget of the account that was used last. While no request of this window counts, it sleeps. */
export class BudgetWatch {
  readonly #connections: BudgetWatchOptions['connections'];
  readonly #after: NonNullable<BudgetWatchOptions['after']>;
  readonly #changed = new Emitter();
  readonly #listening: readonly { dispose(): void }[];
  #accountId: string | undefined;
  #view: BudgetView | undefined;
  #stopTimer: (() => void) | undefined;
  #looking = false;
  /** Somebody wants to know while it is being looked. */
  #lookAgain = false;
  /** A request began since the last look: it may count only in a moment. */
  #requested = false;
  #seen = true;
  #disposed = false;

  constructor({ connections, after = timeout }: BudgetWatchOptions) {
    this.#connections = connections;
    this.#after = after;
    this.#listening = [
      connections.onDidChange(() => this.look()),
      connections.onDidRequest((accountId) => {
        this.#accountId = accountId;
        this.#requested = true;
        this.look();
      }),
    ];
    this.look();
  }

  /** The account that was used last, else the preferred one; undefined when nobody is signed in. */
  get view(): BudgetView | undefined {
    return this.#view;
  }

  readonly onDidChange = this.#changed.event;

  /** Every account with what is left of its budget. */
  async all(): Promise<BudgetView[]> {
    return Promise.all(this.#connections.accounts().map((account) => this.#viewOf(account)));
  }

  /** Whether anybody can see the window: if not, it is looked less often. */
  seen(seen: boolean): void {
    this.#seen = seen;
    if (seen) this.look();
  }

  /** Looks now. */
  look(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#lookAgain = this.#looking;
    if (this.#looking || this.#disposed) return;
    this.#looking = true;
    this.#look().finally(() => {
      this.#looking = false;
      if (this.#lookAgain) this.look();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#stopTimer?.();
    for (const each of this.#listening) each.dispose();
  }

  async #look(): Promise<void> {
    const requested = this.#requested;
    this.#requested = false;
    const accounts = this.#connections.accounts();
    const account = accounts.find(({ id }) => id === this.#accountId) ?? this.#connections.preferred();
    const view = account && (await this.#viewOf(account));
    if (this.#disposed) return;
    this.#view = view;
    this.#changed.fire();
    const ms = view?.status && (pauseAfter(view.status, this.#seen) ?? (requested ? lookAgain.busy : undefined));
    if (ms !== undefined) this.#stopTimer = this.#after(ms, () => this.look());
  }

  async #viewOf(account: Account): Promise<BudgetView> {
    const connection = this.#connections.open().find((each) => each.account.id === account.id);
    // Where the files of the budget fail, requests fail and say so; this only shows nothing.
    return { account, status: await connection?.jenji.budget.status().catch(() => undefined) };
  }
}

function pauseAfter({ used, waiting }: BudgetStatus, seen: boolean): number | undefined {
  if (waiting === 0 && used.minute === 0) return undefined;
  if (!seen) return lookAgain.unseen;
  return waiting > 0 || used.second > 0 ? lookAgain.busy : lookAgain.remembering;
}

function timeout(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}
