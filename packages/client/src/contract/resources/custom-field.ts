import * as z from 'zod';
import { decimal, flag, integer, labels, open, resource, text, texts } from '../response-types.ts';
import { scopeCondition } from './scope-condition.ts';

/** The known types; the service adds new ones. */
export const customFieldType = z.enum([
  'DATE',
  'LONG',
  'LIST',
  'LONGTEXT',
  'NUMBER',
  'STRING',
  'STRING_SET',
  'TIME_HH_MM',
  'EXTERNAL',
  'PLACE',
  'BOOLEAN',
  'FILES',
]);

export const customFieldValidation = resource('CustomFieldValidation', {
  minimumValue: decimal,
  maximumValue: decimal,
});

export const customField = resource('CustomField', {
  key: text,
  type: open(customFieldType),
  /** Prefer the bound under `validation` where both are there. */
  minimumValue: decimal,
  maximumValue: decimal,
  /** Of a LIST field: where its options are. Read it, never derive it from the key. */
  listId: text,
  required: flag,
  labelsPerLanguage: labels,
  editableByGroups: texts,
  visibleByGroups: texts,
  order: integer,
  visibleScopeCondition: scopeCondition,
  configuredByAPI: flag,
  disableConfiguration: flag,
  disableOptionConfiguration: flag,
  disableDeletion: flag,
  validation: customFieldValidation,
});

export const customOption = resource('CustomOption', {
  id: text,
  labelsPerLanguage: labels,
  /** Free text; may itself hold JSON. */
  extra: text,
  accountingCode: text,
  disabled: flag,
  scope: text,
  scopeCondition,
});

export type CustomFieldType = z.infer<typeof customFieldType>;
export type CustomFieldValidation = z.infer<typeof customFieldValidation>;
export type CustomField = z.infer<typeof customField>;
export type CustomOption = z.infer<typeof customOption>;
