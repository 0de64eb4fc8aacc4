import { operations } from '@jenji-kit/client';
import { differences } from '../difference.ts';
import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';
import { bodyFields } from './replacement.ts';

/** As every operation takes them. */
const customFieldValues = bodyFields(operations['users.update']).shape.customFields.unwrap().unwrap();

/** Values by custom field code. */
type Values = Readonly<Record<string, unknown>> | null | undefined;

const prefix = 'customFields.';

/** An empty text says nothing either: no field that is filled in holds one. */
const isNothing = (value: unknown) => value === '' || canonicalJson(value) === '';

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
  const codes = [...new Set(differences(was, is).flatMap(({ path }) => path.slice(0, 1)))];
  const former = Object.fromEntries(Object.entries(was ?? {}).filter(([, value]) => !isNothing(value)));
  return {
    set: Object.fromEntries(codes.flatMap((code) => (Object.hasOwn(former, code) ? [[code, former[code]]] : []))),
    clear: codes.filter((code) => !Object.hasOwn(former, code)).map((code) => prefix + code),
  };
}

/** Values to set, by custom field code: what is empty is refused, because emptying is what `clear` is for. */
export const customFieldsToSet = customFieldValues
  .superRefine((set, context) => {
    for (const [code, value] of Object.entries(set)) {
      if (!isNothing(value)) continue;
      const message = `must not be empty; name ${JSON.stringify(prefix + code)} in clear to empty it`;
      context.addIssue({ code: 'custom', path: [code], message });
    }
  })
  .describe('Values by custom field code, those to set; all others stay, and `clear` takes `customFields.<code>`.');
