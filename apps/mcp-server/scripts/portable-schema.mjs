/** Bounds that only say "an integer a double can hold", which zod writes for every integer. */
const integerBounds = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** JSON Schema as hosts and models need it: nothing that repeats what another keyword says, because every word is read. */
export function portable(schema, io) {
  const { $schema: _dialect, ...rest } = schema;
  return slim(rest, io);
}

function slim(node, io) {
  if (Array.isArray(node)) return node.map((item) => slim(item, io));
  if (typeof node !== 'object' || node === null) return node;
  const slimmed = {};
  for (const [key, value] of Object.entries(node)) {
    if (Object.hasOwn(integerBounds, key) && value === integerBounds[key]) continue;
    // A format says it, and the regular expression zod adds is hundreds of characters long.
    if (key === 'pattern' && node.format !== undefined) continue;
    // The registry drops undeclared fields from an answer; only input needs to say that more is refused.
    if (key === 'additionalProperties' && value === false && io === 'output') continue;
    slimmed[key] =
      key === 'properties'
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, slim(member, io)]))
        : slim(value, io);
  }
  return slimmed;
}
