import { join } from 'node:path';
import { JenjiError } from '../errors.ts';
import type { Budget, BudgetLimits, BudgetWindows } from './budget.ts';
import { machineClock } from './clock.ts';
import { FileJournal, journalName } from './file-journal.ts';
import { privateJournal } from './journal.ts';
import { checkedLimits, documentedWindows } from './limits.ts';
import { LogStore } from './log-store.ts';
import { Scheduler } from './scheduler.ts';
import { stateFolder } from './state-folder.ts';
import type { BudgetStore } from './store.ts';

export interface BudgetOptions {
  /** Jenji's own limits where absent; see `budgetLimitsFrom` for those of the environment. */
  limits?: Partial<BudgetLimits>;
  /**
   * The key that the budget is for: it is then shared with all processes of this machine that use the same one. Without
   * it the budget counts the requests of this object alone.
   */
  key?: { baseUrl: string | URL; user: string };
  /** Absolute path of the folder that processes share; default `stateFolder()`. */
  folder?: string;
  /** Counts somewhere else than on this machine; `key` and `folder` are then not used. */
  store?: BudgetStore;
  /**
   * Told when the budget cannot be shared or its file is damaged, in words for people, without a secret. Default:
   * `process.emitWarning`.
   */
  onWarning?: (message: string) => void;
  /** Only for tests and benchmarks against a server with a faster clock. All who share a budget give the same. */
  windows?: BudgetWindows;
}

/**
 * The request budget of one key. Files are opened with the first request, not here.
 *
 * @throws JenjiError that names an option that cannot be used.
 */
export function createBudget(options: BudgetOptions = {}): Budget {
  const limits = checkedLimits(options.limits);
  const windows = checkedWindows(options.windows ?? documentedWindows);
  const onWarning = options.onWarning ?? ((message) => process.emitWarning(message, { code: 'JENJI_BUDGET' }));
  const clock = machineClock;
  const store = options.store ?? new LogStore(journalFor(options, windows, onWarning), windows, clock);
  return new Scheduler({ store, limits, windows, clock, onWarning });
}

function journalFor({ key, folder }: BudgetOptions, windows: BudgetWindows, onWarning: (message: string) => void) {
  if (!key) return privateJournal(windows, machineClock);
  return new FileJournal({
    folder: join(folder ?? stateFolder(), 'budget'),
    name: journalName(key.baseUrl, key.user, windows),
    windows,
    clock: machineClock,
    onWarning,
  });
}

function checkedWindows(windows: BudgetWindows): BudgetWindows {
  for (const [name, ms] of Object.entries(windows)) {
    if (!Number.isFinite(ms) || ms <= 0) throw new JenjiError(`budget.windows.${name} must be milliseconds above 0.`);
  }
  return { second: windows.second, minute: windows.minute };
}
