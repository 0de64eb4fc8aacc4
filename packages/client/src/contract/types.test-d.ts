// Compiled, never run: each `@ts-expect-error` fails to compile when the mistake below it would be accepted.
import type { CallArguments, Expense, ItemOf, ListOperationId, OperationId, ResponseOf } from './index.ts';
import { endpoint, noContent } from './index.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_Claim extends true>(): void {}

declare function call<Id extends OperationId>(id: Id, args: CallArguments<Id>): ResponseOf<Id>;

const path = { organizationId: 'o' };
const standard = {
  type: 'STANDARD',
  time: '2024-02-29',
  country: 'FR',
  label: 'Burrito',
  category: 'lunch',
  currency: 'EUR',
  total: 7.11,
  paymentMethodId: 'p',
  receiptKey: 'k',
  userId: 'u',
} as const;

// Ids.
call('expenses.get', { path: { expenseId: 'e' } });

// @ts-expect-error no such operation
call('expenses.fetch', { path: { expenseId: 'e' } });

// Path parameters.
// @ts-expect-error the path is missing
call('expenses.get', {});
// @ts-expect-error one parameter is missing
call('users.get', { path });
// @ts-expect-error no such parameter
call('expenses.get', { path: { expenseId: 'e', organizationId: 'o' } });
// @ts-expect-error not a text
call('expenses.get', { path: { expenseId: 7 } });
call('expenses.exports.delete', { path: { expenseId: 'e', exportType: 'payroll' } });
// @ts-expect-error not one of the two exports
call('expenses.exports.delete', { path: { expenseId: 'e', exportType: 'payrol' } });

// Queries.
call('users.list', { path });
call('users.list', { path, query: { login: 'a@b.fr' } });
// @ts-expect-error no such query parameter
call('users.list', { path, query: { email: 'a@b.fr' } });
// @ts-expect-error the period is required
call('userActivities.list', { path });
// @ts-expect-error this operation takes no query
call('users.get', { path: { ...path, userId: 'u' }, query: {} });

// Bodies.
call('expenses.search', {});
call('expenses.search', { body: { searchMode: 'TIME', start: '2024-01-01', end: '2024-01-31', states: [] } });
// @ts-expect-error not a search mode
call('expenses.search', { body: { searchMode: 'TIMES' } });
// @ts-expect-error no such field
call('expenses.search', { body: { from: '2024-01-01' } });
call('expenses.create', { body: standard });
call('expenses.create', { body: { ...standard, explanation: null }, query: { 'check-missing-custom-fields': true } });
// @ts-expect-error a per-diem cannot be created
call('expenses.create', { body: { ...standard, type: 'PERDIEM' } });
// @ts-expect-error a text where an amount belongs
call('expenses.create', { body: { ...standard, total: '7.11' } });
// @ts-expect-error a standard expense has no distance
call('expenses.create', { body: { ...standard, distance: 3 } });
// @ts-expect-error this operation takes no body
call('expenses.get', { path: { expenseId: 'e' }, body: {} });
// @ts-expect-error a list has to be sent
call('categories.replaceAll', { path, body: { id: 'lunch' } });
// @ts-expect-error not a vehicle type
call('users.vehicles.create', { path: { ...path, userId: 'u' }, body: { type: 'PLANE' } });

// An empty body would clear everything, so it has to be said.
call('users.update', { path: { ...path, userId: 'u' }, body: {} });
// @ts-expect-error the body is missing
call('users.update', { path: { ...path, userId: 'u' } });

// Conditions, at any depth.
const not = (type: 'TRUE' | 'FALSE') => ({ type: 'NOT', condition: { type } }) as const;
call('categories.update', { path: { ...path, categoryId: 'c' }, body: { scopeCondition: not('TRUE') } });
call('categories.update', {
  path: { ...path, categoryId: 'c' },
  // @ts-expect-error no such condition
  body: { scopeCondition: { type: 'AND', conditions: [{ type: 'MAYBE' }] } },
});
call('categories.update', {
  path: { ...path, categoryId: 'c' },
  // @ts-expect-error the value is missing
  body: { scopeCondition: { type: 'OR', conditions: [{ type: 'EBF_EQ', field: 'CATEGORY' }] } },
});

// An operation without arguments takes no options in their place.
call('organizations.list', {});
// @ts-expect-error not an argument
call('organizations.list', { signal: new AbortController().signal });

// Answers: every field may be missing, lists of values stay open, unknown fields are kept.
const expense: Expense = call('expenses.get', { path: { expenseId: 'e' } });
holds<Equal<typeof expense.total, number | null | undefined>>();
holds<Equal<(typeof expense)['addedLater'], unknown>>();
const type: Expense['type'] = 'CRYPTO';
// @ts-expect-error it may be missing
const total: number = expense.total;
holds<Equal<ResponseOf<'expenses.delete'>, undefined>>();
holds<Equal<ItemOf<'expenses.search'>, Expense>>();
holds<Equal<ItemOf<'expenses.actions.list'>, string>>();
const list: ListOperationId = 'users.list';
// @ts-expect-error not a list
const single: ListOperationId = 'users.get';

// Declarations.
// @ts-expect-error a path parameter nobody described
endpoint({ method: 'GET', path: '/api/{nobodyKnowsId}', summary: 'S.', hazard: 'read', response: noContent });
// @ts-expect-error an operation without a hazard
endpoint({ method: 'GET', path: '/api', summary: 'S.', response: noContent });

export const used = { expense, type, total, list, single };
