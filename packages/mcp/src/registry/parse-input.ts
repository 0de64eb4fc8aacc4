import { dottedPath, ruleOf } from '@jenji-kit/client/contract';
import { folded } from '@jenji-kit/client/text';
import type { z } from 'zod';
import { similarity } from '../directory/similarity.ts';
import { type InputProblem, InvalidInput } from './invalid-input.ts';

/** Parses the arguments of a call. @throws InvalidInput that names every field in error, its rule and the fix. */
export function parseInput<Input extends z.ZodObject>(schema: Input, value: unknown): z.output<Input> {
  const result = schema.safeParse(value, { error: ruleOf });
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues.flatMap((issue) => problemsOf(issue, schema));
  if (first === undefined) throw new InvalidInput({ field: 'arguments', rule: 'are not as the input schema says' });
  throw new InvalidInput(first, ...others);
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodObject): InputProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldName(issue.path), rule: ruleFor(issue, schema) }];
  const rule = 'is not an argument of this tool';
  if (issue.path.length > 0) return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), rule }));
  const known = Object.keys(schema.shape);
  return issue.keys.map((key, index) => {
    const meant = meantBy(key, known);
    const all = known.length > 0 ? `The tool has ${known.join(', ')}.` : 'The tool has none.';
    return { field: key, rule, fix: [meant && `Did you mean ${meant}?`, index === 0 && all].filter(Boolean).join(' ') };
  });
}

/** The rule; for an argument that is missing, with what the schema says it is. */
function ruleFor({ message, path: [first, ...rest] }: z.core.$ZodIssue, schema: z.ZodObject): string {
  const description = rest.length === 0 && typeof first === 'string' ? schema.shape[first]?.description : undefined;
  return description && message.startsWith('is required: ') ? `is required: ${description}` : message;
}

/** What other interfaces call an argument, and what it is called here. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  start: ['from', 'since', 'after', 'date_from', 'from_date', 'dateFrom', 'begin'],
  end: ['to', 'until', 'before', 'date_to', 'to_date', 'dateTo'],
  text: ['query', 'q', 'search', 'label', 'vendor', 'merchant', 'keyword'],
  query: ['words', 'text', 'q', 'search'],
  limit: ['page_size', 'per_page', 'size', 'top', 'max_results'],
  cursor: ['page', 'offset', 'next_cursor', 'page_token'],
  organization: ['company', 'client', 'tenant'],
  groups: ['team', 'department'],
  users: ['employee', 'person', 'people', 'name'],
  user: ['employee', 'person', 'name', 'login', 'email'],
  states: ['status', 'statuses'],
  expense: ['id'],
  operation: ['id', 'operation_id'],
  field: ['list', 'key', 'custom_field'],
  types: ['kind'],
};

/** The argument that a name nearly is, or is elsewhere; undefined when it is none. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const other = known.find((each) => otherNames[each]?.includes(name));
  if (other) return other;
  const likeness = (each: string) => similarity(folded(name), folded(each));
  const [nearest] = [...known].sort((a, b) => likeness(b) - likeness(a));
  return nearest && likeness(nearest) >= 0.6 ? nearest : undefined;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'arguments' : dottedPath('', path);
}
