import type * as z from 'zod';
import { dottedPath } from '../contract/dotted-path.ts';
import { withLostName } from '../contract/lost-name.ts';
import { ResponseShapeError, type ShapeIssue } from '../errors.ts';
import type { Named } from './api-request.ts';
import type { Progress } from './progress.ts';

/** Enough to see what is wrong: a list of another shape has as many issues as items. */
const mostIssues = 10;

/**
 * The answer as its schema reads it. `path` leads to where it stands in the whole answer, such as `data[3]`.
 *
 * @throws ResponseShapeError naming the fields; it says what became of the data if the request was a write.
 */
export function parseShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: readonly PropertyKey[],
  request: Named,
  progress: Progress,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return withLostName(value, result.data);
  const issues: ShapeIssue[] = result.error.issues
    .slice(0, mostIssues)
    .map((issue) => ({ path: dottedPath('', [...path, ...issue.path]), message: issue.message }));
  const [first] = issues;
  const more = result.error.issues.length > 1 ? ` (and ${result.error.issues.length - 1} more)` : '';
  const what = `${first?.path || 'the whole'}: ${first?.message}${more}`;
  throw new ResponseShapeError(
    `${request.operation}: the answer does not have the documented shape: ${what}.${progress.consequence(request)}`,
    issues,
    progress.facts(request),
  );
}
