import type * as z from 'zod';
import { advancedCustomizationOperations } from './advanced-customization.ts';
import { baseCustomizationOperations } from './base-customization.ts';
import { bookkeeperOperations } from './bookkeepers.ts';
import { customFieldOperations } from './custom-fields.ts';
import type { Endpoint } from './endpoint.ts';
import { expenseRequestOperations } from './expense-requests.ts';
import { expenseOperations } from './expenses.ts';
import { miscOperations } from './misc.ts';
import { organizationOperations } from './organizations.ts';
import type { PathArguments } from './path-parameters.ts';
import { userOperations } from './users.ts';

/** The chapters of the manual, each with its operations. */
export const chapters: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
  Organizations: organizationOperations,
  'Base customization': baseCustomizationOperations,
  'Custom fields': customFieldOperations,
  'Advanced customization': advancedCustomizationOperations,
  Users: userOperations,
  Expenses: expenseOperations,
  'Expense requests': expenseRequestOperations,
  Bookkeepers: bookkeeperOperations,
  Mileage: miscOperations,
};

// Named, so that declaration files refer to the chapters instead of repeating them.
type Operations = typeof organizationOperations &
  typeof baseCustomizationOperations &
  typeof customFieldOperations &
  typeof advancedCustomizationOperations &
  typeof userOperations &
  typeof expenseOperations &
  typeof expenseRequestOperations &
  typeof bookkeeperOperations &
  typeof miscOperations;

/** All 96 documented operations by id, in the order of the manual. */
export const operations: Operations = {
  ...organizationOperations,
  ...baseCustomizationOperations,
  ...customFieldOperations,
  ...advancedCustomizationOperations,
  ...userOperations,
  ...expenseOperations,
  ...expenseRequestOperations,
  ...bookkeeperOperations,
  ...miscOperations,
};

/** Id of an operation, such as `expenses.search`. */
export type OperationId = keyof Operations;

/** Any of the operations, seen without its own types. */
export type Operation = Endpoint;

/** The ids as a list, in the order of the manual. */
export const operationIds = Object.keys(operations) as readonly OperationId[];

export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;

/** One part of the arguments: absent where the operation has none, optional where nothing in it is required. */
type Part<Name extends string, Value, Required extends boolean> = [Value] extends [never]
  ? unknown
  : Required extends true
    ? { [Key in Name]: Value }
    : { [Key in Name]?: Value | undefined };

type Nothing = Record<never, never>;

type HasRequired<Value> = [keyof Value] extends [never] ? false : Nothing extends Value ? false : true;

/** An empty body clears or destroys with these hazards, so it is never implied. */
type NeedsBody<Id extends OperationId> = Operations[Id]['hazard'] extends 'replace' | 'reset'
  ? true
  : HasRequired<BodyOf<Id>>;

type Simplified<Parts> = [keyof Parts] extends [never] ? Record<string, never> : { [Key in keyof Parts]: Parts[Key] };

/** Path parameters of an operation by name; an object without members where it has none. */
export type PathOf<Id extends OperationId> = PathArguments<Operations[Id]['path']>;

/** Query parameters of an operation; `never` where it has none. */
export type QueryOf<Id extends OperationId> = Given<NonNullable<Operations[Id]['query']>>;

/** JSON body that an operation sends; `never` where it sends none. */
export type BodyOf<Id extends OperationId> = Given<NonNullable<Operations[Id]['body']>>;

/** What a call takes: `path`, `query` and `body`, each only where the operation has it. */
export type CallArguments<Id extends OperationId> = Simplified<
  Part<'path', [keyof PathOf<Id>] extends [never] ? never : PathOf<Id>, true> &
    Part<'query', QueryOf<Id>, HasRequired<QueryOf<Id>>> &
    Part<'body', BodyOf<Id>, NeedsBody<Id>>
>;

/** Operations that can be called without arguments. */
export type ArgumentFreeId = {
  [Id in OperationId]: Nothing extends CallArguments<Id> ? Id : never;
}[OperationId];

/** Parsed answer of an operation; undefined where the manual documents none. */
export type ResponseOf<Id extends OperationId> = z.output<Operations[Id]['response']>;

/** Operations that answer `{ data: [ … ] }`. */
export type ListOperationId = {
  [Id in OperationId]: ResponseOf<Id> extends { data: readonly unknown[] } ? Id : never;
}[OperationId];

/** Item of the `data` of a list operation. */
export type ItemOf<Id extends ListOperationId> =
  ResponseOf<Id> extends { data: readonly (infer Item)[] } ? Item : never;
