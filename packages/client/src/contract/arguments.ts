import * as z from 'zod';
import { type ArgumentIssue, InvalidArgumentsError } from '../errors.ts';
import { dottedPath } from './dotted-path.ts';
import type { Endpoint } from './endpoint.ts';
import { placeOfLostName } from './lost-name.ts';
import { type BodyOf, type OperationId, operations, type PathOf, type QueryOf } from './operations.ts';
import { segmentProblem } from './path.ts';
import { pathParameters } from './path-parameters.ts';

/** Arguments of a call after the check, ready to be sent. */
export interface ParsedArguments<Id extends OperationId> {
  path: PathOf<Id>;
  query: [QueryOf<Id>] extends [never] ? undefined : QueryOf<Id> | undefined;
  body: [BodyOf<Id>] extends [never] ? undefined : BodyOf<Id>;
}

/**
 * Checks the arguments of a call strictly: all path parameters, no unknown field anywhere, and every rule the operation
 * documents. A body that may be empty may be left out, unless leaving fields out would clear something.
 *
 * @throws InvalidArgumentsError with one issue for each bad field: where it is, the rule, the way to keep it.
 */
export function parseArguments<Id extends OperationId>(id: Id, args: unknown = {}): ParsedArguments<Id> {
  const operation: Endpoint = operations[id];
  const parsed = parseArgumentsWith(id, args, operation.body);
  const issues = Object.entries(operation.bodyRepeats ?? {})
    .filter(([field, parameter]) => isRecord(parsed.body) && parsed.body[field] !== parsed.path[parameter])
    .map(([field, parameter]) => ({ path: `body.${field}`, message: `must be the same as path.${parameter}` }));
  if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: id });
  return parsed as ParsedArguments<Id>;
}

/** Arguments of a call whose body has another form than the operation's own. */
export interface ArgumentsWith {
  path: Readonly<Record<string, string>>;
  query: unknown;
  body: unknown;
}

/**
 * `parseArguments` for a body of another form, such as the fields to change where the operation takes a whole record.
 *
 * @throws InvalidArgumentsError with one issue for each bad field.
 */
export function parseArgumentsWith(id: OperationId, args: unknown, body: z.ZodType | undefined): ArgumentsWith {
  const operation: Endpoint = operations[id];
  const issues: ArgumentIssue[] = [];
  const given = isRecord(args) ? args : {};
  if (given !== args) issues.push({ path: '', message: 'they must be an object with path, query and body' });
  for (const name of Object.keys(given)) {
    if (name !== 'path' && name !== 'query' && name !== 'body') {
      issues.push({ path: name, message: 'is unknown; arguments go into path, query and body' });
    }
  }
  const path = parsePath(operation, given.path, issues);
  const query = parsePart('query', operation.query, given.query, issues);
  const parsedBody = parsePart('body', body, given.body ?? impliedBody(operation, body), issues);
  if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: id });
  return { path, query, body: parsedBody };
}

/** Where fields left out of the body would be cleared, an empty body has to be said aloud. */
function impliedBody({ hazard }: Endpoint, body: z.ZodType | undefined): unknown {
  return body && hazard !== 'replace' && hazard !== 'reset' && body.safeParse({}).success ? {} : undefined;
}

function parsePath(operation: Endpoint, given: unknown, issues: ArgumentIssue[]): Record<string, string> {
  const values = isRecord(given) ? given : {};
  if (given !== undefined && values !== given) issues.push({ path: 'path', message: 'must be an object' });
  const expected: readonly string[] = operation.pathParameters;
  for (const name of Object.keys(values)) {
    if (!expected.includes(name)) {
      const known = expected.length > 0 ? `it has ${expected.join(', ')}` : 'it has none';
      issues.push({ path: `path.${name}`, message: `is not a path parameter of this operation; ${known}` });
    }
  }
  return Object.fromEntries(
    operation.pathParameters.map((name) => {
      const result = pathParameters[name].safeParse(values[name], { error: ruleOf });
      if (result.success) {
        const problem = segmentProblem(result.data);
        if (problem) issues.push({ path: `path.${name}`, message: problem });
      } else {
        issues.push(...issuesOf(`path.${name}`, result.error));
      }
      return [name, result.data ?? ''];
    }),
  );
}

function parsePart(
  name: 'query' | 'body',
  schema: z.ZodType | undefined,
  given: unknown,
  issues: ArgumentIssue[],
): unknown {
  if (!schema) {
    if (given !== undefined) issues.push({ path: name, message: `is not taken by this operation; leave it out` });
    return undefined;
  }
  if (given === undefined && name === 'query' && schema.safeParse({}).success) return undefined;
  if (isDeeperThan(100, given)) {
    issues.push({ path: name, message: 'must not be nested deeper than 100 levels, nor hold itself' });
    return undefined;
  }
  const lost = placeOfLostName(given);
  if (lost) issues.push({ path: dottedPath(name, lost), message: 'has a name that cannot be sent; leave it out' });
  const result = schema.safeParse(given, { error: ruleOf });
  if (!result.success) issues.push(...issuesOf(name, result.error));
  return result.data;
}

function issuesOf(part: string, error: z.ZodError): ArgumentIssue[] {
  return error.issues.flatMap((issue) => {
    const path = dottedPath(part, issue.path);
    if (issue.code !== 'unrecognized_keys') return { path, message: issue.message };
    return issue.keys.map((key) => ({ path: dottedPath(path, [key]), message: issue.message }));
  });
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What to say about an issue whose schema does not say it in its own words: the rule, starting with a verb. */
export function ruleOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
    return known.length > 0 ? `is unknown; the fields here are ${known.join(', ')}` : 'is unknown; there are none here';
  }
  if (issue.code === 'invalid_key') return `has a name that ${issue.issues[0]?.message}`;
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundOf(issue);
  const expected = expectationOf(issue);
  return expected && (issue.input === undefined ? `is required: ${expected}` : `must be ${expected}`);
}

/** `must be at least 1`, `must have at most 50 items`. */
function boundOf(issue: Extract<z.core.$ZodRawIssue, { code: 'too_small' | 'too_big' }>): string {
  const [limit, beyond] =
    issue.code === 'too_small' ? [`at least ${issue.minimum}`, 'more than'] : [`at most ${issue.maximum}`, 'less than'];
  const bound = issue.inclusive === false ? limit.replace(/at \w+/, beyond) : limit;
  if (issue.origin === 'array') return `must have ${bound} items`;
  return issue.origin === 'string' ? `must have ${bound} characters` : `must be ${bound}`;
}

function expectationOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `one of ${issue.options.join(', ')}` : undefined;
    default:
      return undefined;
  }
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
