/**
 * The one name that schemas leave out of what they read, because an object would take it for its prototype. People may
 * give it to a custom field all the same: what we read must show it, or writing the record again would lose it unseen.
 */
const lostName = '__proto__';

/** What a schema has read, with the members of that name that stand in what it was given. */
export function withLostName<Read>(given: unknown, read: Read): Read {
  if (!isObject(given) || !isObject(read) || Object.is(given, read)) return read;
  for (const name of Object.keys(given)) {
    if (name === lostName) {
      Object.defineProperty(read, name, { value: given[name], enumerable: true, configurable: true, writable: true });
    } else if (Object.hasOwn(read, name)) {
      withLostName(given[name], read[name]);
    }
  }
  return read;
}

/** Where a value holds a member of that name; undefined where it holds none. */
export function placeOfLostName(value: unknown): string[] | undefined {
  if (!isObject(value)) return undefined;
  for (const name of Object.keys(value)) {
    if (name === lostName) return [name];
    const inner = placeOfLostName(value[name]);
    if (inner) return [name, ...inner];
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
