import {
  type CallArguments,
  type Hazard,
  type ItemOf,
  type ListOperationId,
  operations,
  type PathOf,
  type QueryOf,
  type ResponseOf,
} from '@jenji-kit/client';
import type * as z from 'zod';
import type { ChangeRequest, ReadOperationId, WriteOperationId } from './change-request.ts';
import type { PathPattern } from './difference.ts';
import type { State } from './state.ts';

/** The way a recipe reads: only operations that change nothing, each call within the request budget. */
export interface Reading {
  call<Id extends ReadOperationId>(id: Id, args: CallArguments<Id>): Promise<ResponseOf<Id>>;
  stream<Id extends ReadOperationId & ListOperationId>(id: Id, args: CallArguments<Id>): AsyncIterable<ItemOf<Id>>;
}

/** A change request after the check. */
export interface RecipeRequest<Id extends WriteOperationId = WriteOperationId, Body = unknown> {
  path: PathOf<Id>;
  query: [QueryOf<Id>] extends [never] ? undefined : QueryOf<Id> | undefined;
  body: Body;
  clear: readonly string[];
  accept: readonly string[];
}

/** Something that a change costs beyond what it is for. */
export interface Loss {
  /**
   * `cleared`: a field is emptied. `disabled`: a record can no longer be chosen. `removed`: a record or a relation is
   * gone. `unknowable`: Jenji clears a field that cannot be read. `reset`: records beyond the one are destroyed.
   */
  kind: 'cleared' | 'disabled' | 'removed' | 'unknowable' | 'reset';
  /** What is lost, by name where it has one, such as `category "Lunch" (lunch)`. What people typed stands in quotes. */
  what: string;
}

/** What a change comes to: worked out from the state and the request, without asking Jenji. */
interface Prepared<Id extends WriteOperationId = WriteOperationId> {
  /** What is done to what, in a few words with a name: `Change user "Ada Lovelace" (ada@example.com)`. */
  title: string;
  /** What will be sent. It is checked by the operation's own strict rules before anything else happens. */
  args: { path: PathOf<Id>; query?: unknown; body?: unknown };
  /** The state afterwards. `givenByJenji` and `newRecord()` stand for what only Jenji knows. */
  expected: State;
  /**
   * Places that Jenji may change by itself with this write, as patterns: `user.updatedAt`, `expense.warnings.**`. What
   * becomes of them is no sign of success or failure, also where the expected state shows a change there.
   */
  mayChange?: readonly PathPattern[];
  losses?: readonly Loss[];
  /** What a person should know before approving, in whole sentences. */
  notes?: readonly string[];
  /** The id of the record created, from Jenji's answer; absent where none is created. */
  newId?(answer: ResponseOf<Id>): string | null | undefined;
  /**
   * True where no operation shows what the write did, or only hours later: Jenji's answer alone tells, and without it
   * nobody can say whether it was carried out.
   */
  unseen?: boolean;
  /** Documents of the state afterwards that only the answer shows; they stand in for what is read back. */
  answered?(answer: ResponseOf<Id>): State | undefined;
  /** Of a `reset`: what a person has to type, and how many records it destroys. */
  destroys?: { name: string; count: number; what: string };
}

/** How to turn a change back. */
export type Reversal =
  | {
      /** Carried out in this order; each is planned and shown like any other change. */
      requests: readonly ChangeRequest[];
      /** What will not be as before: a new id, an e-mail that has left. Whole sentences; empty when all is restored. */
      except?: readonly string[];
    }
  /** Only a workflow action leads back, and the API does not tell which one: whoever undoes has to say it. */
  | {
      needs: 'action';
      /** What to give, and why. Whole sentences. */
      text: string;
      /** The actions that are possible now. */
      choices(reading: Reading): Promise<readonly string[]>;
      /** The change back by that action; it expects the state that was recorded, so it tells where it leads elsewhere. */
      with(answer: LeadingBack): { requests: readonly ChangeRequest[]; except?: readonly string[] };
    }
  /** Why it cannot be turned back, and what comes nearest. Whole sentences. */
  | { cannot: string };

/** How someone wants a change of state turned back. */
export interface LeadingBack {
  /** Code of the workflow action. */
  action: string;
  /** Who performs it; the one who performed the change where left out. */
  actionUserId?: string | undefined;
}

/** What a reversal works from: what the journal recorded. */
interface Done<Id extends WriteOperationId = WriteOperationId, S extends State = State, Body = unknown> {
  request: RecipeRequest<Id, Body>;
  before: S;
  /** As read back; when planning, as expected. */
  after: S;
}

interface RecipeDeclaration<Id extends WriteOperationId, S extends State, Body> {
  operation: Id;
  /** What `body` of a request may hold; the operation's own where left out. Strict, every field described. */
  body?: z.ZodType<Body>;
  /** Fields that `clear` may name; `customFields.*` stands for every member of `customFields`. */
  clearable?: readonly string[];
  /** Fields that the write clears unless given, and that no operation reads: a request has to give or accept each. */
  unknowable?: readonly string[];
  /** What else `accept` may name: something that the recipe refuses unless it is accepted, such as a duplicate. */
  acceptable?: readonly string[];
  /** Members of the answer that the caller needs and that nothing may keep, such as a signed link. */
  secretAnswer?: readonly string[];
  /** Reads everything the write may touch, and no more: a plan is bound to it. */
  read(reading: Reading, request: RecipeRequest<Id, Body>): Promise<S>;
  /**
   * Works out the change.
   *
   * @throws InvalidArgumentsError for a request that makes no sense in this state, ChangeRefused where the state forbids it.
   */
  prepare(state: S, request: RecipeRequest<Id, Body>): Prepared<Id>;
  /** Whether and how it can be turned back. Pure: it is asked before the change too, so that people know. */
  reverse(done: Done<Id, S, Body>): Reversal;
  /** The organization it is about; by default `path.organizationId` or `path.clientId`. Operators limit by it. */
  organization?(state: S, request: RecipeRequest<Id, Body>): string | null | undefined;
  /** Of a `reset`: what it destroys, record by record, to be kept in a file before anything is sent. */
  snapshot?(reading: Reading, request: RecipeRequest<Id, Body>): AsyncIterable<unknown>;
}

/** A request, a preparation and a record of a change whose operation is known only at run time. */
export interface AnyRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly clear: readonly string[];
  readonly accept: readonly string[];
}

export interface AnyPrepared extends Omit<Prepared, 'args' | 'newId' | 'answered'> {
  args: unknown;
  newId?(answer: unknown): string | null | undefined;
  answered?(answer: unknown): State | undefined;
}

interface AnyDone {
  request: AnyRequest;
  before: State;
  after: State;
}

/** How one operation is carried out safely. Its types are checked where it is declared. */
export interface Recipe {
  readonly operation: WriteOperationId;
  readonly hazard: Exclude<Hazard, 'read'>;
  readonly body: z.ZodType | undefined;
  readonly clearable: readonly string[];
  readonly unknowable: readonly string[];
  readonly acceptable: readonly string[];
  readonly secretAnswer: readonly string[];
  read(reading: Reading, request: AnyRequest): Promise<State>;
  prepare(state: State, request: AnyRequest): AnyPrepared;
  reverse(done: AnyDone): Reversal;
  organization(state: State, request: AnyRequest): string | undefined;
  snapshot?(reading: Reading, request: AnyRequest): AsyncIterable<unknown>;
}

/** The body that an operation documents; undefined where it has none. */
type OwnBody<Id extends WriteOperationId> = (typeof operations)[Id]['body'] extends infer Schema
  ? [NonNullable<Schema>] extends [never]
    ? undefined
    : NonNullable<Schema> extends z.ZodType<infer Output>
      ? Output
      : undefined
  : never;

/** Declares how one operation is carried out safely. */
export function recipe<const Id extends WriteOperationId, S extends State, Body = OwnBody<Id>>(
  declaration: RecipeDeclaration<Id, S, Body>,
): Recipe {
  const { clearable = [], unknowable = [], acceptable = [], secretAnswer = [] } = declaration;
  const { organization, snapshot, ...rest } = declaration;
  const operation: { hazard: Hazard; body?: z.ZodType } = operations[declaration.operation];
  if (operation.hazard === 'read') throw new TypeError(`${declaration.operation} does not write`);
  // From here on the parts only meet values that they made or checked themselves, so their types may be forgotten.
  const erased = {
    ...rest,
    hazard: operation.hazard,
    body: declaration.body ?? operation.body,
    clearable,
    unknowable,
    acceptable,
    secretAnswer,
    organization: (state: S, request: RecipeRequest<Id, Body>) =>
      (organization ? organization(state, request) : organizationInPath(request.path)) ?? undefined,
    ...(snapshot && { snapshot }),
  };
  return erased as unknown as Recipe;
}

function organizationInPath(path: Readonly<Record<string, unknown>>): string | undefined {
  const id = path.organizationId ?? path.clientId;
  return typeof id === 'string' ? id : undefined;
}
