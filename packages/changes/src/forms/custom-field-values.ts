import { differences } from '../difference.ts';
import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';

/** Values by custom field code. */
type Values = Readonly<Record<string, unknown>> | null | undefined;

const prefix = 'customFields.';

/** What `clear` may name so that custom fields are emptied: all of them, or one by `customFields.<code>`. */
export const clearableCustomFields = ['customFields', `${prefix}*`];

/** A record without the custom field whose code is empty: Jenji shows it, it stands for nothing, and it is never sent. */
export function withoutPlaceholder<Shown extends { customFields?: Values }>(record: Shown): Shown {
  if (!record.customFields || !Object.hasOwn(record.customFields, '')) return record;
  const { '': _placeholder, ...customFields } = record.customFields;
  return { ...record, customFields };
}

/** The values after a change of some of them: those neither set nor cleared stay. */
export function mergedCustomFields(
  present: Values,
  set: Values,
  clear: readonly string[],
): { values: Record<string, unknown>; losses: Loss[] } {
  const isCleared = (code: string) => clear.includes('customFields') || clear.includes(prefix + code);
  const entries = Object.entries(present ?? {}).filter(([, value]) => canonicalJson(value) !== '');
  const losses = entries
    .filter(([code]) => isCleared(code))
    .map(
      ([code, value]): Loss => ({
        kind: 'cleared',
        what: `custom field ${JSON.stringify(code)} ${JSON.stringify(value)}`,
      }),
    );
  const kept = entries.filter(([code]) => !isCleared(code));
  return { values: Object.fromEntries([...kept, ...Object.entries(set ?? {})]), losses };
}

/** What to set and what to clear so that the values are again as they were. */
export function restoringCustomFields(was: Values, is: Values): { set: Record<string, unknown>; clear: string[] } {
  const codes = new Set(differences(was, is).flatMap(({ path: [code] }) => (code === undefined ? [] : [code])));
  const [present, gone] = [[...codes].filter((code) => canonicalJson(was?.[code]) !== ''), [...codes]];
  return {
    set: Object.fromEntries(present.map((code) => [code, was?.[code]])),
    clear: gone.filter((code) => !present.includes(code)).map((code) => prefix + code),
  };
}
