/** A record with only the fields named; a dot goes into an object, or into each item of a list. */
export function chosenFields(record: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined) return record;
  if (Array.isArray(record)) return record.map((item) => chosenFields(item, fields));
  if (!isRecord(record)) return record;
  const inner = new Map<string, string[] | undefined>();
  for (const field of fields) {
    const [name = '', ...rest] = field.split('.');
    // The whole of a field includes its parts.
    if (rest.length === 0) inner.set(name, undefined);
    else if (!inner.has(name) || inner.get(name)) inner.set(name, [...(inner.get(name) ?? []), rest.join('.')]);
  }
  return Object.fromEntries(
    [...inner].flatMap(([name, parts]) =>
      Object.hasOwn(record, name) ? [[name, chosenFields(record[name], parts)] as const] : [],
    ),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
