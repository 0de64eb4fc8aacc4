import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Field, fieldsOf, shapeOf } from './fields.ts';
import { type OperationId, operationIds, operations } from './operations.ts';
import { expenseFields } from './resources/expense.ts';
import * as resources from './resources/index.ts';
import { scopeConditionInput } from './resources/scope-condition.ts';
import { looseFields } from './response-types.ts';

const factField = z.object({
  name: z.string(),
  type: z.string(),
  required: z.enum(['mandatory', 'optional', 'conditional', 'unspecified']),
});
type FactField = z.infer<typeof factField>;

const factFields = z.array(factField);

const factOperation = z.object({
  id: z.string(),
  method: z.string(),
  path: z.string(),
  pathParams: z.array(z.string()),
  query: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
  body: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('object'), fields: factFields }),
      z.object({ kind: z.literal('array'), fields: factFields, itemRef: z.string().optional() }),
      z.object({ kind: z.literal('variants'), variants: z.record(z.string(), factFields) }),
    ])
    .nullable(),
  response: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('ref'), ref: z.string() }),
    z.object({ kind: z.literal('object'), fields: factFields, inferredRef: z.string().optional() }),
    z.object({
      kind: z.literal('list'),
      fields: factFields,
      itemType: z.string().optional(),
      inferredRef: z.string().optional(),
    }),
  ]),
});

const factSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('object'), fields: factFields }),
  z.object({ kind: z.literal('enum'), values: z.array(z.string()) }),
  z.object({
    kind: z.literal('union'),
    variants: z.record(z.string(), z.object({ type: z.string(), fields: factFields })),
  }),
]);

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../facts/${file}`, import.meta.url), 'utf8'));
const factOperations = z.array(factOperation).parse(read('operations.json'));
const factSchemas = z.record(z.string(), factSchema).parse(read('schemas.json'));

/** Values the manual lists in a sentence rather than as a type. A request may hold no other, unless it is `open`. */
const valuesInSentences: Record<string, { values: string[]; open?: boolean }> = {
  'OrganizationSummary.plan': { values: ['FREE', 'PRO', 'ENTERPRISE'] },
  'Organization.plan': { values: ['FREE', 'PRO', 'ENTERPRISE'] },
  'Organization.states': { values: ['BLOCKED', 'INVALID_PAYMENT'] },
  'OrganizationCommunication.level': { values: ['INFO', 'WARNING', 'ERROR', 'SUCCESS'] },
  'communications.create.level': { values: ['INFO', 'WARNING', 'ERROR', 'SUCCESS'] },
  'communications.update.level': { values: ['INFO', 'WARNING', 'ERROR', 'SUCCESS'] },
  'UserInvitation.state': { values: ['WAITING', 'ACCEPTED', 'DELETED'] },
  'receipts.uploadUrl.fileType': { values: ['jpg', 'jpeg', 'pdf'] },
  'bookkeepers.clients.states.add.states': { values: ['BLOCKED', 'INVALID_PAYMENT'] },
  'bookkeepers.clients.states.remove.states': { values: ['BLOCKED', 'INVALID_PAYMENT'] },
};
const customFieldTypes =
  'DATE LONG LIST LONGTEXT NUMBER STRING STRING_SET TIME_HH_MM EXTERNAL PLACE BOOLEAN FILES'.split(' ');
for (const holder of ['CustomField', 'customFields.expense.replaceAll', 'customFields.expense.update']) {
  valuesInSentences[`${holder}.type`] = { values: customFieldTypes, open: true };
  valuesInSentences[`${holder.replace('expense', 'vehicle')}.type`] = { values: customFieldTypes, open: true };
}

/** Types the manual gives in a sentence. */
const typesInSentences: Record<string, string> = { 'DailyUserActivity.day': 'date' };

/** What a request must hold although its table does not say so: the call would be meaningless without. */
const requiredByMeaning = new Set([
  'categories.replaceAll.id', // items are matched by it
  'bookkeepers.templates.categories.replaceAll.id',
  'customFields.expense.replaceAll.key',
  'customFields.vehicle.replaceAll.key',
  'paymentMethods.update.id', // null would ask for another id
  'warningRules.create.labels', // English is required
  'warningRules.update.labels',
  'warningRules.batchPatch.labels',
  ...['create', 'update', 'batchPatch'].flatMap((call) => [
    `warningRules.${call}.options[].code`,
    `warningRules.${call}.options[].labels`,
  ]),
  'users.updateLogin.login',
  'users.delegations.replace.delegations', // an empty list removes all, and has to be said
  'users.delegations.users.replace.delegations',
  'users.delegations.groups.replace.delegations',
  'bookkeepers.clients.states.add.states',
  'bookkeepers.clients.states.remove.states',
]);

const scalars: Record<string, string> = {
  String: 'text',
  Boolean: 'boolean',
  boolean: 'boolean',
  Integer: 'integer',
  int: 'integer',
  Long: 'integer',
  BigDecimal: 'decimal',
  LocalDate: 'date',
  OffsetDateTime: 'instant',
  Object: 'any',
  '?': 'any',
};

const itemOf = (type: string) => type.replace(/\[\]$/, '');

/** The type of a fact in our words; `direction` decides whether a documented object keeps its name. */
function typeOf(type: string, direction: 'request' | 'response'): string {
  if (type.endsWith('[]')) return `${typeOf(itemOf(type), direction)}[]`;
  const values = /^Map<String,(.+)>$/.exec(type)?.[1];
  if (values) return `map of ${typeOf(values, direction)}`;
  const schema = factSchemas[type];
  if (!schema) return scalars[type] ?? `unknown ${type}`;
  if (schema.kind === 'enum') return 'text';
  return direction === 'request' && type !== 'ScopeCondition' ? 'object' : type;
}

/** What the contract has to say of a documented field. */
function expectedField(holder: string, fact: FactField, direction: 'request' | 'response'): Field {
  const key = `${holder}.${fact.name}`;
  const enumeration = factSchemas[itemOf(fact.type)];
  const sentence = valuesInSentences[key];
  const values = enumeration?.kind === 'enum' ? enumeration.values : sentence?.values;
  const open = values && (direction === 'response' || sentence?.open);
  return {
    name: fact.name,
    type: typesInSentences[key] ?? typeOf(fact.type, direction),
    required: direction === 'request' && (fact.required === 'mandatory' || requiredByMeaning.has(key)),
    ...(values && { values }),
    ...(open && { open }),
  };
}

/** The documented fields of a request, those of documented objects included where the table does not repeat them. */
function expectedRequest(holder: string, facts: FactField[]): Field[] {
  return facts.flatMap((fact) => {
    const schema = factSchemas[itemOf(fact.type)];
    const repeated = facts.some(({ name }) => name.startsWith(`${fact.name}[].`) || name.startsWith(`${fact.name}.`));
    const nested = schema?.kind === 'object' && !repeated ? schema.fields : [];
    const prefix = fact.type.endsWith('[]') ? `${fact.name}[].` : `${fact.name}.`;
    return [
      expectedField(holder, fact, 'request'),
      ...nested.map((inner) => expectedField(holder, { ...inner, name: prefix + inner.name }, 'request')),
    ];
  });
}

const expectedResponse = (holder: string, facts: FactField[]) =>
  facts.filter(({ name }) => !/[.[]/.test(name)).map((fact) => expectedField(holder, fact, 'response'));

const byName = (fields: Field[]) =>
  fields.map(({ description, ...facts }) => facts).sort((a, b) => (a.name < b.name ? -1 : 1));

const schemasByName = new Map(
  Object.values(resources).flatMap((value) => {
    const name = value instanceof z.ZodType ? z.globalRegistry.get(value)?.title : undefined;
    return name && value instanceof z.ZodObject ? [[name, value] as const] : [];
  }),
);

const operationOf = (id: string) => operations[id as OperationId];

test('every documented operation is declared, in the order of the manual, and no other', () => {
  expect(operationIds).toEqual(factOperations.map(({ id }) => id));
  expect(operationIds).toHaveLength(96);
});

describe.each(factOperations)('$id', (fact) => {
  const operation = operationOf(fact.id);

  test('has the documented method, path and path parameters', () => {
    expect([operation.method, operation.path]).toEqual([fact.method, fact.path]);
    expect([...operation.pathParameters]).toEqual(fact.pathParams);
  });

  test('takes the documented query', () => {
    const declared = 'query' in operation && operation.query ? fieldsOf(operation.query) : [];
    const expected = fact.query.map(({ name, type, required }) => ({ name, type: typeOf(type, 'request'), required }));
    expect(byName(declared)).toEqual(byName(expected));
  });

  test('takes the documented body', () => {
    const shape = 'body' in operation && operation.body ? shapeOf(operation.body) : undefined;
    if (!fact.body) {
      expect(shape).toBeUndefined();
    } else if (fact.body.kind === 'variants') {
      const documented = Object.entries(fact.body.variants).map(([name, fields]) => {
        const variant = /(Standard|Mileage|Allowance)Expense$/.exec(name)?.[1]?.toUpperCase() ?? name;
        const expected = byName(expectedRequest(fact.id, fields));
        return {
          variant,
          fields: expected.map((field) => (field.name === 'type' ? { ...field, values: [variant] } : field)),
        };
      });
      expect(shape?.type).toBe('object');
      expect(shape?.groups.map(({ variant, fields }) => ({ variant, fields: byName(fields) }))).toEqual(documented);
    } else {
      const itemRef = fact.body.kind === 'array' ? fact.body.itemRef : undefined;
      const item = itemRef ? factSchemas[itemRef] : undefined;
      const fields = item?.kind === 'object' ? item.fields : fact.body.fields;
      expect(shape?.type).toBe(fact.body.kind === 'array' ? 'object[]' : 'object');
      expect(byName(shape?.groups[0]?.fields ?? [])).toEqual(byName(expectedRequest(fact.id, fields)));
    }
  });

  test('answers as documented', () => {
    const { response } = fact;
    const shape = shapeOf(operation.response);
    const fields = shape.groups[0]?.fields ?? [];
    if (response.kind === 'none') {
      expect(shape).toEqual({ type: 'nothing', groups: [] });
    } else if (response.kind === 'ref') {
      expect(shape.type).toBe(response.ref);
    } else if (response.kind === 'list') {
      const item = response.itemType ?? response.inferredRef ?? '';
      expect(fields).toEqual([{ name: 'data', type: `${typeOf(item, 'response')}[]`, required: true }]);
    } else if (response.inferredRef) {
      expect(shape.type).toBe(response.inferredRef);
    } else {
      expect(byName(fields)).toEqual(byName(expectedResponse(fact.id, response.fields)));
    }
  });

  test('repeats in its list the fields of the documented schema', () => {
    if (fact.response.kind !== 'list' || !fact.response.itemType) return;
    const schema = schemasByName.get(fact.response.itemType);
    const printed = fact.response.fields.map(({ name }) => name).filter((name) => name.startsWith('data[].'));
    const known = schema ? fieldsOf(schema).map(({ name }) => `data[].${name}`) : [];
    expect(known).toEqual(expect.arrayContaining(printed));
  });

  test('says what it can do to the data', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]\.$/);
    if (fact.method === 'GET') expect(operation.hazard).toBe('read');
    if (fact.method === 'DELETE' || fact.method === 'PUT') expect(operation.hazard).not.toBe('read');
  });
});

test('only two operations destroy beyond one record', () => {
  const resets = operationIds.filter((id) => operations[id].hazard === 'reset');
  expect(resets).toEqual(['customOptions.deleteAll', 'bookkeepers.clients.applyTemplate']);
});

const objectSchemas = Object.entries(factSchemas).flatMap(([name, schema]) =>
  // NamedFile is only ever sent, inside a body.
  schema.kind === 'object' && name !== 'NamedFile' ? [{ name, fields: schema.fields }] : [],
);

describe.each(objectSchemas)('schema $name', ({ name, fields }) => {
  test('has the documented fields, their types and known values, and no others', () => {
    expect(byName(fieldsOf(schemasByName.get(name) ?? z.never()))).toEqual(byName(expectedResponse(name, fields)));
  });
});

test('no schema is declared that the manual does not have', () => {
  const ours = ['Vault']; // named by us: its fields stand beside two operations
  const known = [...Object.keys(factSchemas), ...ours];
  expect(known).toEqual(expect.arrayContaining([...schemasByName.keys()]));
});

test('answers may miss any field, hold null in it, and hold fields nobody documented', () => {
  for (const [name, schema] of schemasByName) {
    const nulls = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, null]));
    for (const answer of [{}, { ...nulls, addedLater: { by: ['Jenji'] } }]) {
      expect(schema.parse(answer), name).toEqual(answer);
    }
  }
});

function variantsOf(name: string) {
  const schema = factSchemas[name];
  if (schema?.kind !== 'union') throw new Error(`${name} is not a union`);
  return Object.entries(schema.variants).map(([variant, { type, fields }]) => ({ variant, type, fields }));
}

describe('schema Expense', () => {
  test.each(variantsOf('Expense'))('$variant has the documented fields and no others', ({ type, fields }) => {
    const declared = fieldsOf(looseFields(expenseFields[type as keyof typeof expenseFields]));
    expect(byName(declared)).toEqual(byName(expectedResponse('Expense', fields)));
  });

  test('an expense of any type is read with the fields of all types', () => {
    const all = variantsOf('Expense').flatMap(({ fields }) => expectedResponse('Expense', fields));
    const unique = [...new Map(all.map((field) => [field.name, field])).values()];
    expect(byName(fieldsOf(resources.expense))).toEqual(byName(unique));
  });

  test('PERDIEM and types nobody knows survive with everything they hold', () => {
    for (const type of ['PERDIEM', 'CRYPTO']) {
      const expense = { type, id: 'e', templateId: 't', nights: 2, meals: [{ kind: 'dinner' }] };
      expect(resources.expense.parse(expense)).toEqual(expense);
    }
  });
});

describe('schema ScopeCondition', () => {
  const variants = variantsOf('ScopeCondition');
  const type = { name: 'type', type: 'String', required: 'mandatory' } as const;
  // A null role counts as true; every other field of a condition is needed.
  const isRole = (name: string) => /^is[A-Z]/.test(name);

  test('is sent as one of the 22 documented variants, with exactly their fields', () => {
    const documented = variants.map(({ type: value, fields }) => ({
      variant: value,
      fields: byName(
        [type, ...fields].map((fact) => ({
          ...expectedField('ScopeCondition', fact, 'request'),
          required: !isRole(fact.name),
          ...(fact.name === 'type' && { values: [value] }),
        })),
      ),
    }));
    const declared = shapeOf(scopeConditionInput).groups.map(({ variant, fields }) => ({
      variant,
      fields: byName(fields),
    }));
    const order = (a: { variant?: string }, b: { variant?: string }) =>
      String(a.variant).localeCompare(String(b.variant));
    expect(declared).toHaveLength(22);
    expect(declared.sort(order)).toEqual(documented.sort(order));
  });

  test('is read with the fields of all variants', () => {
    const declared = fieldsOf(resources.scopeCondition);
    const documented = new Map(
      [type, ...variants.flatMap(({ fields }) => fields)].map((fact) => {
        const field = expectedField('ScopeCondition', fact, 'response');
        // Text in some variants, a number in others, and anything in a type added later.
        return [fact.name, fact.name === 'value' ? { ...field, type: 'any' } : field] as const;
      }),
    );
    const values = variants.map((variant) => variant.type).sort();
    const sorted = declared.map((field) =>
      field.name === 'type' ? { ...field, values: [...(field.values ?? [])].sort() } : field,
    );
    documented.set('type', { name: 'type', type: 'text', required: false, values, open: true });
    expect(byName(sorted)).toEqual(byName([...documented.values()]));
  });

  test('of an unknown type survives at any depth', () => {
    const condition = { type: 'AND', conditions: [{ type: 'MOON_PHASE', value: ['full'], tide: 3 }, { type: 'TRUE' }] };
    expect(resources.scopeCondition.parse(condition)).toEqual(condition);
  });
});
