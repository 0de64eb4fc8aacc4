import type { CustomField, CustomFieldState, CustomOption } from '../world/index.ts';
import { labels, rows } from './tables.ts';

/** A custom field that everybody may use, with labels in the order of the languages. */
export function customField(
  languages: readonly string[],
  key: string,
  type: string,
  texts: string,
  more: Partial<CustomField> & { readonly disabled?: boolean } = {},
): CustomFieldState {
  const { disabled = false, ...rest } = more;
  return {
    field: {
      key,
      type,
      ...(type === 'LIST' && { listId: key }),
      required: false,
      labelsPerLanguage: labels(languages, texts),
      ...rest,
      ...(rest.configuredByAPI && {
        disableConfiguration: true,
        disableOptionConfiguration: true,
        disableDeletion: true,
      }),
    },
    disabled,
  };
}

/** Numbers the fields of one owner in their order. */
export function inOrder(fields: readonly CustomFieldState[]): CustomFieldState[] {
  return fields.map((state, order) => ({ ...state, field: { ...state.field, order } }));
}

/** Options of a list: `id | labels divided by / | accounting code | options: disabled`. */
export function customOptions(languages: readonly string[], table: string): CustomOption[] {
  return rows(table).map(([id = '', texts = '', accountingCode, options = '']) => ({
    id,
    labelsPerLanguage: labels(languages, texts),
    ...(accountingCode && { accountingCode }),
    ...(options.includes('disabled') && { disabled: true }),
  }));
}
