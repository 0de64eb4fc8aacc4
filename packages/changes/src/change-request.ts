import {
  type ArgumentIssue,
  InvalidArgumentsError,
  type OperationId,
  type operations,
  parseArgumentsWith,
} from '@jenji-kit/client';
import type { AnyRequest, Recipe } from './recipe.ts';

/** Ids of the operations that write. */
export type WriteOperationId = {
  [Id in OperationId]: (typeof operations)[Id]['hazard'] extends 'read' ? never : Id;
}[OperationId];

/** Ids of the operations that read. */
export type ReadOperationId = Exclude<OperationId, WriteOperationId>;

/**
 * What someone wants changed, by one operation. Plain data, as a journal and a model can hold it.
 *
 * Where the operation replaces a record, `body` holds the fields to set and nothing else, and `clear` those to empty:
 * what neither names stays. Where it replaces a list, `body` is a delta (`add`, `change`, `disable` or `remove`). With
 * all other operations `body` is what the operation documents.
 */
export interface ChangeRequest {
  operation: WriteOperationId;
  path?: Readonly<Record<string, string>> | undefined;
  query?: Readonly<Record<string, unknown>> | undefined;
  body?: unknown;
  /** Fields to empty. */
  clear?: readonly string[] | undefined;
  /**
   * Fields that Jenji clears with this write because nobody can know what they hold, accepted as cleared; and what a
   * recipe refuses otherwise, such as `duplicate`.
   */
  accept?: readonly string[] | undefined;
}

/** @throws InvalidArgumentsError that names every bad field, its rule and the fix; nothing was sent. */
export function parseChangeRequest(recipe: Recipe, request: ChangeRequest): AnyRequest {
  const { operation, clear = [], accept = [], ...args } = request;
  const issues: ArgumentIssue[] = [
    ...clear.flatMap((field) => listed('clear', field, recipe.clearable)),
    ...accept.flatMap((field) => listed('accept', field, [...recipe.unknowable, ...recipe.acceptable])),
    ...clear.filter((field) => isSet(args.body, field)).map((field) => contradiction(field)),
  ];
  if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation });
  // A request may only clear something: then there is nothing to set, and that need not be said.
  const body = args.body ?? (recipe.body?.safeParse({}).success ? {} : undefined);
  const parsed = parseArgumentsWith(operation, { ...args, body }, recipe.body);
  return { ...parsed, clear, accept };
}

function listed(part: string, field: string, known: readonly string[]): ArgumentIssue[] {
  if (known.some((each) => each === field || isMember(each, field))) return [];
  const those =
    known.length > 0 ? `only ${known.join(', ')} can be given here` : 'this operation has nothing to give here';
  return [{ path: part, message: `must not hold ${JSON.stringify(field)}; ${those}` }];
}

/** Whether a field is a member of the object named by `customFields.*` or its like; keys may hold dots. */
function isMember(pattern: string, field: string): boolean {
  const start = pattern.slice(0, -1);
  return pattern.endsWith('.*') && field.startsWith(start) && field.length > start.length;
}

/** Whether a body sets a field, or the member of a field that stands behind its first dot. */
function isSet(body: unknown, field: string): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if (Object.hasOwn(body, field)) return true;
  const dot = field.indexOf('.');
  return dot > 0 && isSet((body as Record<string, unknown>)[field.slice(0, dot)], field.slice(dot + 1));
}

function contradiction(field: string): ArgumentIssue {
  return { path: 'clear', message: `names ${field}, which body sets; do one of the two` };
}
