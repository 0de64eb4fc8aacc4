import { localDateOfEpochMs } from '@jenji-kit/client';
import { labelOf } from './labels.ts';
import type { NameIndex } from './name-index.ts';
import type { NamedField } from './organization-directory.ts';
import type { Reader } from './reader.ts';

/** The value of a custom field, readable. */
export type ShownValue = {
  key: string;
  label?: string;
  /** As Jenji has it, but dates as YYYY-MM-DD. */
  value?: unknown;
  /** The option chosen in a LIST field, and its label. */
  option_id?: string;
  option?: string;
};

/** The values that are filled, with the labels of their fields and options. Costs one request per list not yet known. */
export async function shownValues(
  values: Readonly<Record<string, unknown>> | null | undefined,
  fields: NameIndex<NamedField>,
  organizationId: string,
  reader: Reader,
): Promise<ShownValue[]> {
  // The manual's own examples hold an empty key, which means nothing.
  const filled = Object.entries(values ?? {}).filter(([key, value]) => key !== '' && value != null && value !== '');
  return Promise.all(
    filled.map(async ([key, value]) => {
      const field = fields.get(key);
      const isOption = field?.source.type === 'LIST' && typeof value === 'string';
      const option = await optionLabel(value, field, organizationId, reader);
      return {
        key,
        ...(field && field.name !== key && { label: field.name }),
        ...(isOption ? { option_id: value } : { value: field?.source.type === 'DATE' ? dateOf(value) : value }),
        ...(option !== undefined && { option }),
      };
    }),
  );
}

async function optionLabel(value: unknown, field: NamedField | undefined, organizationId: string, reader: Reader) {
  const listId = field?.source.listId;
  if (field?.source.type !== 'LIST' || !listId || typeof value !== 'string') return undefined;
  const options = await reader.options(organizationId, listId);
  const option = options.find(({ id }) => id === value);
  const label = labelOf(option?.labelsPerLanguage);
  return label === value ? undefined : label;
}

function dateOf(value: unknown): unknown {
  const milliseconds = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof milliseconds !== 'number') return value;
  try {
    return localDateOfEpochMs(milliseconds);
  } catch {
    return value;
  }
}
