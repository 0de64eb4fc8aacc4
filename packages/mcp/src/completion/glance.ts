import type { ChangeRecord } from '@jenji-kit/changes';
import type { BudgetStatus, JenjiClient } from '@jenji-kit/client';
import { isWithin } from '../changes/within-bounds.ts';
import { GroupTree } from '../directory/group-tree.ts';
import { NameIndex } from '../directory/name-index.ts';
import type { Person } from '../directory/people.ts';
import { Reader } from '../directory/reader.ts';
import { Remembered } from '../directory/remembered.ts';
import { isMistake } from '../registry/error-text.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import type { ExpenseRow } from '../search/expense-row.ts';
import type { SharedContext } from '../server/shared-context.ts';

/** How long a menu waits for an answer of Jenji, which is read to its end all the same: the next letter finds it. */
const longestWaitMs = 2_000;
const longestReadingMs = 30_000;
/** After Jenji failed, so that each letter typed is not a request that fails too. */
const restMs = 30_000;

/** Accounts that are not asked for menus now, and until when (milliseconds since 1970). */
const resting = new WeakMap<JenjiClient, number>();
/** Groups read for menus alone: a directory would cost two requests. */
const groupsRead = new WeakMap<JenjiClient, Remembered<GroupTree>>();

/**
 * What one completion may look at: what is in memory, and what one request more can tell. The request has the priority of
 * prefetching, and is only sent while more than half of the minute's budget is free and nobody waits. What is not known is
 * undefined; nothing here throws for a reason that is Jenji's.
 */
export class Glance {
  readonly #shared: SharedContext;
  readonly #organization: string | undefined;
  #asked = false;

  /** `organization` is what the person gave for it before, a name or an id. */
  constructor(shared: SharedContext, organization: string | undefined) {
    this.#shared = shared;
    this.#organization = organization?.trim() || undefined;
  }

  async organizations(): Promise<NameIndex<{ id: string; name: string }> | undefined> {
    const reader = await this.#reader();
    if (!reader) return undefined;
    const known = reader.memory.organizations.peek('');
    const list = known
      ? known.filter(({ id }) => reader.mayTouch(id))
      : await this.#ask(reader, () => reader.organizations());
    return list && new NameIndex(list.map(({ id, name }) => ({ id: id ?? '', name: name ?? id ?? '' })));
  }

  async people(): Promise<NameIndex<Person> | undefined> {
    const reader = await this.#reader();
    const id = await this.#organizationId();
    if (!reader || id === undefined) return undefined;
    const known = reader.memory.people.peek(id);
    return known ?? (await this.#ask(reader, async () => (await reader.people(id)).value));
  }

  async groups(): Promise<GroupTree | undefined> {
    const reader = await this.#reader();
    const id = await this.#organizationId();
    if (!reader || id === undefined) return undefined;
    const { jenji, memory } = reader;
    const read = groupsRead.get(jenji) ?? new Remembered<GroupTree>({ forMs: 120_000, atMost: 20 });
    groupsRead.set(jenji, read);
    const known = memory.directories.peek(id)?.groups ?? read.peek(id);
    const load = async () =>
      new GroupTree((await reader.call('organizations.get', { path: { organizationId: id } })).groups ?? []);
    return known ?? (await this.#ask(reader, async () => (await read.get(id, { signal: reader.signal, load })).value));
  }

  /** Those that a search has read in the last minutes, at most `most`; none is asked for. */
  async expenses(most: number): Promise<readonly ExpenseRow[]> {
    const reader = await this.#reader();
    return reader?.memory.expenses.values()[0]?.rows.slice(0, most) ?? [];
  }

  /** The latest changes, from the journal on this machine. */
  async changes(most: number): Promise<readonly ChangeRecord[]> {
    const { changes, settings } = this.#shared;
    const journal = await changes().catch(() => undefined);
    const all = (await journal?.list({ limit: most })) ?? [];
    return all.filter((record) => isWithin(record, settings));
  }

  async #organizationId(): Promise<string | undefined> {
    const all = await this.organizations();
    const [only, ...others] = all?.items ?? [];
    if (this.#organization === undefined) return others.length === 0 ? only?.id : undefined;
    try {
      return all?.resolve({ field: 'organization', kind: 'organization', value: this.#organization }).id;
    } catch (error) {
      if (error instanceof InvalidInput) return undefined;
      throw error;
    }
  }

  /** Undefined where no account is configured, or none can be opened. */
  async #reader(): Promise<Reader | undefined> {
    const { settings, jenji } = this.#shared;
    const signal = AbortSignal.timeout(longestReadingMs);
    return await Reader.open({ settings, jenji, signal, priority: 'prefetch' }).catch(() => undefined);
  }

  /** One request, the only one of this completion. */
  async #ask<Value>({ jenji }: Reader, read: () => Promise<Value>): Promise<Value | undefined> {
    if (this.#asked || Date.now() < (resting.get(jenji) ?? 0)) return undefined;
    this.#asked = true;
    if (!hasRoom(await jenji.budget.status())) return undefined;
    const reading = read().catch((error: unknown) => {
      resting.set(jenji, Date.now() + restMs);
      if (isMistake(error)) this.#shared.onMistake('completion', error);
      return undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, longestWaitMs, undefined);
    });
    return await Promise.race([reading, patience]).finally(() => clearTimeout(timer));
  }
}

function hasRoom({ limits, free, waiting }: BudgetStatus): boolean {
  return waiting === 0 && free.minute > limits.perMinute / 2;
}
