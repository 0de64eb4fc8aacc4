import { canonicalJson, withoutNothing } from './state.ts';

/** One place that differs. A missing side means that there is nothing. Lists without ids are compared as a whole. */
export interface FieldChange {
  /** Member names from the document down, such as `['user', 'customFields', 'badge']`. */
  path: readonly string[];
  before?: unknown;
  after?: unknown;
}

/** Every place in which two values differ, in the order of the first, then the second. */
export function differences(before: unknown, after: unknown): FieldChange[] {
  const found: FieldChange[] = [];
  compare(withoutNothing(before), withoutNothing(after), [], found);
  return found;
}

/** Both sides are without what says nothing. */
function compare(left: unknown, right: unknown, path: readonly string[], found: FieldChange[]): void {
  if (left === right) return;
  const [leftMembers, rightMembers] = [membersOf(left), membersOf(right)];
  // A record that appears or disappears is told field by field as well, so that nothing of it goes unseen.
  if (leftMembers && rightMembers) {
    for (const name of new Set([...Object.keys(leftMembers), ...Object.keys(rightMembers)])) {
      compare(own(leftMembers, name), own(rightMembers, name), [...path, name], found);
    }
  } else if (canonicalJson(left) !== canonicalJson(right)) {
    found.push({ path, ...(left !== undefined && { before: left }), ...(right !== undefined && { after: right }) });
  }
}

/** Keys are typed by people: one may be a name that every object answers to. */
function own(members: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined) return {};
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Places in a state: dotted names, or their list where one may hold a dot. `*` is any one name, a last `**` anything below. */
export type PathPattern = string | readonly string[];

/** Whether a path is one of those places. */
export function fitsPattern(path: readonly string[], pattern: PathPattern): boolean {
  const names = typeof pattern === 'string' ? pattern.split('.') : pattern;
  if (names.at(-1) === '**') {
    const above = names.slice(0, -1);
    return path.length >= above.length && fitsPattern(path.slice(0, above.length), above);
  }
  return names.length === path.length && names.every((name, index) => name === '*' || name === path[index]);
}

/** Whether two paths lead to the same place, or one to a place within the other. */
export function overlaps(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((name, index) => name === other[index]);
}
