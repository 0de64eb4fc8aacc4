import type { ExpenseRecord, Sandbox } from '@jenji-kit/sandbox';

type World = Sandbox['world'];

/** The smallest part of the world that has an id of its own; or the order of a list, whose id is `order`. */
interface WorldRecord {
  /** The part of the world that it stands in: `users`, `options of project`, `bookkeeper groups`. */
  kind: string;
  id: string;
  /** The organization or the bookkeeper. */
  owner: string;
  /** All of it. */
  text: string;
}

/** Records by kind, id and owner in one text. */
export type WorldRecords = ReadonlyMap<string, WorldRecord>;

type Records = Map<string, WorldRecord>;

/** Told which expenses were written since it was last asked: there are too many to look at them all again and again. */
export function watchExpenses({ expenses }: World): () => WorldRecords {
  const written = new Set<string>();
  const { put, updateAll } = expenses;
  expenses.put = (record) => {
    written.add(record.expense.id);
    put.call(expenses, record);
  };
  expenses.updateAll = (organizationId, change) => {
    for (const { expense } of expenses.search(organizationId)) written.add(expense.id);
    updateAll.call(expenses, organizationId, change);
  };
  return () => {
    const records = [...written].flatMap((id) => expenses.get(id) ?? []);
    written.clear();
    return expenseRecords(records);
  };
}

/** Every expense there is. */
export function allExpenses({ organizations, expenses }: World): WorldRecords {
  return expenseRecords([...organizations.keys()].flatMap((id) => [...expenses.search(id)]));
}

function expenseRecords(all: readonly ExpenseRecord[]): WorldRecords {
  const records: Records = new Map();
  for (const record of all) {
    const { id, organizationId } = record.expense;
    add(records, { kind: 'expenses', id, owner: organizationId, text: textOf(record) });
  }
  return records;
}

/** Everything but the expenses, the receipts, and the counters of who did what when. */
export function worldRecords({ organizations, bookkeepers, ...world }: World): WorldRecords {
  const records: Records = new Map();
  for (const [owner, { activities: _, activitiesSinceStart: __, ...organization }] of organizations) {
    for (const [part, value] of Object.entries(organization)) note(records, { owner, kind: part }, value);
  }
  for (const [owner, bookkeeper] of bookkeepers) {
    for (const [part, value] of Object.entries(bookkeeper)) note(records, { owner, kind: `bookkeeper ${part}` }, value);
  }
  for (const { templateId, bookkeeperId } of world.pendingCategoryUpdates) {
    add(records, { kind: 'pending categories', id: templateId, owner: bookkeeperId, text: 'waits' });
  }
  add(records, { kind: 'keys', id: '', owner: '', text: textOf(world.keys) });
  add(records, { kind: 'exchange rates', id: '', owner: '', text: textOf(world.exchangeRates) });
  return records;
}

function note(records: Records, place: Pick<WorldRecord, 'owner' | 'kind'>, value: unknown): void {
  if (place.kind === 'optionLists' && value instanceof Map) {
    for (const [listId, options] of value) note(records, { ...place, kind: `options of ${listId}` }, options);
    return;
  }
  if (place.kind === 'customFields') {
    for (const [owner, fields] of Object.entries(Object(value))) {
      note(records, { ...place, kind: `customFields.${owner}` }, fields);
    }
    return;
  }
  const items = value instanceof Map ? [...value] : Array.isArray(value) ? value.map((item) => [idOf(item), item]) : [];
  if (items.length === 0 || !items.every(([id]) => typeof id === 'string' && id !== '')) {
    add(records, { ...place, id: place.owner, text: textOf(value) });
    return;
  }
  for (const [id, item] of items) add(records, { ...place, id: String(id), text: textOf(item) });
  if (Array.isArray(value)) {
    add(records, { ...place, id: 'order', text: items.map(([id]) => id).join(' ') });
  }
}

function add(records: Records, record: WorldRecord): void {
  records.set(`${record.kind} ${record.id} of ${record.owner}`, record);
}

function idOf(item: unknown): unknown {
  const { id, templateId, key, field, invitation } = Object(item);
  return id ?? templateId ?? key ?? field?.key ?? invitation?.id;
}

/** The same text for the same facts: the order of members says nothing, and neither does one that holds nothing. */
function textOf(value: unknown): string {
  return JSON.stringify(plain(value)) ?? '';
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Set) return plain([...value]);
  if (Array.isArray(value)) return value.length > 0 ? value.map((item) => plain(item) ?? null) : undefined;
  if (typeof value !== 'object') return value;
  const members = Object.entries(value ?? {})
    .map(([name, member]) => [name, plain(member)] as const)
    .filter(([name, member]) => member !== undefined && !(name === 'disabled' && member === false))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** A record that two moments differ in. */
export interface RecordChange extends Omit<WorldRecord, 'text'> {
  name: string;
  /** Undefined where it was not there. */
  before: string | undefined;
  after: string | undefined;
}

/** The records without what Jenji writes by itself, which nothing sets back: instants of changes, converted amounts. */
export function withoutJenjisOwn(records: WorldRecords): WorldRecords {
  const own = /"(updatedAt|total\w*InMasterCurrency|totalConversionRate)":("[^"]*"|[\d.]+),?/g;
  // The label of a payment method is Jenji's: the one in the language that the organization has at the time.
  const label = /"label":"(?:[^"\\]|\\.)*",?/g;
  const text = ({ kind, text }: WorldRecord) =>
    (kind === 'paymentMethods' ? text.replaceAll(label, '') : text).replaceAll(own, '').replaceAll(',}', '}');
  return new Map([...records].map(([name, record]) => [name, { ...record, text: text(record) }]));
}

export function changedRecords(before: WorldRecords, after: WorldRecords): RecordChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    const { kind, id, owner } = was ?? is ?? {};
    if (was?.text === is?.text || kind === undefined || id === undefined || owner === undefined) return [];
    return [{ name, kind, id, owner, before: was?.text, after: is?.text }];
  });
}
