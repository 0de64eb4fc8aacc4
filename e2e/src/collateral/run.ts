import type { ChangeRecord, ChangeStatus, WriteOperationId } from '@jenji-kit/changes';
import { InvalidArgumentsError, isOperationId, operations } from '@jenji-kit/client';
import { type ApiKey, type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Draw } from '../writing-operations/draw.ts';
import { connectMcp, type McpConnection, type ToolAnswer, yes } from '../writing-operations/mcp-server.ts';
import { type Asked, type KeyKind, type Place, rows } from '../writing-operations/requests.ts';
import {
  allExpenses,
  changedRecords,
  type RecordChange,
  type WorldRecords,
  watchExpenses,
  withoutJenjisOwn,
  worldRecords,
} from '../writing-operations/world-records.ts';
import { notAsTold } from './fresh-read.ts';
import { misfortune } from './misfortune.ts';
import { isTold, toldBy } from './told.ts';
import { type ToolCall, toolCall } from './tool-call.ts';
import { tampered, wrongCall } from './wrong-calls.ts';

export interface RunOptions {
  /** Of the world, of every choice, and of the misfortunes. */
  seed: number;
  /** How often a request is sent at most. */
  maxAttempts: number;
}

/** A server with one key, and what it is for. */
interface Office {
  kind: KeyKind;
  place: Place;
  server: McpConnection;
}

/** Something that was done, as the world showed it. */
interface Deed {
  office: Office;
  id: string;
  asked: Asked;
  touched: readonly RecordChange[];
  step: number;
}

/** A record of the kind named, for each time one of these is carried out. */
const creates: Partial<Record<WriteOperationId, string>> = {
  'groups.create': 'groups',
  'communications.create': 'communications',
  'paymentMethods.create': 'paymentMethods',
  'allowanceTemplates.create': 'allowanceTemplates',
  'warningRules.create': 'warningRules',
  'users.create': 'users',
  'invitations.create': 'invitations',
  'expenses.create': 'expenses',
  'expenseRequests.create': 'expenseRequests',
  'bookkeepers.create': 'bookkeeper header',
  'bookkeepers.groups.create': 'bookkeeper groups',
  'bookkeepers.users.create': 'bookkeeper users',
  'bookkeepers.clients.create': 'bookkeeper clients',
};

const unseen: readonly string[] = ['receipts.uploadUrl', 'bookkeepers.templates.categories.replaceAll'];

/** What became of it is known, and it is nothing. */
const nothingDone: readonly ChangeStatus[] = ['failed', 'not-applied', 'refused', 'not-sent', 'pending'];

/** One world that tools change at random while things go wrong, watched from outside. */
export class Run {
  /** What must never be: whole sentences. */
  readonly violations: string[] = [];
  /** How often what happened. */
  readonly counts: Record<string, number> = {};
  readonly #sandbox: Sandbox;
  readonly #draw: Draw;
  readonly #offices: readonly Office[];
  readonly #newExpenses: () => WorldRecords;
  readonly #before: WorldRecords;
  #expenses: WorldRecords = new Map();
  #step = 0;
  readonly #deeds: Deed[] = [];
  /** Changes of which no answer told what became, with what became of them. */
  readonly #unknown = new Map<string, Deed>();
  /** Who touched a record of the world last: a change, or somebody outside. */
  readonly #last = new Map<string, string>();
  /** Changes of which nobody will ever know what became, and which say so. */
  readonly #undecidable = new Set<string>();
  /** When something with an id was touched last. */
  readonly #lastStep = new Map<string, number>();
  readonly #created: string[] = [];

  private constructor(sandbox: Sandbox, draw: Draw, offices: readonly Office[], newExpenses: () => WorldRecords) {
    this.#sandbox = sandbox;
    this.#draw = draw;
    this.#offices = offices;
    this.#newExpenses = newExpenses;
    this.#before = this.#whole();
  }

  static async open({ seed, maxAttempts }: RunOptions): Promise<Run> {
    const sandbox = await startSandbox({ limits: 'none', expenses: 0, seed: 1 + (seed % 5) });
    const { world } = sandbox;
    const draw = new Draw(seed);
    const newExpenses = watchExpenses(world);
    const offices: Office[] = [];
    for (const key of world.keys) {
      const server = await connectMcp(sandbox, key, { writes: 'auto', maxAttempts, person: yes });
      offices.push({ ...placeOf(sandbox, key, draw), server });
    }
    return new Run(sandbox, draw, offices, newExpenses);
  }

  async close(): Promise<void> {
    await Promise.all(this.#offices.map(({ server }) => server.close()));
    await this.#sandbox.close();
  }

  /** Changes the world until the journals hold so many changes. */
  async go(changes: number): Promise<void> {
    let recorded = 0;
    while (recorded < changes) {
      this.#step++;
      recorded += await this.#oneStep();
    }
  }

  /** Looks at everything once more when all is done. */
  async finish(): Promise<void> {
    for (const { office, id } of this.#unknown.values()) await this.#findOut(office, id);
    for (const { server } of this.#offices) {
      await this.#checkJournal(server);
      if (server.mistakes.length > 0) this.#violated(`the server made mistakes: ${server.mistakes.join('; ')}`);
    }
    const left = changedRecords(this.#before, this.#whole()).filter(({ name }) => !this.#last.has(name));
    for (const { name } of left) this.#violated(`${name} has changed, and no journal names it`);
    if (new Set(this.#created).size !== this.#created.length) this.#violated('one new record is told twice');
  }

  async #oneStep(): Promise<number> {
    const key = this.#kind();
    const office = this.#draw.one(this.#offices.filter(({ kind }) => kind === key));
    if (office === undefined) return 0;
    const chance = this.#draw.number();
    if (chance < 0.1) return await this.#wrong(office);
    if (chance < 0.22 && this.#deeds.length > 0) return await this.#undo();
    if (chance < 0.25 && this.#unknown.size > 0) return await this.#findOutOne();
    return await this.#change(office);
  }

  #kind(): KeyKind {
    const chance = this.#draw.number();
    return chance < 0.8 ? 'organization' : chance < 0.97 ? 'bookkeeper' : 'master';
  }

  async #change(office: Office): Promise<number> {
    const { draw } = office.place;
    const operation = draw.one(Object.entries(rows).filter(([, { key }]) => key === office.kind));
    const asked = operation?.[1].ask(office.place);
    this.#outside();
    if (asked === undefined) return 0;
    const call = toolCall(asked.request, draw.chance(0.5), office.server.tools);
    if (draw.chance(0.7)) return await this.#carriedOut(office, asked, call);
    const preview = await this.#called(
      office,
      { ...call, input: { ...call.input, preview: true } },
      asked.request.operation,
    );
    this.#mustBeUntouched(preview, 'a preview');
    const { change_id: id, token } = preview.answer.structured ?? {};
    if (typeof token !== 'string') return 0;
    const next = draw.number();
    if (next < 0.1) return 1;
    if (next < 0.2) {
      const refusal = await this.#called(office, { name: 'commit_change', input: { token, decision: 'refuse' } });
      this.#mustBeUntouched(refusal, 'a refusal');
      await this.#mustBe(office, id, ['refused']);
      return 1;
    }
    if (next < 0.25) {
      const forged = await this.#called(office, { name: 'commit_change', input: { token: tampered(token, draw) } });
      this.#mustBeUntouched(forged, 'a forged token');
    }
    if (next < 0.45) {
      asked.disturb?.();
      this.#outside();
    }
    return await this.#carriedOut(office, asked, { name: 'commit_change', input: { token } }, 1);
  }

  async #undo(): Promise<number> {
    const draw = this.#draw;
    const deed = draw.one(this.#deeds.slice(-40));
    if (deed === undefined) return 0;
    const { office, asked, id } = deed;
    const action = asked.wayBack && draw.chance(0.8) ? { action: asked.wayBack.action } : {};
    const call = { name: 'undo_change', input: { change_id: id, ...action } };
    const before = await office.server.changes.get(id);
    const undoing = await this.#carriedOut(office, { request: asked.request }, call);
    const after = await office.server.changes.get(id);
    if (before?.status === 'committed' && after?.status === 'undone' && before.reversible.answer === 'yes') {
      this.#count('undone whole');
      this.#mustBeBack(deed);
    }
    return undoing;
  }

  /** What was turned back is as it was before, where nobody else has been there since. */
  #mustBeBack({ touched, id }: Deed): void {
    const now = withoutJenjisOwn(this.#look());
    for (const change of touched) {
      const was = withoutJenjisOwn(
        new Map(change.before === undefined ? [] : [[change.name, { ...change, text: change.before }]]),
      );
      if (change.id === 'order' || now.get(change.name)?.text === was.get(change.name)?.text) continue;
      if (this.#since(change.name, id) > 1) continue;
      this.#violated(
        `${change.name} is not as it was before ${id}: ${now.get(change.name)?.text} ≠ ${was.get(change.name)?.text}`,
      );
    }
  }

  readonly #history = new Map<string, string[]>();

  /** How many have touched a record since a change did. */
  #since(name: string, id: string): number {
    const all = this.#history.get(name) ?? [];
    return all.length - 1 - all.indexOf(id);
  }

  async #wrong(office: Office): Promise<number> {
    const call = wrongCall(office.place);
    const start = this.#sandbox.requests.length;
    const done = await this.#called(office, call);
    this.#mustBeUntouched(done, JSON.stringify(call));
    if (!done.answer.isError) this.#violated(`${JSON.stringify(call)} was not refused: ${done.answer.text}`);
    const writes = this.#sandbox.requests
      .slice(start)
      .filter(({ operation }) => operation && isOperationId(operation) && operations[operation].hazard !== 'read');
    if (writes.length > 0) this.#violated(`${JSON.stringify(call)} sent ${writes.map((each) => each.operation)}`);
    this.#count('wrong calls');
    return 0;
  }

  /** One call that means to change something. */
  async #carriedOut(office: Office, asked: Asked, call: ToolCall, recordedBefore = 0): Promise<number> {
    const { answer, touched } = await this.#called(office, call, asked.request.operation);
    const { status, change_id: id } = answer.structured ?? {};
    if (typeof id !== 'string') {
      this.#mustBeUntouched({ answer, touched }, JSON.stringify(call));
      this.#count(`no plan: ${call.name === 'undo_change' ? 'undo' : 'change'}`);
      if (!answer.isError) this.#violated(`no plan, and no error: ${answer.text}`);
      return recordedBefore;
    }
    this.#count(String(status));
    const record = await this.#readBack(office, id);
    const deed = { office, id, asked, touched, step: this.#step };
    // A plan of which nothing was sent waits again.
    const told = status === 'not-sent' ? 'pending' : status;
    if (record.status !== told) this.#violated(`answered ${status}, written down ${record.status}: ${answer.text}`);
    if (nothingDone.includes(record.status)) this.#mustBeUntouched({ answer, touched }, `a change that is ${status}`);
    else if (record.status === 'unknown') this.#unknown.set(id, deed);
    else this.#mustBeDone(deed, record, answer);
    this.#touchedBy(id, touched);
    return 1;
  }

  #mustBeDone(deed: Deed, record: ChangeRecord, { text }: ToolAnswer): void {
    const { touched } = deed;
    // Of several items some may be done and others not; one by itself is done or not.
    const done = record.items.filter(({ status }) => status === 'committed');
    if (done.length === 0 || record.items.some(({ status }) => status === 'partly')) {
      this.#violated(`it is ${record.status}: ${text}`);
    }
    const isPlannedToChange = done.some(({ diff }) => diff.length > 0);
    if (touched.length === 0 && isPlannedToChange) this.#violated(`committed, and nothing has changed: ${text}`);
    for (const { unexpected = [], missing = [] } of done) {
      if (unexpected.length + missing.length > 0)
        this.#violated(`not as wanted: ${JSON.stringify({ unexpected, missing })} ${text}`);
    }
    this.#mustBeTold(deed, record);
    this.#deeds.push(deed);
    for (const { operation } of done) this.#count(`op ${operation}`);
  }

  /** Every record that has changed is named; and there are as many new ones as the journal says. */
  #mustBeTold({ touched }: Deed, whole: ChangeRecord): void {
    const record = { ...whole, items: whole.items.filter(({ status }) => status === 'committed') };
    const told = toldBy(record);
    for (const change of touched) {
      if (isTold(told, change, touched)) continue;
      this.#violated(
        `${change.name} has changed, and ${record.title} does not name it: ${change.before} → ${change.after}`,
      );
    }
    const expected = record.items.flatMap(({ operation, newIds = [] }) => {
      const kind = creates[operation];
      return kind === undefined ? [] : newIds.map((id) => `${kind} ${id}`);
    });
    const kinds = new Set(record.items.flatMap(({ operation }) => creates[operation] ?? []));
    const isOwn = ({ kind, owner, before }: RecordChange) =>
      before === undefined && kinds.has(kind) && (!told.newIds.includes(owner) || kind === 'bookkeeper header');
    const found = touched.filter((each) => isOwn(each) && each.id !== 'order').map(({ kind, id }) => `${kind} ${id}`);
    // The header of a bookkeeper has the id of its owner.
    if ([...expected].sort().join() !== [...found].sort().join()) {
      this.#violated(`${record.title} made ${found.join()}, and the journal says ${expected.join()}`);
    }
    const creations = record.items.filter(({ operation }) => creates[operation] !== undefined).length;
    if (creations !== expected.length)
      this.#violated(`${record.title}: ${creations} creations, ${expected.length} new`);
    this.#created.push(...expected);
  }

  async #findOutOne(): Promise<number> {
    const deed = this.#draw.one(this.#unknown.values());
    if (deed) await this.#findOut(deed.office, deed.id);
    return 0;
  }

  /** What nobody could tell then is told now, and agrees with the world. */
  async #findOut(office: Office, id: string): Promise<void> {
    const deed = this.#unknown.get(id);
    this.#unknown.delete(id);
    const look = await this.#called(office, { name: 'list_changes', input: { change_id: id } });
    this.#mustBeUntouched(look, 'list_changes');
    const record = await this.#record(office, id);
    if (deed === undefined) return;
    this.#count(`found out: ${record.status}`);
    const isUnseen = record.items.every(({ operation }) => unseen.includes(operation));
    // What others have done to the same since cannot be told from what this one did.
    const { names } = toldBy(record);
    const isOverwritten = [...this.#lastStep].some(([recordId, step]) => step > deed.step && names.has(recordId));
    if (record.status === 'unknown') {
      if (isUnseen || isOverwritten) this.#undecidable.add(id);
      else this.#violated(`${record.title} is still unknown`);
      return;
    }
    const isDone = record.status === 'committed' || record.status === 'partly';
    if (isOverwritten) return;
    if (isDone !== deed.touched.length > 0) {
      this.#violated(
        `${record.title} is found to be ${record.status}; it has changed ${deed.touched.map(({ name }) => name).join() || 'nothing'}`,
      );
    }
    if (isDone) this.#mustBeTold(deed, record);
  }

  /** Every change has an outcome, and what the last one to touch something says is what a fresh read shows. */
  async #checkJournal({ changes, jenji }: McpConnection): Promise<void> {
    for (const record of await changes.list({ limit: 100_000 })) {
      const { id, status, items, title } = record;
      const isUnseen = items.every(({ operation }) => unseen.includes(operation));
      if (['sending', 'interrupted'].includes(status) || (status === 'unknown' && !this.#undecidable.has(id))) {
        this.#violated(`${title} ends as ${status}`);
      }
      const names = this.#namesOf.get(id) ?? [];
      if (status !== 'committed' || isUnseen || names.length === 0) continue;
      if (names.some((name) => this.#last.get(name) !== id)) continue;
      this.#count('read again');
      for (const item of items) {
        // A warning cannot be read once its rule is gone.
        const isGone = (error: unknown) => {
          if (!item.operation.startsWith('expenses.warnings.') || !(error instanceof InvalidArgumentsError))
            throw error;
          return [];
        };
        const different = await notAsTold(jenji, item).catch(isGone);
        if (different.length > 0)
          this.#violated(`${title} (${id}) is not as the journal says: ${JSON.stringify(different)}`);
      }
    }
  }

  readonly #namesOf = new Map<string, readonly string[]>();

  #touchedBy(id: string, touched: readonly RecordChange[]): void {
    this.#namesOf.set(
      id,
      touched.map(({ name }) => name),
    );
    for (const { name, id: recordId } of touched) {
      this.#lastStep.set(recordId, this.#step);
      this.#last.set(name, id);
      this.#history.set(name, [...(this.#history.get(name) ?? []), id]);
    }
  }

  /** What the journal says, after a look at what was carried out and could not be read back then. */
  async #readBack(office: Office, id: string): Promise<ChangeRecord> {
    const record = await this.#record(office, id);
    const isOpen = record.items.some(({ status, changed }) => status === 'committed' && changed === undefined);
    if (!isOpen) return record;
    this.#count('read back later');
    return await office.server.changes.resolve(id);
  }

  async #record({ server }: Office, id: string): Promise<ChangeRecord> {
    const record = await server.changes.get(id);
    if (record === undefined) throw new Error(`The journal does not know change ${id}`);
    return record;
  }

  async #mustBe(office: Office, id: string, statuses: readonly ChangeStatus[]): Promise<void> {
    const { status, title } = await this.#record(office, id);
    if (!statuses.includes(status)) this.#violated(`${title} is ${status}, not ${statuses.join(' or ')}`);
  }

  #mustBeUntouched({ touched, answer }: { touched: readonly RecordChange[]; answer: ToolAnswer }, what: string): void {
    for (const { name, before, after } of touched) {
      this.#violated(`${what} has changed ${name}: ${before} → ${after}; the answer was ${answer.text}`);
    }
  }

  /** Calls a tool, perhaps while something goes wrong, and tells what has changed in the world. */
  async #called({ server }: Office, { name, input }: ToolCall, operation?: WriteOperationId) {
    // Nothing happens between two looks but what is called here, and what somebody outside does.
    const before = this.#seen;
    const end = operation && this.#draw.chance(0.5) ? misfortune(this.#sandbox, this.#draw, operation) : undefined;
    const answer = await server.call(name, input);
    end?.();
    const touched = changedRecords(before, this.#look());
    return { answer, touched };
  }

  /** Whatever has changed until now was done by somebody outside. */
  #outside(): void {
    const before = this.#seen;
    for (const { name, id } of changedRecords(before, this.#look())) {
      this.#lastStep.set(id, this.#step);
      this.#last.set(name, 'outside');
      this.#history.set(name, [...(this.#history.get(name) ?? []), 'outside']);
    }
  }

  #seen: WorldRecords = new Map();

  #look(): WorldRecords {
    this.#expenses = new Map([...this.#expenses, ...this.#newExpenses()]);
    this.#seen = new Map([...worldRecords(this.#sandbox.world), ...this.#expenses]);
    return this.#seen;
  }

  /** All of the world, every expense included. */
  #whole(): WorldRecords {
    this.#newExpenses();
    this.#seen = worldRecords(this.#sandbox.world);
    return new Map([...this.#seen, ...allExpenses(this.#sandbox.world)]);
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  #violated(what: string): void {
    this.violations.push(`step ${this.#step}: ${what}`);
  }
}

function placeOf(sandbox: Sandbox, key: ApiKey, draw: Draw): { kind: KeyKind; place: Place } {
  const { world } = sandbox;
  const { organizations, bookkeepers } = world;
  const [organization] = key.type === 'organization' ? [organizations.get(key.organizationId)] : organizations.values();
  const [bookkeeper] = key.type === 'bookkeeper' ? [bookkeepers.get(key.bookkeeperId)] : bookkeepers.values();
  if (!organization || !bookkeeper) throw new Error('The sandbox has a key without an organization or bookkeeper');
  const isMaster = key.type === 'bookkeeper' && bookkeeper.header.masterBookkeeperId === undefined;
  const kind = key.type === 'organization' ? 'organization' : isMaster ? 'master' : 'bookkeeper';
  return { kind, place: { world, organization, bookkeeper, draw } };
}
