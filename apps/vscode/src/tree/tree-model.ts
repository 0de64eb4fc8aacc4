import { AbortedError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import type { Connection, Connections } from '../accounts/connection.ts';
import { dayAt } from '../calendar.ts';
import { Emitter } from '../emitter.ts';
import { asOfWords } from '../words/date-words.ts';
import { joined } from '../words/shown.ts';
import { accountNode } from './account.ts';
import { cancelledNode, emptyNode, failureNode } from './message.ts';
import type { Look, RowLook, TreeNode } from './tree-node.ts';
import { TreeRow } from './tree-row.ts';
import { waitingRead } from './waiting-read.ts';

export interface TreeModelOptions {
  readonly connections: Connections;
  /** Of the person, BCP 47. */
  readonly language: string;
  /** Milliseconds since 1970. Default: the machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** What a row shows, with what has become known since its node was made. */
export type ShownRow = Omit<TreeNode, 'id' | 'subject' | 'children' | 'live'> & { readonly hasChildren: boolean };

/** Which rows are shown anew with what is below them; undefined for all. */
export type Changed = readonly TreeRow[] | undefined;

/**
 * The tree as rows that stay the same objects over every refresh. Nothing is read before a row's children are asked for,
 * what was read is shown at once, and a failure never takes rows away.
 */
export class TreeModel {
  readonly #connections: Connections;
  readonly #language: string;
  readonly #now: () => number;
  readonly #rows = new Map<string, TreeRow>();
  readonly #loads = new Map<TreeRow, Load>();
  readonly #heard = new Map<Connection, { dispose(): void }>();
  readonly #changed = new Emitter<Changed>();
  readonly #busy = new Emitter<boolean>();
  readonly #listening: { dispose(): void };
  #roots: readonly TreeRow[] = [];
  #pending: Set<TreeRow> | undefined;

  constructor({ connections, language, now = Date.now }: TreeModelOptions) {
    this.#connections = connections;
    this.#language = language;
    this.#now = now;
    this.#listening = connections.onDidChange(() => this.#accountsChanged());
    this.#accountsChanged();
  }

  /** Rows whose look or children are no longer what was shown. Several changes at once are told together. */
  readonly onDidChange = this.#changed.event;
  /** Whether anything is being read for the tree. */
  readonly onDidChangeBusy = this.#busy.event;

  roots(): readonly TreeRow[] {
    return this.#roots;
  }

  row(id: string): TreeRow | undefined {
    return this.#rows.get(id);
  }

  /** Every row there is: those that were looked up so far. */
  rows(): IterableIterator<TreeRow> {
    return this.#rows.values();
  }

  /**
   * The children of a row, with a message above them where there is one to tell. Never rejects: why something could not
   * be read is a row.
   */
  async children(row: TreeRow): Promise<readonly TreeRow[]> {
    if (!row.node.children) return [];
    // More than once where somebody wants it anew meanwhile.
    while (row.stale || this.#loads.has(row)) await (this.#loads.get(row) ?? this.#begin(row)).done;
    return this.known(row) ?? [];
  }

  /** The children as they were looked up last, without looking; undefined before. */
  known(row: TreeRow): readonly TreeRow[] | undefined {
    if (!row.message) return row.children;
    return [row.message, ...(row.children ?? [])];
  }

  /** What the row shows now. Costs no request. */
  shown(row: TreeRow): ShownRow {
    const { node } = row;
    const { id: _id, subject: _subject, children, live, ...own } = node;
    const readings = this.#connectionOf(row)?.readings;
    const look = { ...own, ...(readings && live?.(readings)) };
    const asOf = row.failure !== undefined && row.asOf !== undefined ? this.#asOf(row.asOf) : undefined;
    const told = asOf === undefined ? undefined : l10n.t('as of {0}', asOf);
    return {
      ...look,
      ...(told && {
        description: joined([told, look.description]),
        accessibilityLabel: joined([look.accessibilityLabel, told], ', '),
      }),
      hasChildren: children !== undefined,
    };
  }

  /** The tooltip as Markdown, with the time at which what is below was read. */
  tooltip(row: TreeRow): string | undefined {
    const text = this.shown(row).tooltip?.();
    const asOf = row.asOf === undefined ? undefined : l10n.t('As of {0}', this.#asOf(row.asOf));
    return joined([text, asOf], '\n\n') || undefined;
  }

  /** Has rows, with all below them, read again when they are shown next; everything without rows. */
  refresh(rows: readonly TreeRow[] = this.#roots): void {
    for (const row of rows) {
      const target = readRow(row);
      this.#forgetLoads(target);
      this.#outdate(target);
      const readings = this.#connectionOf(target)?.readings;
      const { refreshes, reads = [] } = target.node;
      if (refreshes) for (const key of refreshes) readings?.refresh(key);
      else for (const key of reads) readings?.refreshAlone(key);
      this.#tell(target);
    }
  }

  /** Gives up on whatever is being read for the tree. */
  cancel(): void {
    for (const { controller } of this.#loads.values()) controller.abort();
  }

  /** The connection of an account, opened with its first use. */
  async connect(accountId: string): Promise<Connection> {
    const connection = await this.#connections.connect(accountId);
    this.#hear();
    return connection;
  }

  /** How many expenses wait for a decision, by what was read of all accounts. */
  waiting(): number {
    let count = 0;
    for (const { readings } of this.#connections.open()) {
      const organizations = new Set(
        readings.keys().flatMap((key) => /^organizations\/([^/]+)\/expenses\//.exec(key)?.[1] ?? []),
      );
      for (const organization of organizations) count += waitingRead(readings, decodeURIComponent(organization)).length;
    }
    return count;
  }

  /** Ends listening and reading. */
  dispose(): void {
    this.#listening.dispose();
    for (const { dispose } of this.#heard.values()) dispose();
    this.cancel();
  }

  #connectionOf({ subject: { accountId } }: TreeRow): Connection | undefined {
    return this.#connections.open().find(({ account }) => account.id === accountId);
  }

  #asOf(moment: number): string {
    return asOfWords(moment, { language: this.#language }, this.#now());
  }

  #begin(row: TreeRow): Load {
    const controller = new AbortController();
    const load: Load = { controller, done: Promise.resolve() };
    this.#loads.set(row, load);
    if (this.#loads.size === 1) this.#busy.fire(true);
    const before = this.#lookOf(row);
    load.done = this.#look(row, load).finally(() => {
      if (this.#loads.get(row) !== load) return;
      this.#drop(row);
      if (this.#lookOf(row) !== before) this.#tell(row);
    });
    return load;
  }

  async #look(row: TreeRow, load: Load): Promise<void> {
    const { signal } = load.controller;
    const look: Look = {
      connect: (accountId) => this.connect(accountId),
      signal,
      language: this.#language,
      today: dayAt(this.#now()),
    };
    row.stale = false;
    try {
      const found = await row.node.children?.(look);
      // Somebody asked for it anew meanwhile: that answer is the one to show.
      if (this.#loads.get(row) !== load || !found) return;
      row.asOf = found.asOf;
      row.failure = found.failure;
      this.#take(row, found.nodes);
      if (found.failure !== undefined) this.#say(row, failureNode(row.node, found.failure, this.#timeOf(row)));
      else if (found.nodes.length === 0) this.#say(row, emptyNode(row.node, row.node.empty ?? l10n.t('Nothing here')));
      else this.#say(row, undefined);
    } catch (error) {
      if (this.#loads.get(row) !== load) return;
      if (signal.aborted || error instanceof AbortedError) {
        this.#say(row, cancelledNode(row.node));
        return;
      }
      row.failure = error;
      this.#say(row, failureNode(row.node, error, row.children ? this.#timeOf(row) : undefined));
    }
  }

  #timeOf({ asOf }: TreeRow): string | undefined {
    return asOf === undefined ? undefined : this.#asOf(asOf);
  }

  /** Puts nodes in place of the children, keeping the rows of those that were there. */
  #take(row: TreeRow, nodes: readonly TreeNode[]): void {
    const taken = new Set<string>();
    const children: TreeRow[] = [];
    for (const node of nodes) {
      // Two records of one id cannot be told apart: the first is shown.
      if (taken.has(node.id)) continue;
      taken.add(node.id);
      children.push(this.#rowFor(node, row));
    }
    for (const child of row.children ?? []) if (!taken.has(child.id)) this.#remove(child);
    row.children = children;
  }

  #rowFor(node: TreeNode, parent: TreeRow | undefined): TreeRow {
    const known = this.#rows.get(node.id);
    if (!known) {
      const row = new TreeRow(node, parent);
      this.#rows.set(node.id, row);
      return row;
    }
    known.node = node;
    // Its children may be made of what was read anew; that costs no request where it was not.
    known.stale = true;
    return known;
  }

  #say(row: TreeRow, node: TreeNode | undefined): void {
    if (row.message && row.message.id !== node?.id) this.#remove(row.message);
    row.message = node && this.#rowFor(node, row);
  }

  #remove(row: TreeRow): void {
    this.#rows.delete(row.id);
    this.#pending?.delete(row);
    for (const child of row.children ?? []) this.#remove(child);
    if (row.message) this.#remove(row.message);
  }

  #outdate(row: TreeRow): void {
    row.stale = true;
    for (const child of row.children ?? []) this.#outdate(child);
  }

  /** What is being read was asked for before the wish to see what is new. */
  #forgetLoads(row: TreeRow): void {
    for (const [each] of this.#loads) {
      if (each !== row && !each.id.startsWith(`${row.id}/`)) continue;
      this.#drop(each);
      each.stale = true;
    }
  }

  /** What a load that was dropped still finds is not taken. */
  #drop(row: TreeRow): void {
    if (this.#loads.delete(row) && this.#loads.size === 0) this.#busy.fire(false);
  }

  #accountsChanged(): void {
    const accounts = this.#connections.accounts();
    const alone = accounts.length === 1;
    const roots = accounts.map((account) =>
      this.#rowFor(
        accountNode(account, {
          expanded: alone,
          pinned: this.#connections.isPinned(account.id),
        }),
        undefined,
      ),
    );
    for (const row of this.#roots) if (!roots.includes(row)) this.#remove(row);
    this.#roots = roots;
    this.#hear();
    this.#changed.fire(undefined);
  }

  /** Listens to every connection that is open, and no more to those that are over. */
  #hear(): void {
    const open = new Set(this.#connections.open());
    for (const [connection, heard] of this.#heard) {
      if (open.has(connection)) continue;
      heard.dispose();
      this.#heard.delete(connection);
      for (const row of this.#roots) if (row.id === connection.account.id) this.#outdate(row);
    }
    for (const connection of open) {
      if (this.#heard.has(connection)) continue;
      this.#heard.set(
        connection,
        connection.readings.onDidChange((key) => this.#readingChanged(connection, key)),
      );
    }
  }

  #readingChanged({ account, readings }: Connection, key: string): void {
    // A key that was read tells of itself, one that is to be read again of all below it.
    const concerns = readings.isStale(key)
      ? (read: string) => read === key || ((key === '' || read.startsWith(`${key}/`)) && readings.isStale(read))
      : (read: string) => read === key;
    for (const row of this.#rows.values()) {
      if (row.subject.accountId !== account.id) continue;
      const { reads, watches } = row.node;
      if (reads?.some(concerns)) {
        // Who waits for this very reading shows it when it comes.
        if (this.#loads.has(row) && !reads.some((each) => concerns(each) && readings.isStale(each))) continue;
        this.#drop(row);
        row.stale = true;
        this.#tell(row);
      } else if (watches !== undefined && (key.startsWith(`${watches}/`) || concerns(watches))) {
        this.#tell(row);
      }
    }
  }

  #tell(row: TreeRow): void {
    if (this.#pending) {
      this.#pending.add(row);
      return;
    }
    const pending = new Set([row]);
    this.#pending = pending;
    queueMicrotask(() => {
      this.#pending = undefined;
      if (pending.size > 0) this.#changed.fire([...pending]);
    });
  }

  /** What of a row people see, as one text to compare. */
  #lookOf(row: TreeRow): string {
    const { description, accessibilityLabel, badge, marks, icon }: RowLook = this.shown(row);
    return JSON.stringify([description, accessibilityLabel, badge, marks, icon]);
  }
}

/** What was read to show a row: the row itself, or the one above it whose children are made of it. */
function readRow(row: TreeRow): TreeRow {
  const { refreshes, reads } = row.node;
  return refreshes || reads || !row.parent ? row : readRow(row.parent);
}

interface Load {
  readonly controller: AbortController;
  done: Promise<void>;
}
