import { canonicalJson, withoutNothing } from './state.ts';

/** One place that differs. A missing side means that there is nothing. Lists without ids are compared as a whole. */
export interface FieldChange {
  /** Member names from the document down, such as `['user', 'customFields', 'badge']`. */
  path: readonly string[];
  before?: unknown;
  after?: unknown;
}

/** Every place in which two values differ, in the order of the first, then the second. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  const [left, right] = [withoutNothing(before), withoutNothing(after)];
  if (canonicalJson(left) === canonicalJson(right)) return [];
  const [leftMembers, rightMembers] = [membersOf(left), membersOf(right)];
  // A record that appears or disappears is told field by field as well, so that nothing of it goes unseen.
  if (leftMembers && rightMembers) {
    const names = new Set([...Object.keys(leftMembers), ...Object.keys(rightMembers)]);
    return [...names].flatMap((name) => differences(leftMembers[name], rightMembers[name], [...path, name]));
  }
  return [{ path, ...(left !== undefined && { before: left }), ...(right !== undefined && { after: right }) }];
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined) return {};
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Whether a path fits a pattern of dotted names, where `*` is any one name and a last `**` is anything below. */
export function fitsPattern(path: readonly string[], pattern: string): boolean {
  const names = pattern.split('.');
  if (names.at(-1) === '**') {
    const above = names.slice(0, -1);
    return path.length >= above.length && fitsPattern(path.slice(0, above.length), above.join('.'));
  }
  return names.length === path.length && names.every((name, index) => name === '*' || name === path[index]);
}
