import { createHash } from 'node:crypto';
import { InvalidArgumentsError, isOperationId, NotFoundError, operations, ruleOf } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from './change-refused.ts';
import { type ChangeRequest, parseChangeRequest, type WriteOperationId } from './change-request.ts';
import { redacted } from './journal/redacted.ts';
import type { Skipped } from './plan.ts';
import { type PlannedChange, workOut } from './plan-change.ts';
import { type Policy, refuseByPath, refuseByPolicy, refuseOrganization } from './policy.ts';
import { type Share, sharedReading } from './reading.ts';
import type { AnyRequest, Reading, Recipe } from './recipe.ts';
import { recipeOf } from './recipes/index.ts';
import { canonicalJson, isNewRecord, type State } from './state.ts';

/** How many changes one plan may hold. */
export const mostItems = 500;

/** One change of a plan, as it was worked out. */
export interface PlannedItem {
  planned: PlannedChange;
  /** Requests that reading took. */
  reads: number;
  /** Documents that earlier items change before this one is carried out, by the index of the item. */
  after: Readonly<Record<string, number>>;
}

export interface PlannedItems {
  items: PlannedItem[];
  /** Where each item stood among the requests. */
  indexes: number[];
  skipped: Skipped[];
}

interface Checked {
  request: ChangeRequest;
  recipe: Recipe;
  parsed: AnyRequest;
}

interface Done extends PlannedItem {
  share: Share;
  /** Of each document as it was read, before earlier items of the plan were taken into account, and as it is expected. */
  read: Fingerprints;
  expected: Fingerprints;
}

type Fingerprints = ReadonlyMap<string, string>;

/**
 * Works out several changes, each as if those before it had been carried out. What the state of the records forbids is
 * left out, as long as something remains; anything else that is wrong refuses all.
 *
 * @throws InvalidArgumentsError whose paths begin with `changes[2].` where there are several, ChangeRefused, and what
 * reading throws.
 */
export async function planItems(
  reading: Reading,
  requests: readonly unknown[],
  policy: Policy,
  onItem: (done: number, total: number) => void,
): Promise<PlannedItems> {
  const several = requests.length > 1;
  if (requests.length === 0 || requests.length > mostItems) {
    throw new InvalidArgumentsError([
      {
        path: 'changes',
        message: `must hold at least 1 and at most ${mostItems} changes; it holds ${requests.length}`,
      },
    ]);
  }
  const place = (index: number) => (several ? `changes[${index}]` : '');
  const checked = requests.map((request, index) => within(place(index), () => check(request, policy)));
  const resets = checked.filter(({ recipe }) => recipe.hazard === 'reset');
  if (several && resets.length > 0) {
    throw new ChangeRefused('policy', `${resets[0]?.request.operation} has to be planned alone. Nothing was sent.`);
  }
  const share = sharedReading(reading);
  const done: Done[] = [];
  const indexes: number[] = [];
  const skipped: Skipped[] = [];
  for (const [index, one] of checked.entries()) {
    onItem(index, checked.length);
    try {
      const item = await planItem(one, share(), done, policy);
      done.push(item);
      indexes.push(index);
    } catch (error) {
      if (several && isOfTheState(error)) skipped.push({ request: one.request, why: error.message });
      else throw placed(place(index), error);
    }
  }
  onItem(checked.length, checked.length);
  if (done.length > 0) return { items: done, indexes, skipped };
  const why = skipped.map((each, index) => `${index + 1}. ${each.why}`).join('\n');
  throw new ChangeRefused('state', `None of the ${checked.length} changes is possible now; nothing was sent.\n${why}`);
}

function isOfTheState(error: unknown): error is ChangeRefused | NotFoundError {
  return (error instanceof ChangeRefused && error.reason !== 'policy') || error instanceof NotFoundError;
}

async function planItem(
  { request, recipe, parsed }: Checked,
  share: Share,
  done: readonly Done[],
  policy: Policy,
): Promise<Done> {
  const state = await recipe.read(share, parsed);
  // Before the state is looked at: what it forbids is told with names, and those of others are not for this caller.
  const organization = recipe.organization(state, parsed);
  refuseByPolicy(policy, { hazard: recipe.hazard, path: parsed.path, organization });
  const read = fingerprints(state);
  const after = dependencies(read, share, done);
  const planned = workOut(recipe, request, parsed, asAfter(state, after, done));
  return { planned, reads: share.requests, after, share, read, expected: fingerprints(planned.prepared.expected) };
}

/** Of documents with content. */
function fingerprints(state: State): Fingerprints {
  return new Map(
    Object.entries(state).map(([name, document]) => {
      const text = canonicalJson(document);
      return [name, text === '' ? '' : createHash('sha256').update(text).digest('base64')];
    }),
  );
}

/** For each document, the last item before that changes the same one. */
function dependencies(read: Fingerprints, share: Share, done: readonly Done[]): Record<string, number> {
  const found = [...read].flatMap(([name, text]) => {
    const index = done.findLastIndex((each) => each.read.get(name) === text && asksTheSame(each.share, share, text));
    const expected = done[index]?.expected.get(name) ?? '';
    return index >= 0 && expected !== text ? [[name, index] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Documents without content look all the same: only those who asked exactly the same can be sure to mean the same one. */
function asksTheSame(one: Share, other: Share, text: string): boolean {
  const common = [...one.asked].filter((key) => other.asked.has(key)).length;
  return text === '' ? common === one.asked.size && common === other.asked.size : common > 0;
}

function asAfter(read: State, after: Readonly<Record<string, number>>, done: readonly Done[]): State {
  return Object.fromEntries(
    Object.entries(read).map(([name, document]) => {
      const index = after[name];
      const earlier = index === undefined ? undefined : done[index];
      if (index === undefined || earlier === undefined) return [name, document];
      return [name, withNamedNews(earlier.planned.prepared.expected[name], index)];
    }),
  );
}

/** Records that an earlier item creates are there for the later one, so they must not look like its own new ones. */
function withNamedNews(document: unknown, index: number): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, record]) => [isNewRecord(key) ? newOf(index, key) : key, record]),
  );
}

/** How a later item names a record that the item with this index creates. */
export function newOf(index: number, key: string): string {
  return `${key.slice(0, -1)} of change ${index + 1}⟩`;
}

const requestSchema = z.strictObject({
  operation: z.string(),
  path: z.record(z.string(), z.unknown()).nullish(),
  query: z.record(z.string(), z.unknown()).nullish(),
  body: z.unknown().optional(),
  clear: z.array(z.string()).nullish(),
  accept: z.array(z.string()).nullish(),
});

/** @throws InvalidArgumentsError, ChangeRefused by the policy. Nothing is read. */
function check(given: unknown, policy: Policy): Checked {
  // What is planned must be what is written down, and what the caller does to his objects later must not change it.
  const result = requestSchema.safeParse(asJson(given), { error: ruleOf });
  if (!result.success) {
    throw new InvalidArgumentsError(
      result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    );
  }
  const { operation, body, ...rest } = result.data;
  if (!isOperationId(operation)) {
    throw new InvalidArgumentsError([
      { path: 'operation', message: `is none of the documented operations: ${operation}` },
    ]);
  }
  if (operations[operation].hazard === 'read') {
    throw new InvalidArgumentsError([{ path: 'operation', message: `changes nothing: call ${operation} instead` }]);
  }
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null));
  const request = {
    operation: operation as WriteOperationId,
    ...known,
    ...(body != null && { body }),
  } as ChangeRequest;
  if (JSON.stringify(redacted(request)) !== JSON.stringify(request)) {
    throw new InvalidArgumentsError(
      [{ path: 'body', message: 'must not hold a signed link: the change would be written down with it' }],
      { operation },
    );
  }
  const recipe = recipeOf(request.operation);
  const parsed = parseChangeRequest(recipe, request);
  refuseByPath(policy, { hazard: recipe.hazard, path: parsed.path });
  const { organizationId } = Object(parsed.body) as { organizationId?: unknown };
  if (typeof organizationId === 'string') refuseOrganization(policy, organizationId);
  return { request, recipe, parsed };
}

/** Undefined for what JSON cannot say. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}

function within<Result>(place: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw placed(place, error);
  }
}

/** The error as one of a list of changes: it says which. */
function placed(place: string, error: unknown): unknown {
  if (place === '') return error;
  if (error instanceof InvalidArgumentsError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path ? `${place}.${path}` : place, message }));
    return new InvalidArgumentsError(issues, error.operation === undefined ? {} : { operation: error.operation });
  }
  if (error instanceof ChangeRefused) return new ChangeRefused(error.reason, `${place}: ${error.message}`, error.drift);
  return error;
}
