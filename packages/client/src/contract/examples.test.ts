import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { InvalidArgumentsError } from '../errors.ts';
import { parseArguments } from './arguments.ts';
import { isOperationId, type OperationId, operations } from './operations.ts';

const example = z.strictObject({
  id: z.string(),
  operation: z.custom<OperationId>((id) => typeof id === 'string' && isOperationId(id)),
  path: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.unknown()).optional(),
  body: z.unknown().optional(),
  answer: z.unknown().optional(),
  /** Why the example must not be taken at face value; null where it agrees with the tables. */
  suspect: z.string().nullable(),
  /** Keys that the manual's text holds twice in one object. */
  duplicateKeys: z.array(z.string()).optional(),
});
type Example = z.infer<typeof example>;

const file = new URL('../../facts/examples.json', import.meta.url);
const examples = z.array(example).parse(JSON.parse(readFileSync(file, 'utf8')));
const sound = examples.filter(({ suspect }) => suspect === null);
const suspects = examples.filter(({ suspect }) => suspect !== null);

function argumentsOf({ path, query, body }: Example): Record<string, unknown> {
  return {
    ...(Object.keys(path).length > 0 && { path }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
  };
}

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(sound)('$id', (example) => {
  test('the request passes the strict check and is sent as it is', () => {
    const { path, query, body } = parseArguments(example.operation, argumentsOf(example));
    expect({ path, query, body: body && overTheWire(body) }).toEqual({
      path: example.path,
      query: example.query,
      body: example.body,
    });
  });

  test('the answer is read without losing anything', () => {
    const answer = operations[example.operation].response.parse(example.answer);
    // Nothing is documented for the deletions; their examples show null.
    expect(answer).toEqual(example.answer ?? undefined);
  });
});

function issuesOf(example: Example): string[] {
  try {
    parseArguments(example.operation, argumentsOf(example));
    return [];
  } catch (error) {
    if (error instanceof InvalidArgumentsError) return error.issues.map(({ path }) => path);
    throw error;
  }
}

const fields = z.record(z.string(), z.unknown()).catch({});
const codes = z
  .object({ options: z.array(z.object({ code: z.string() })) })
  .transform((rule) => rule.options.map((o) => o.code));
const emptyKey = z.object({ customFields: z.object({ '': z.string() }) });
const hasPlaceholder = ({ path }: Example) => Object.values(path).some((value) => value.includes('{'));

function exampleOf(id: string): Example {
  const found = examples.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no example ${id}`);
  return found;
}

/** What is wrong with each suspect example, so that none is called suspect without cause. */
const faults: Record<string, (example: Example) => unknown> = {
  'organizations.patch#1': ({ body, answer }) =>
    fields.parse(body).masterCountry === fields.parse(answer).masterCurrency,
  'groups.create#1': ({ answer }) => fields.parse(answer).internalId === fields.parse(answer).name,
  'groups.patch#1': ({ answer }) => fields.parse(answer).internalId === fields.parse(answer).name,
  'groups.patch#2': ({ answer }) => fields.parse(answer).name !== fields.parse(exampleOf('groups.patch#1').answer).name,
  'categories.replaceAll#1': ({ answer }) =>
    z.object({ data: z.tuple([z.strictObject({})]).rest(z.unknown()) }).parse(answer),
  'allowanceTemplates.update#1': hasPlaceholder,
  'customFields.expense.update#1': (example) => hasPlaceholder(example) && Array.isArray(example.body),
  'customFields.expense.delete#1': ({ answer }) => answer === null,
  'warningRules.update#1': ({ body, answer }) => codes.parse(body).join() !== codes.parse(answer).join(),
  'users.update#1': (example) =>
    hasPlaceholder(example) && !fields.parse(example.body).mainAccount && fields.parse(example.answer).mainAccount,
  'users.vehicles.create#1': ({ body }) => body === undefined,
  'users.vehicles.update#1': (example) => hasPlaceholder(example) && example.body === undefined,
  'expenses.searchOrganization#1': ({ answer }) =>
    z.object({ data: z.tuple([emptyKey]).rest(z.unknown()) }).parse(answer),
  'expenses.get#1': ({ answer }) => emptyKey.parse(answer),
  'expenses.create#1': ({ duplicateKeys, body }) => duplicateKeys && emptyKey.parse(body),
  'expenses.create#2': ({ duplicateKeys, answer }) =>
    duplicateKeys && z.object({ errorCode: z.string() }).parse(answer),
  'expenses.update#1': ({ duplicateKeys, body }) => duplicateKeys && emptyKey.parse(body),
  'expenses.actions.execute#1': ({ answer }) => emptyKey.parse(answer),
  'bookkeepers.vault.update#1': ({ body }) => fields.parse(body).capacity === 20,
};

/** What the strict check says to the suspect requests it refuses. */
const refused: Record<string, string[]> = {
  'allowanceTemplates.update#1': ['path.templateId'],
  'customFields.expense.update#1': ['path.customFieldKey', 'body'],
  'users.update#1': ['path.userId'],
  'users.vehicles.update#1': ['path.vehicleId', 'body'],
  'expenses.create#1': ['body.customFields.'],
  'expenses.update#1': ['body.customFields.'],
};

test('every suspect example says what is wrong with it', () => {
  expect(Object.keys(faults).sort()).toEqual(suspects.map(({ id }) => id).sort());
});

describe.each(suspects)('$id is suspect: $suspect', (example) => {
  test('for the reason it gives', () => {
    expect(faults[example.id]?.(example)).toBeTruthy();
  });

  test('and its request is refused only for that', () => {
    expect(issuesOf(example)).toEqual(refused[example.id] ?? []);
  });

  test('and its answer is read without losing anything', () => {
    const { response } = operations[example.operation];
    expect(response.parse(example.answer)).toEqual(example.answer ?? undefined);
  });
});
