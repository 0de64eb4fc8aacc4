import type { z } from 'zod';
import { type InputProblem, InvalidInput } from './invalid-input.ts';

/** Parses the arguments of a call. @throws InvalidInput that names every field in error and its rule. */
export function parseInput<Input extends z.ZodObject>(schema: Input, value: unknown): z.output<Input> {
  const result = schema.safeParse(value, { reportInput: false });
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues.map((issue) => problemOf(issue, schema));
  if (first === undefined) throw new InvalidInput({ field: 'arguments', rule: 'are not as the input schema says' });
  throw new InvalidInput(first, ...others);
}

function problemOf(issue: z.core.$ZodIssue, schema: z.ZodObject): InputProblem {
  const field = fieldName(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? ` The arguments are: ${Object.keys(schema.shape).join(', ')}.` : '';
    return {
      field: issue.keys.map((key) => fieldName([...issue.path, key])).join(', '),
      rule: 'is not an argument of this tool',
      fix: `Leave it out.${known}`,
    };
  }
  return { field, rule: issue.message };
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'arguments';
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
