import * as z from 'zod';

/** Fields by name with the values to set; what each may hold is checked when the change is planned. */
export function fieldValues() {
  return z.looseObject({});
}

/** Names of fields to empty, or to accept as emptied. */
export function fieldNames() {
  return z.array(z.string()).check(({ value, issues }) => {
    if (value.length > 100) issues.push({ code: 'custom', message: 'must name at most 100', input: value });
  });
}

/** The fields, and those to empty: at least one of them has to be there. */
export function somethingToChange({
  value,
  issues,
}: z.core.ParsePayload<{ set?: object | undefined; clear?: readonly string[] | undefined }>): void {
  if (Object.keys(value.set ?? {}).length > 0 || (value.clear ?? []).length > 0) return;
  issues.push({
    code: 'custom',
    path: ['set'],
    message: 'is required: fields to set, or clear with fields to empty',
    input: value,
  });
}
