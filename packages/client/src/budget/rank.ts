import type { BudgetWindows, Priority } from './budget.ts';

/** Longer than anything waits: thirty years in milliseconds. */
const ages = 1e12;

/**
 * A request's place in the queue, lower first: a click goes before everything that is not a click. The others go in the
 * order of asking, except that a prefetch counts as asked one minute later than it was, and a poll two minutes later.
 *
 * So an assistant's calls go before prefetching and that before polling as long as nobody has waited for a minute, and
 * yet nothing starves under a steady stream of calls. The order of two requests never changes while they wait, which
 * lets processes agree on it without talking.
 */
export function rank(priority: Priority, askedAt: number, windows: BudgetWindows): number {
  const lead = { click: -ages, call: 0, prefetch: windows.minute, poll: 2 * windows.minute };
  return askedAt + lead[priority];
}
