import { compareInstants, DateError } from '@jenji-kit/client';
import { differences, type FieldChange, fitsPattern } from './difference.ts';
import type { AnyPrepared } from './recipe.ts';
import { canonicalJson, givenByJenji, isNewRecord, type State } from './state.ts';

/** What became of a change, told from the state before and the state read afterwards. */
export interface Settlement {
  /** `applied`: all that was wanted is there. `not-applied`: nothing of it. `partly`: some. */
  result: 'applied' | 'not-applied' | 'partly';
  /** What changed, in the words of the state: records that are new stand under their ids. */
  changed: FieldChange[];
  /** What was wanted and is not there, as it was found. */
  missing: FieldChange[];
  /** What changed and neither was wanted nor is Jenji's to change: collateral damage. */
  unexpected: FieldChange[];
  /** The ids that Jenji gave to new records, in the order of the plan. */
  newIds: string[];
  /** Other new records that are just as wanted, where no answer said which one is ours: nobody can tell them apart. */
  twins: string[];
}

/** Compares what is there now with what was there and what should be. */
export function settle(
  before: State,
  { expected, mayChange = [] }: Pick<AnyPrepared, 'expected' | 'mayChange'>,
  actual: State,
  answeredId?: string,
): Settlement {
  const { state: wantedState, newIds, twins } = withNewIds(before, expected, actual, answeredId);
  const isJenjis = ({ path }: FieldChange) => mayChange.some((pattern) => fitsPattern(path, pattern));
  const wanted = differences(before, wantedState).filter((change) => !isJenjis(change));
  const changed = differences(before, actual);
  const missing = wanted.filter((change) => !isAsWanted(change, valueAt(actual, change.path)));
  const isIncidental = (change: FieldChange) => isJenjis(change) || newIds.some((id) => change.path[1] === id);
  const unexpected = changed.filter(
    (change) =>
      !isIncidental(change) &&
      !isSameInstant(change.before, change.after) &&
      !wanted.some(({ path }) => isSameOrBelow(change.path, path)),
  );
  const anything = changed.some((change) => !isIncidental(change)) || newIds.length > 0;
  // A change that only Jenji's own fields show, such as a workflow action that keeps the state, is applied by its answer.
  const result =
    missing.length === 0 && wanted.length > 0
      ? 'applied'
      : anything && missing.length < wanted.length
        ? 'partly'
        : 'not-applied';
  return { result, changed, missing, unexpected, newIds, twins };
}

/**
 * A state read back, without the records that came at the same moment and are not of this change: to turn it back must
 * not take them away.
 */
export function withoutStrangers(
  before: State,
  expected: State,
  actual: State,
  newIds: readonly string[],
): { state: State; strangers: string[] } {
  const strangers: string[] = [];
  const state = Object.fromEntries(
    Object.entries(actual).map(([name, document]) => {
      if (!isRecord(document)) return [name, document];
      const known = [before[name], expected[name]].map(recordOf);
      const isOurs = (id: string, record: unknown) =>
        !isRecord(record) || newIds.includes(id) || known.some((each) => Object.hasOwn(each, id));
      const [ours, others] = [true, false].map((mine) =>
        Object.entries(document).filter(([id, record]) => isOurs(id, record) === mine),
      );
      strangers.push(...(others ?? []).map(([id]) => id));
      return [name, Object.fromEntries(ours ?? [])];
    }),
  );
  return { state, strangers };
}

/** The expected state with the ids that new records have got, where they can be found. */
function withNewIds(before: State, expected: State, actual: State, answeredId: string | undefined) {
  const newIds: string[] = [];
  const twins: string[] = [];
  const state = Object.fromEntries(
    Object.entries(expected).map(([name, document]) => {
      if (!isRecord(document)) return [name, document];
      const [was, is] = [recordOf(before[name]), recordOf(actual[name])];
      const added = new Set(Object.keys(is).filter((id) => !Object.hasOwn(was, id) && !Object.hasOwn(document, id)));
      const members = Object.entries(document).map(([key, record]) => {
        if (!isNewRecord(key)) return [key, record] as const;
        const id =
          answeredId === undefined ? likest(added, is, record) : [...added].find((each) => each === answeredId);
        if (id === undefined) return [key, record] as const;
        added.delete(id);
        newIds.push(id);
        return [id, record] as const;
      });
      if (answeredId === undefined) {
        const news = Object.entries(document).filter(([key]) => isNewRecord(key));
        twins.push(...[...added].filter((id) => news.some(([, record]) => holds(is[id], record))));
      }
      return [name, Object.fromEntries(members)];
    }),
  );
  return { state, newIds, twins };
}

/** Whether a record has every field of another, whatever else it has. */
function holds(actual: unknown, wanted: unknown): boolean {
  return differences(undefined, wanted).every((change) => isAsWanted(change, valueAt(actual, change.path)));
}

/**
 * The new record that is what was wanted; else, as Jenji may have written some fields in its own way, the one that has
 * the most of them, and more than half. To overlook it would be to create it twice.
 */
function likest(
  added: ReadonlySet<string>,
  records: Readonly<Record<string, unknown>>,
  wanted: unknown,
): string | undefined {
  const fields = differences(undefined, wanted);
  const counted = [...added].map((id) => {
    const held = fields.filter((change) => isAsWanted(change, valueAt(records[id], change.path)));
    return { id, held: held.length };
  });
  const [best] = counted.sort((a, b) => b.held - a.held);
  return best !== undefined && best.held * 2 > fields.length ? best.id : undefined;
}

function isAsWanted({ before, after }: FieldChange, actual: unknown): boolean {
  if (after === givenByJenji) return canonicalJson(actual) !== '' && canonicalJson(actual) !== canonicalJson(before);
  // What was cleared may be shown as false or as an empty text.
  if (after === undefined && (actual === false || actual === '')) return true;
  return canonicalJson(actual) === canonicalJson(after) || isSameInstant(actual, after);
}

/** Jenji may show a moment in another offset, or with other digits of a second, than it was sent. */
function isSameInstant(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(a)) return false;
  try {
    return compareInstants(a, b) === 0;
  } catch (error) {
    if (error instanceof DateError) return false;
    throw error;
  }
}

function isSameOrBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((name, index) => path[index] === name);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
