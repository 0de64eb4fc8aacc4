import { bookkeepersKey, clientsKey } from '../readings/bookkeepers.ts';
import { customOptionsKey } from '../readings/custom-options.ts';
import { expenseKey } from '../readings/expense.ts';
import { expensesKey, monthKey } from '../readings/month-expenses.ts';
import { organizationKey } from '../readings/organization.ts';
import { organizationsKey } from '../readings/organizations.ts';
import { waitingExpensesKey } from '../readings/waiting-expenses.ts';
import type { ItemShown } from './plan-shown.ts';

/** What was read before and may be wrong after a change. */
export interface Affected {
  /** To be read again with all below it. */
  readonly trees: readonly string[];
  /** To be read again, and nothing below it. */
  readonly alone: readonly string[];
}

type Changed = Pick<ItemShown, 'operation' | 'organization' | 'request' | 'before' | 'expected' | 'diff'> & {
  /** As read back, where it was. */
  readonly after?: ItemShown['before'];
};

/** The keys of the readings that a change of a plan touches, whatever became of it. As few as possible: reading costs. */
export function affectedReadings(item: Changed): Affected {
  const path = item.request.path ?? {};
  const organizationId = item.organization ?? path.organizationId ?? path.clientId ?? '';
  const organization = organizationKey(organizationId);
  const [topic = '', ...rest] = item.operation.split('.');
  switch (topic) {
    case 'users':
    case 'invitations':
    case 'paymentMethods':
    case 'allowanceTemplates':
    case 'warningRules':
    case 'communications':
      return trees(`${organization}/${topic}`);
    case 'customOptions':
      return trees(customOptionsKey(organizationId, path.listId ?? ''));
    case 'expenses':
      return trees(...expenseKeys(organizationId, path.expenseId, item));
    case 'expenseRequests':
      return trees(`${organization}/expenseRequests`);
    case 'bookkeepers':
      return bookkeeperKeys(rest.join('.'), path);
    case 'receipts':
      return trees();
    case 'organizations':
      return { trees: [], alone: [organization, organizationsKey] };
    default:
      // Groups, categories and custom fields stand in the organization itself.
      return { trees: [], alone: [organization] };
  }
}

function expenseKeys(organizationId: string, expenseId: string | undefined, item: Changed): string[] {
  const months = [
    ...new Set([...monthsIn(item.before), ...monthsIn(item.expected), ...monthsIn(item.after), ...monthsInDiff(item)]),
  ];
  const lists = months.map((month) => monthKey(organizationId, month));
  return [
    ...(expenseId === undefined ? [] : [expenseKey(expenseId)]),
    ...(lists.length > 0 ? [...lists, waitingExpensesKey(organizationId)] : [expensesKey(organizationId)]),
  ];
}

/** The months of the expenses in a state, whose documents they are, or are in. */
function monthsIn(state: ItemShown['before']): string[] {
  return Object.values(state ?? {}).flatMap((document) => [
    ...monthOf(member(document, 'time')),
    ...Object.values(Object(document)).flatMap((each) => monthOf(member(each, 'time'))),
  ]);
}

/** Of what another process planned, only differences are known: they tell the month where the date is one of them. */
function monthsInDiff({ diff, before }: Changed): string[] {
  if (before) return [];
  return diff
    .filter(({ path }) => path.at(-1) === 'time')
    .flatMap((each) => [...monthOf(each.before), ...monthOf(each.after)]);
}

function monthOf(date: unknown): string[] {
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}/.test(date) ? [date.slice(0, 7)] : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function bookkeeperKeys(what: string, path: Readonly<Record<string, string>>): Affected {
  const { bookkeeperId = '' } = path;
  const bookkeeper = `${bookkeepersKey}/${encodeURIComponent(bookkeeperId)}`;
  const client = path.clientId === undefined ? [] : [organizationKey(path.clientId)];
  if (what === 'create' || what === 'update') return { trees: [], alone: [bookkeepersKey, bookkeeper] };
  if (what === 'clients.applyTemplate') return trees(...client);
  if (what.startsWith('clients.')) return { trees: [clientsKey(bookkeeperId)], alone: [organizationsKey, ...client] };
  return trees(bookkeeper);
}

function trees(...keys: string[]): Affected {
  return { trees: keys, alone: [] };
}
