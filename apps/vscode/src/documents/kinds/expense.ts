import { type Endpoint, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { expenseKey, expenseOf } from '../../readings/expense.ts';
import { customFieldValues, divided } from '../content.ts';
import type { DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { type Fields, isFields } from '../nothing.ts';
import { customFieldsPart, fieldsWithout, patch } from '../patch.ts';

const operation = 'expenses.update';

/** The body of each type of expense, by the constant that tells them apart. */
const variants: ReadonlyMap<unknown, z.ZodObject> = new Map(
  variantsOf(operations[operation]).map((variant) => [typeOf(variant), variant]),
);

function variantsOf({ body }: Endpoint): z.ZodObject[] {
  if (!(body instanceof z.ZodDiscriminatedUnion)) throw new TypeError('The body of expenses.update is no union');
  return body.options.filter((option): option is z.ZodObject => option instanceof z.ZodObject);
}

function typeOf({ shape: { type } }: z.ZodObject): unknown {
  return type instanceof z.ZodLiteral ? type.value : undefined;
}

/** The type stays; who acts is whoever the key belongs to. A type without a form to write is read only. */
function editableOf({ type }: Fields): z.ZodObject {
  return fieldsWithout(variants.get(type) ?? z.strictObject({}), 'type', 'actionUserId');
}

export const expenseKind: DocumentKind = {
  name: 'expense',
  key: ({ expenseId = '' }) => expenseKey(expenseId),
  reading: (connection, { expenseId = '' }, options) => expenseOf(connection, expenseId, options),
  find: (value) => (isFields(value) ? value : undefined),
  title: ({ label, time }) => [textOf(label), textOf(time)].filter(Boolean).join(' '),
  content: (record) => divided(record, Object.keys(editableOf(record).shape), { customFields: customFieldValues }),
  editable: editableOf,
  values: { owner: 'expense', field: 'customFields' },
  namesUsers: true,
  changes: ({ expenseId = '' }, before, after, record) =>
    patch(before, after, {
      operation,
      path: { expenseId },
      fields: Object.keys(editableOf(record).shape),
      parts: { customFields: customFieldsPart },
    }),
};
