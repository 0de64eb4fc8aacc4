import type { Content } from './document-kind.ts';
import { type Fields, isFields, isNothing, ownValue } from './nothing.ts';

/** How a field that is written is found in what is read, where it is not simply there under the same name. */
export interface ReadOtherwise {
  readonly readAs?: string;
  readonly value?: (read: unknown) => unknown;
}

/**
 * Divides a record into what can be written and what is only told. Empty values are left out of the first; the second
 * keeps everything.
 */
export function divided(
  record: Fields,
  writable: readonly string[],
  otherwise: Readonly<Record<string, ReadOtherwise>> = {},
): Content {
  const written = new Set<string>();
  const editable = writable.flatMap((name) => {
    const { readAs = name, value = (read: unknown) => read } = Object.hasOwn(otherwise, name)
      ? (otherwise[name] ?? {})
      : {};
    written.add(readAs);
    const present = value(ownValue(record, readAs));
    return isNothing(present) ? [] : [[name, present] as const];
  });
  const readOnly = Object.entries(record).filter(([name, value]) => !written.has(name) && value !== null);
  return { editable: Object.fromEntries(editable), readOnly: Object.fromEntries(readOnly) };
}

/** Custom field values without those that say nothing, and without the placeholder that Jenji shows under no code. */
function withoutEmpty(values: unknown): unknown {
  if (!isFields(values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([code, value]) => code !== '' && !isNothing(value)));
}

export const customFieldValues: ReadOtherwise = { value: withoutEmpty };
