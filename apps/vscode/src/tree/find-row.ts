import type { Expense } from '@jenji-kit/client';
import { expenseOf } from '../readings/expense.ts';
import { monthsRead, waitingExpensesKey } from '../readings/waiting-expenses.ts';
import type { FolderName } from './folder.ts';
import type { TreeModel } from './tree-model.ts';
import type { NodeKind, Subject } from './tree-node.ts';
import type { TreeRow } from './tree-row.ts';

/** In which folders of an organization the records of a kind are; the way leads through no other. */
const foldersOf: Partial<Record<NodeKind, readonly FolderName[]>> = {
  expense: ['expenses', 'earlier', 'year'],
  month: ['expenses', 'earlier', 'year'],
  state: ['expenses', 'earlier', 'year'],
  day: ['expenses', 'earlier', 'year'],
  expenseRequest: ['requests', 'earlier', 'year'],
  group: ['people'],
  user: ['people'],
  invitation: ['invitations'],
  category: ['settings', 'categories'],
  paymentMethod: ['settings', 'paymentMethods'],
  customField: ['settings', 'customFields', 'fields'],
  customOption: ['settings', 'customFields', 'fields'],
  allowanceTemplate: ['settings', 'allowanceTemplates'],
  warningRule: ['settings', 'warningRules'],
  communication: ['settings', 'communications'],
};

/** Below which kinds of rows the way may go on, from the folder down. */
const through: Partial<Record<NodeKind, readonly NodeKind[]>> = {
  expense: ['month', 'state', 'day', 'range'],
  state: ['month'],
  day: ['month', 'state'],
  user: ['group', 'range'],
  group: ['group'],
  category: ['category'],
  customOption: ['customField', 'range'],
};

/**
 * The row of what a subject is about, looking up what lies on the way to it and nothing else: for an expense at most
 * the expense itself, its organization and its month are read. Undefined where it is not there (any more).
 */
export async function findRow(model: TreeModel, subject: Subject): Promise<TreeRow | undefined> {
  const month = subject.bucket?.month ?? (subject.kind === 'expense' ? await monthOf(model, subject) : undefined);
  const target: Target = { ...subject, month };
  return findAmong(model, model.roots(), target);
}

type Target = Subject & { readonly month: string | undefined };

async function findAmong(model: TreeModel, rows: readonly TreeRow[], target: Target): Promise<TreeRow | undefined> {
  const found = rows.find((row) => isIt(row.subject, target));
  if (found) return found;
  for (const row of rows) {
    if (!row.node.children || !leadsTo(row, target)) continue;
    const below = await findAmong(model, await model.children(row), target);
    if (below) return below;
  }
  return undefined;
}

function isIt(subject: Subject, target: Target): boolean {
  if (subject.kind !== target.kind || subject.accountId !== target.accountId) return false;
  if (subject.organizationId !== target.organizationId) return false;
  if (subject.id !== target.id || (target.listId && subject.listId !== target.listId)) return false;
  if (target.owner !== undefined && subject.owner !== target.owner) return false;
  if (target.kind === 'expense' || !target.bucket) return true;
  const [one, other] = [subject.bucket, target.bucket];
  return (
    one?.month === other.month &&
    one.state === other.state &&
    one.day === other.day &&
    one.userId === other.userId &&
    one.groupId === other.groupId
  );
}

function leadsTo({ subject, node }: TreeRow, target: Target): boolean {
  if (subject.accountId !== target.accountId) return false;
  const { kind } = subject;
  if (kind === 'account') return true;
  if (kind === 'bookkeeper') return target.bookkeeperId === undefined || subject.bookkeeperId === target.bookkeeperId;
  // Ranges of organizations have none themselves.
  if (subject.organizationId === undefined) return kind === 'range';
  if (subject.organizationId !== target.organizationId) return false;
  if (kind === 'organization' || kind === 'client') return true;
  if (kind === 'folder') return leadsThroughFolder(subject, target);
  if (!through[target.kind]?.includes(kind) && kind !== 'range') return false;
  if (kind === 'month') return subject.bucket?.month === target.month;
  if (kind === 'state' && target.bucket?.state !== undefined) return subject.bucket?.state === target.bucket.state;
  if (kind === 'day' && target.bucket?.day !== undefined) return subject.bucket?.day === target.bucket.day;
  if (kind === 'customField') return node.subject.listId === target.listId;
  return true;
}

function leadsThroughFolder({ id, owner }: Subject, target: Target): boolean {
  const { month } = target;
  if (!foldersOf[target.kind]?.some((name) => name === id)) return false;
  if (id === 'year') return month === undefined || month.startsWith(`${owner}-`);
  if (id === 'fields' && target.kind === 'customField') return target.owner === undefined || owner === target.owner;
  return true;
}

/** The month of an expense, by what was read if possible. */
async function monthOf(model: TreeModel, { accountId, organizationId = '', id }: Subject): Promise<string | undefined> {
  const connection = await model.connect(accountId);
  const { readings } = connection;
  const lists = [
    readings.peek<readonly Expense[]>(waitingExpensesKey(organizationId)),
    ...monthsRead(readings, organizationId).values(),
  ];
  for (const list of lists) {
    const found = list?.value.find((each) => each.id === id);
    if (found) return found.time?.slice(0, 7);
  }
  const { value } = await expenseOf(connection, id ?? '');
  return value.time?.slice(0, 7);
}
