import { nodeKinds, type Subject } from './tree-node.ts';

/**
 * What a command is to act on. A menu of the tree gives the row that was clicked and all that are selected; a link, a
 * page or another extension may give anything, so all is looked at: only subjects, and rows with one, come through.
 *
 * @param selected Where the clicked row is among the selected ones, they are all meant.
 */
export function subjectsOf(clicked: unknown, selected?: unknown): Subject[] {
  const one = subjectOf(clicked);
  const many = Array.isArray(selected) ? selected.flatMap((each) => subjectOf(each) ?? []) : [];
  if (many.length > 0 && (one === undefined || (Array.isArray(selected) && selected.includes(clicked)))) return many;
  return one ? [one] : [];
}

/** The one thing that a command is to act on; undefined where it is none, or nothing that the tree knows. */
export function subjectOf(argument: unknown): Subject | undefined {
  const { subject }: { subject?: unknown } = Object(argument);
  const candidate: Partial<Record<keyof Subject, unknown>> = Object(subject ?? argument);
  if (!nodeKinds.some((kind) => kind === candidate.kind) || typeof candidate.accountId !== 'string') return undefined;
  const texts = [candidate.organizationId, candidate.bookkeeperId, candidate.id, candidate.owner, candidate.listId];
  if (!texts.every(isTextOrMissing) || !isBucketOrMissing(candidate.bucket)) return undefined;
  // Every member was looked at.
  return candidate as Subject;
}

function isBucketOrMissing(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { month, ...rest }: Record<string, unknown> = { month: undefined, ...value };
  return typeof month === 'string' && Object.values(rest).every(isTextOrMissing);
}

function isTextOrMissing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
