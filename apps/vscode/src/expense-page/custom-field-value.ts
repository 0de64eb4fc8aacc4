import { type CustomField, localDateOfEpochMs } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { type DateStyle, dayWords } from '../words/date-words.ts';
import type { Names } from './names.ts';

/** Whether a value says anything. */
export function isFilled(value: unknown): boolean {
  return value != null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The value of a custom field, readable: options by their labels, dates as days. */
export function customFieldValue(
  value: unknown,
  field: CustomField | undefined,
  names: Names,
  style: DateStyle,
): string | readonly string[] {
  if (Array.isArray(value)) return value.map((each) => [customFieldValue(each, field, names, style)].flat().join(', '));
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  if (field?.type === 'LIST' && field.listId && typeof value === 'string') return names.option(field.listId, value);
  if (field?.type === 'DATE') return dateText(value, style);
  return valueText(value);
}

/** Any value of the API as text. */
export function valueText(value: unknown): string {
  return withoutInvisible(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

function dateText(value: unknown, style: DateStyle): string {
  const milliseconds = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof milliseconds !== 'number') return valueText(value);
  try {
    return dayWords(localDateOfEpochMs(milliseconds), style);
  } catch {
    return valueText(value);
  }
}
