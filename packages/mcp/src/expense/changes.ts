import type { Expense } from '@jenji-kit/client';
import { canonicalJson } from '../results/canonical-json.ts';

/** The fields that a workflow action may change: the state, who did what and when, and what follows from acceptance. */
const workflowFields: ReadonlySet<string> = new Set([
  'state',
  'updatedAt',
  'reimbursement',
  ...['checked', 'validated', 'accounted', 'paid', 'deleted'].flatMap((step) => [`${step}At`, `${step}By`]),
]);

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** What is different between two readings of a record: what a workflow action changes, and everything else. */
export function changesBetween(before: Expense, after: Expense): { expected: Change[]; unexpected: Change[] } {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = fields
    .map((field) => ({ field, before: fieldOf(before, field), after: fieldOf(after, field) }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after));
  return {
    expected: changes.filter(({ field }) => workflowFields.has(field)),
    unexpected: changes.filter(({ field }) => !workflowFields.has(field)),
  };
}

/** Null and absence are the same to Jenji. */
function fieldOf(expense: Expense, field: string): unknown {
  return (expense as Record<string, unknown>)[field] ?? undefined;
}
