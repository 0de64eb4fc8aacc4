import { currencies } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { shown } from '../../words/shown.ts';
import type { Content, DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { type Fields, isFields, ownValue } from '../nothing.ts';
import { enumOf } from './choice-schema.ts';
import { customFieldSchema } from './custom-field-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Choice, OrganizationFacts } from './organization-facts.ts';

/** The member of a document that says where its schema is, and which version of the record it was made of. */
export const schemaMember = '$schema';
/** The member that holds what cannot be changed. */
export const readOnlyMember = 'readOnly';

interface SchemaOptions {
  readonly kind: DocumentKind;
  readonly record: Fields;
  readonly content: Content;
  readonly facts: OrganizationFacts;
  /** Of labels and names: two letters. */
  readonly language: string;
}

/** The JSON Schema of one document: the contract's rules, with the names that this organization gives to things. */
export function documentSchema({ kind, record, content, facts, language }: SchemaOptions): JsonSchema {
  const { editable } = content;
  const rules = kind.editable(record);
  const generated = generatedSchema(rules);
  const choices = choicesByField(facts, record);
  const properties: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(generated.properties ?? {})) {
    properties[name] = withChoices(flattened(schema), name, choices, presentByField(editable));
  }
  const { values } = kind;
  if (values && facts.customFields && properties[values.field]) {
    properties[values.field] = valuesSchema(properties[values.field] ?? {}, facts, editable[values.field], language);
  }
  // Whatever Jenji itself has put there is not the person's mistake.
  const wrong = new Set(wrongFields(rules, editable));
  for (const name of wrong) {
    const { description } = properties[name] ?? {};
    properties[name] = { ...(description && { description }) };
  }
  const required = (generated.required ?? []).filter((name) => !wrong.has(name));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: shown(kind.title(record, language)),
    type: 'object',
    properties: {
      [schemaMember]: { type: 'string', doNotSuggest: true, description: l10n.t('Which version this is. Leave it.') },
      ...properties,
      [readOnlyMember]: readOnlySchema(content.readOnly),
    },
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(generated.definitions && { definitions: generated.definitions }),
  };
}

/** Fields that are not as the contract wants them, as Jenji shows them. */
function wrongFields(rules: z.ZodObject, editable: Fields): string[] {
  const { error } = rules.safeParse(editable);
  return (error?.issues ?? []).flatMap(({ path: [name], ...issue }) => {
    if (typeof name === 'string') return [name];
    return issue.code === 'unrecognized_keys' ? issue.keys : [];
  });
}

function generatedSchema(rules: z.ZodObject): JsonSchema {
  return z.toJSONSchema(rules, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** One schema with two types in place of a choice between a schema and null: the editor explains it better. */
function flattened(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const [first, second, ...more] = anyOf ?? [];
  if (first && second?.type === 'null' && more.length === 0 && typeof first.type === 'string') {
    return nullable({ ...first, ...rest });
  }
  return schema;
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, enum: values, enumDescriptions } = schema;
  return {
    ...schema,
    type: [...(Array.isArray(type) ? type : [type ?? 'string']), 'null'],
    ...(values && { enum: [...values, null] }),
    ...(enumDescriptions && { enumDescriptions: [...enumDescriptions, l10n.t('Nothing')] }),
  };
}

/** What a field of this name refers to, wherever it stands. */
const references: Readonly<Record<string, keyof OrganizationFacts | 'vehicles' | 'currencies'>> = {
  groupId: 'groups',
  parentGroupId: 'groups',
  groupIds: 'groups',
  editableByGroups: 'groups',
  visibleByGroups: 'groups',
  category: 'categories',
  parentCategoryId: 'categories',
  paymentMethodId: 'paymentMethods',
  preferredPaymentMethodId: 'paymentMethods',
  userId: 'users',
  attendees: 'users',
  preferredVehicle: 'vehicles',
  currency: 'currencies',
  preferredCurrency: 'currencies',
  masterCurrency: 'currencies',
};

type Choices = (name: string) => readonly Choice[] | undefined;

function choicesByField(facts: OrganizationFacts, record: Fields): Choices {
  const all: Readonly<Record<string, readonly Choice[] | undefined>> = {
    groups: facts.groups,
    categories: facts.categories,
    paymentMethods: facts.paymentMethods,
    users: facts.users,
    vehicles: vehiclesOf(record),
    currencies: [...currencies].map(([id, { name }]) => ({ id, label: name, isDisabled: false })),
  };
  return (name) => (Object.hasOwn(references, name) ? all[references[name] ?? ''] : undefined);
}

function vehiclesOf({ vehicles }: Fields): readonly Choice[] | undefined {
  if (!Array.isArray(vehicles)) return undefined;
  return vehicles.filter(isFields).flatMap(({ id, label, disabledAt }) => {
    const known = textOf(id);
    return known ? [{ id: known, label: shown(textOf(label)) || known, isDisabled: Boolean(disabledAt) }] : [];
  });
}

/** The texts that stand in a document under each name: they are right, whatever the organization has now. */
function presentByField(value: unknown, found = new Map<string, string[]>(), name = ''): ReadonlyMap<string, string[]> {
  if (typeof value === 'string') found.set(name, [...(found.get(name) ?? []), value]);
  else if (Array.isArray(value)) for (const item of value) presentByField(item, found, name);
  else if (isFields(value)) for (const [member, inner] of Object.entries(value)) presentByField(inner, found, member);
  return found;
}

/** The same schema with the organization's choices where a field refers to them, at any depth. */
function withChoices(
  schema: JsonSchema,
  name: string,
  choices: Choices,
  present: ReadonlyMap<string, string[]>,
): JsonSchema {
  const inner = (each: JsonSchema, named = name) => withChoices(flattened(each), named, choices, present);
  const types = [schema.type].flat();
  const found = choices(name);
  if (found && types.includes('string') && !schema.enum) {
    const { pattern: _, ...rest } = schema;
    const chosen = { ...rest, ...enumOf(found, present.get(name) ?? []) };
    return types.includes('null') ? nullable(chosen) : chosen;
  }
  return {
    ...schema,
    ...(schema.items && !Array.isArray(schema.items) && { items: inner(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map((each) => inner(each)) }),
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([member, each]) => [member, inner(each, member)]),
      ),
    }),
  };
}

/** Values by custom field code: those the organization has, and those that are there. */
function valuesSchema(schema: JsonSchema, facts: OrganizationFacts, present: unknown, language: string): JsonSchema {
  const known = (facts.customFields ?? []).map((each) => {
    const value = ownValue(present, each.field.key);
    return [each.field.key, customFieldSchema(each, value, language)] as const;
  });
  const codes = new Set(known.map(([code]) => code));
  const unknown = Object.keys(Object(present)).filter((code) => !codes.has(code));
  const { description } = schema;
  return {
    type: ['object', 'null'],
    ...(description && { description }),
    properties: Object.fromEntries([...known, ...unknown.map((code) => [code, {}] as const)]),
    additionalProperties: false,
  };
}

/** What cannot be changed, each at the value it has. */
function readOnlySchema(readOnly: Fields): JsonSchema {
  const errorMessage = l10n.t('This cannot be changed here: put back what stood there.');
  return {
    type: 'object',
    description: l10n.t('What Jenji tells and nobody changes here. It is not sent.'),
    readOnly: true,
    properties: Object.fromEntries(
      Object.entries(readOnly).map(([name, value]) => [name, { const: value, readOnly: true, errorMessage }]),
    ),
    additionalProperties: false,
  };
}
