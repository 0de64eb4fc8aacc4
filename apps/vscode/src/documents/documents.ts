import type { ChangeRequest } from '@jenji-kit/changes';
import { NotFoundError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import type { Connection, Connections } from '../accounts/connection.ts';
import { Emitter } from '../emitter.ts';
import type { Reviews } from '../review/reviews.ts';
import { contractIssues, readOnlyIssues } from './check-edit.ts';
import { type Conflict, type ConflictChoice, conflictOf } from './conflict.ts';
import { type DocumentAddress, recordPathOf } from './document-address.ts';
import type { Content, DocumentKind } from './document-kind.ts';
import { fingerprint, partsOf, schemaUriOf, tagIn, tagOf, textOfContent, type VersionTag } from './document-text.ts';
import { type JsonText, parseJsonText } from './json-text.ts';
import { documentKinds } from './kinds/index.ts';
import { type Fields, isFields, saysTheSame } from './nothing.ts';
import { invalid, outcomeOf, refusalOf, refuseIssues } from './refusals.ts';
import { SaveRefused } from './save-refused.ts';
import { documentSchema } from './schema/document-schema.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { organizationFacts } from './schema/organization-facts.ts';

/** A record as it was at one time, as a document. */
interface Version {
  readonly record: Fields;
  readonly content: Content;
  readonly tag: VersionTag;
  readonly text: string;
  /** Milliseconds since 1970; larger than that of the version before. */
  readonly mtime: number;
  /** Nothing in it is older. */
  readonly asOf: number;
}

/** What the editor asks before it reads or writes. Times in milliseconds since 1970, size in bytes. */
export interface DocumentStat {
  readonly mtime: number;
  readonly size: number;
}

interface Entry {
  readonly address: DocumentAddress;
  latest?: Version | undefined;
  /** What the editor was given last. */
  served?: Version | undefined;
  /** What the editor has just written, until it is told what Jenji has made of it. */
  written?: DocumentStat | undefined;
  /** All that was given since the document was opened, by what stands in the text. */
  readonly versions: Map<string, Version>;
}

export interface SaveOptions {
  /** Asks the person. */
  readonly onConflict: (conflict: Conflict) => Promise<ConflictChoice>;
  readonly signal?: AbortSignal | undefined;
}

export interface DocumentsOptions {
  readonly connections: Pick<Connections, 'connect' | 'open'>;
  readonly reviews: Pick<Reviews, 'propose'>;
  /** Of names and labels: `fr`, `en`. */
  readonly language: () => string;
  readonly now?: (() => number) | undefined;
}

/** Records as documents: read, told apart by version, and saved through a reviewed change. */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Emitter<DocumentAddress>();
  readonly #watched = new WeakSet<Connection>();

  constructor(options: DocumentsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Is told of a document whose record is another one now. */
  readonly onDidChange = this.#changed.event;

  /**
   * A document with unsaved changes is told of as it was given to the editor: whether somebody else has changed the
   * record since is found out when it is saved, and told in our own words.
   *
   * @throws NotFoundError, and what reading throws.
   */
  async stat(address: DocumentAddress, { isDirty = false } = {}): Promise<DocumentStat> {
    const entry = this.#entry(address);
    if (entry.written) return entry.written;
    const version = (isDirty && entry.served) || entry.latest || (await this.#readNow(entry));
    return statOf(version);
  }

  /** The text. Read anew where nothing is known, and where changes of the document are thrown away for it. */
  async read(address: DocumentAddress, { isDirty = false } = {}): Promise<string> {
    const entry = this.#entry(address);
    const version = isDirty || !entry.latest ? await this.#readNow(entry) : entry.latest;
    entry.served = version;
    return version.text;
  }

  /** Reads the record again, and tells whoever shows it. Also what it is called. */
  async refresh(address: DocumentAddress): Promise<{ title: string }> {
    const entry = this.#entry(address);
    const { record } = await this.#readNow(entry);
    return { title: documentKinds[address.kind].title(record, this.#options.language()) };
  }

  /**
   * What is known of the record now, as a text to be compared with the document: which version it is stands there as in
   * the document, because that is no difference to people.
   */
  async latestText(address: DocumentAddress): Promise<string> {
    const entry = this.#entry(address);
    const latest = entry.latest ?? (await this.#readNow(entry));
    return textOfContent(latest.content, schemaUriOf(recordPathOf(address), (entry.served ?? latest).tag));
  }

  /** The editor has closed it: the next opening reads anew. */
  forget(address: DocumentAddress): void {
    this.#entries.delete(recordPathOf(address));
  }

  /** Forgets the records of all but these accounts. */
  keepOnly(accountIds: readonly string[]): void {
    for (const [path, { address }] of this.#entries) {
      if (!accountIds.includes(address.accountId)) this.#entries.delete(path);
    }
  }

  /** The editor has saved it, so it can be told what Jenji has made of what was written. */
  settle(address: DocumentAddress): void {
    const entry = this.#entry(address);
    const { written, latest } = entry;
    entry.written = undefined;
    if (written && latest) this.#changed.fire(address);
  }

  /** The JSON Schema of a document. */
  async schema(address: DocumentAddress): Promise<JsonSchema> {
    const entry = this.#entry(address);
    const { record, content } = entry.served ?? entry.latest ?? (await this.#readNow(entry));
    const kind = documentKinds[address.kind];
    const connection = await this.#connect(address);
    const { organizationId } = address.ids;
    const language = this.#options.language();
    const owner = kind.values?.owner;
    const wanted = { owner, users: kind.namesUsers ?? false, language };
    const facts = organizationId === undefined ? {} : await organizationFacts(connection, organizationId, wanted);
    return documentSchema({ kind, record, content, facts, language });
  }

  /**
   * Saves a text: plans what was changed in it, waits for the person's decision, and has it carried out. Nothing was
   * changed: nothing is sent, and nobody is asked.
   *
   * @throws SaveRefused: the document stays unsaved.
   */
  async save(address: DocumentAddress, text: string, options: SaveOptions): Promise<void> {
    const entry = this.#entry(address);
    const json = parseJsonText(text);
    if (json.problems.length > 0) throw invalid(json.problems);
    if (!isFields(json.value)) {
      throw invalid([{ message: l10n.t('A document is one JSON object.'), ...json.placeOf([]) }]);
    }
    try {
      await this.#save(entry, json, json.value, text, options);
    } catch (error) {
      throw refusalOf(error, json);
    }
  }

  async #save(entry: Entry, json: JsonText, value: Fields, text: string, options: SaveOptions): Promise<void> {
    const { address } = entry;
    const kind = documentKinds[address.kind];
    const { schema, readOnly, editable: after } = partsOf(value);
    const tag = tagIn(schema);
    const base = tag ? entry.versions.get(tag.editable + tag.readOnly) : entry.served;
    if (base) {
      check(kind, base, after, readOnly, json);
      if (saysTheSame(base.content.editable, after)) return this.#wrote(entry, text);
    }
    const now = await this.#readNow(entry);
    // What a restart has made us forget is known again where nobody has changed it.
    const known = base ?? (tag?.editable === now.tag.editable ? now : undefined);
    if (!base) check(kind, now, after, isUntouched(tag, readOnly) ? undefined : readOnly, json);
    if (saysTheSame(now.content.editable, after)) return this.#wrote(entry, text);
    const requests = changesOf(kind, address, known ?? now, after, json);
    if (known?.tag.editable !== now.tag.editable) {
      const conflict = conflictOf(address, known?.content.editable, now.content.editable, after);
      const choice = await options.onConflict(conflict);
      // For the editor it is saved, and then it is told that something else is there now.
      if (choice === 'theirs') return this.#wrote(entry, text);
      if (choice === 'stop') {
        throw new SaveRefused(
          'conflict',
          l10n.t('Somebody else has changed this record since you opened it. Nothing was written.'),
        );
      }
    }
    if (requests.length === 0) return this.#wrote(entry, text);
    const decision = await this.#options.reviews.propose(requests, {
      accountId: address.accountId,
      show: 'diff',
      ...(options.signal && { signal: options.signal }),
    });
    if (!decision.approved) {
      throw new SaveRefused(
        'declined',
        l10n.t('The change was not approved, so nothing was written: {0}', decision.reason),
      );
    }
    const { result } = decision;
    // What is there now has to be known whatever came of it; what cannot be read is found out with the next save.
    await this.#readNow(entry).catch(() => undefined);
    if (result.status !== 'committed') throw new SaveRefused('failed', outcomeOf(result));
    this.#wrote(entry, text);
  }

  /** The editor takes what it wrote for what is there, until the save has ended; then it is given what Jenji has. */
  #wrote(entry: Entry, text: string): void {
    const { latest } = entry;
    entry.served = latest;
    if (latest?.text === text) return;
    const mtime = (latest?.mtime ?? this.#now()) + 1;
    entry.written = { mtime, size: sizeOf(text) };
    if (latest) entry.latest = { ...latest, mtime: mtime + 1 };
  }

  #entry(address: DocumentAddress): Entry {
    const path = recordPathOf(address);
    const entry = this.#entries.get(path) ?? { address, versions: new Map() };
    this.#entries.set(path, entry);
    return entry;
  }

  async #connect({ accountId }: DocumentAddress): Promise<Connection> {
    const connection = await this.#options.connections.connect(accountId);
    if (!this.#watched.has(connection)) {
      this.#watched.add(connection);
      connection.readings.onDidChange((key) => this.#look(connection, key));
    }
    return connection;
  }

  /** @throws NotFoundError, and what reading throws. */
  async #readNow(entry: Entry): Promise<Version> {
    const { address } = entry;
    const kind = documentKinds[address.kind];
    const connection = await this.#connect(address);
    connection.readings.refreshAlone(kind.key(address.ids));
    const { value, asOf, failure } = await kind.reading(connection, address.ids, {});
    if (failure !== undefined) throw failure;
    const record = kind.find(value, address.ids);
    if (record) return this.#take(entry, record, asOf);
    entry.latest = undefined;
    throw new NotFoundError(l10n.t('This record is not in Jenji any more.'), { status: 404 });
  }

  /** Somebody else has read something: it may be the record of a document. */
  #look(connection: Connection, changedKey: string): void {
    for (const entry of this.#entries.values()) {
      const { address, latest } = entry;
      if (address.accountId !== connection.account.id || !latest) continue;
      const kind = documentKinds[address.kind];
      for (const source of [kind, ...(kind.alsoIn ? [kind.alsoIn] : [])]) {
        if (source.key(address.ids) !== changedKey) continue;
        const reading = connection.readings.peek(changedKey);
        if (!reading || reading.asOf <= latest.asOf) continue;
        const record = source.find(reading.value, address.ids);
        if (record) this.#take(entry, record, reading.asOf);
      }
    }
  }

  #take(entry: Entry, record: Fields, asOf: number): Version {
    const { address, latest } = entry;
    const content = documentKinds[address.kind].content(record);
    const tag = tagOf(content);
    if (latest && latest.tag.editable === tag.editable && latest.tag.readOnly === tag.readOnly) {
      entry.latest = { ...latest, asOf: Math.max(asOf, latest.asOf) };
      return entry.latest;
    }
    const version: Version = {
      record,
      content,
      tag,
      text: textOfContent(content, schemaUriOf(recordPathOf(address), tag)),
      mtime: Math.max(asOf, (latest?.mtime ?? 0) + 2),
      asOf,
    };
    entry.latest = version;
    entry.versions.set(tag.editable + tag.readOnly, version);
    if (latest) this.#changed.fire(address);
    return version;
  }
}

function statOf({ mtime, text }: Version): DocumentStat {
  return { mtime, size: sizeOf(text) };
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

/** @throws SaveRefused with every place that breaks a rule. */
function check(kind: DocumentKind, base: Version, after: Fields, readOnly: unknown, json: JsonText): void {
  refuseIssues(
    [
      ...contractIssues(kind.editable(base.record), base.content.editable, after),
      ...readOnlyIssues(base.content.readOnly, readOnly),
    ],
    json,
  );
}

/** Whether the read-only part is as it was in the version that a text was made of. */
function isUntouched(tag: VersionTag | undefined, readOnly: unknown): boolean {
  return isFields(readOnly) && fingerprint(readOnly) === tag?.readOnly;
}

function changesOf(
  kind: DocumentKind,
  { ids }: DocumentAddress,
  base: Version,
  after: Fields,
  json: JsonText,
): readonly ChangeRequest[] {
  const { requests, issues } = kind.changes(ids, base.content.editable, after, base.record);
  refuseIssues(issues, json);
  return requests;
}
