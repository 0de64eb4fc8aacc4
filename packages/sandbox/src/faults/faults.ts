import { seededRandom } from './seeded-random.ts';

/**
 * What goes wrong. Where the handler runs, its changes are kept, so that the failure is ambiguous to the client.
 *
 * - `status`: an error body with this status; `retry-after`: 429 with `Retry-After`; `html`: a proxy's page, 502 unless
 *   said; `garbage`: 200 with bytes that are no JSON. The handler does not run, unless `committed`.
 * - `reset-before`, `reset-after`: the connection is reset before the handler ran, or after it ran.
 * - `stall-headers`: the handler runs, the answer is held back for the time given, or for good.
 * - `slow-body`: the answer comes in small pieces. `truncate`: well-formed HTTP, half of the body. `cut-body`: the
 *   connection breaks in the middle of the body. `gzip`: the answer is compressed, which is no fault.
 * - `delay`: a slow network; the request is looked at, and counted by the rate limit, that much later. It comes on top
 *   of any other fault.
 */
export type Fault =
  | { kind: 'status'; status: number; errorCode?: string; error?: string; committed?: boolean }
  | { kind: 'retry-after'; seconds: number }
  | { kind: 'html'; status?: number; committed?: boolean }
  | { kind: 'garbage'; committed?: boolean }
  | { kind: 'reset-before' | 'reset-after' }
  | { kind: 'stall-headers'; milliseconds?: number }
  | { kind: 'slow-body'; pieceBytes?: number; milliseconds?: number }
  | { kind: 'truncate' | 'cut-body' | 'gzip' }
  | Delay;

export interface Delay {
  kind: 'delay';
  /** One time, or the bounds between which each request draws its own. */
  milliseconds: number | { from: number; to: number };
}

/** Which requests a fault concerns: all members that are given must fit. Storage links are `storage.put` and `storage.get`. */
export interface FaultTarget {
  operation?: string;
  method?: string;
  /** The path without its query: equal to the text, or matching the expression. */
  path?: string | RegExp;
  /** How many requests are concerned before the rule is used up; default: all. */
  times?: number;
  /** Chance of each request, drawn from the sandbox's seed; default 1. */
  probability?: number;
}

export type FaultRule = Fault & FaultTarget;

type Rule = FaultRule & { left: number };

interface Target {
  operation?: string;
  method: string;
  path: string;
}

/** The rules in force. The first one that fits a request applies, the first delay besides; the others are not asked. */
export class Faults {
  readonly #rules = new Map<symbol, Rule>();
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Adds a rule; the function returned removes it. */
  add(rule: FaultRule): () => void {
    const id = Symbol(rule.kind);
    this.#rules.set(id, { ...rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    return () => void this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The fault of this request, used up by being taken. */
  take(target: Target): Exclude<Fault, Delay> | undefined {
    return this.#take(target, (rule): rule is Exclude<Rule, Delay> => rule.kind !== 'delay');
  }

  /** Milliseconds by which this request is late. */
  takeDelay(target: Target): number {
    const rule = this.#take(target, (each): each is Rule & Delay => each.kind === 'delay');
    if (rule === undefined) return 0;
    const { milliseconds } = rule;
    if (typeof milliseconds === 'number') return milliseconds;
    return milliseconds.from + this.#random() * (milliseconds.to - milliseconds.from);
  }

  #take<Taken extends Rule>(target: Target, isMeant: (rule: Rule) => rule is Taken): Taken | undefined {
    for (const [id, rule] of this.#rules) {
      if (!isMeant(rule) || !concerns(rule, target) || this.#random() >= (rule.probability ?? 1)) continue;
      rule.left -= 1;
      if (rule.left <= 0) this.#rules.delete(id);
      return rule;
    }
    return undefined;
  }
}

function concerns({ operation, method, path }: FaultTarget, target: Target): boolean {
  return (
    (operation === undefined || operation === target.operation) &&
    (method === undefined || method.toUpperCase() === target.method) &&
    (path === undefined || (typeof path === 'string' ? path === target.path : path.test(target.path)))
  );
}
