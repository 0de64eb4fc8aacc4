/** The record without what says nothing: null, empty text, empty list. */
export function filled(record: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)));
}
