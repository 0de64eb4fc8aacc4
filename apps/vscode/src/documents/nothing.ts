/** Fields of a record or a document by name. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member by a name that may be one that every object answers to. */
export function ownValue(fields: unknown, name: string): unknown {
  return isFields(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Whether a value says nothing: null, an empty text, an empty list and an empty object are the same as absence to Jenji. */
export function isNothing(value: unknown): boolean {
  return value === '' || canonicalText(value) === undefined;
}

/** Whether two values say the same, whatever the order of members and however nothing is written. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return (isNothing(one) && isNothing(other)) || canonicalText(one) === canonicalText(other);
}

/** One text for all values that say the same; undefined for nothing. */
export function canonicalText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.length > 0 ? `[${value.map((item) => canonicalText(item) ?? 'null').join(',')}]` : undefined;
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, member]) => {
      const text = canonicalText(member);
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
    });
  return members.length > 0 ? `{${members.join(',')}}` : undefined;
}
