/**
 * Every parameter of an operation in the order path, query, body, as
 * `{ name, type, required, description, only }`: `only` lists the variants of the body that have it, where not all do.
 */
export function parametersOf({ parameters: { path, query, body } }) {
  return [
    ...path.map((field) => parameter('path.', field)),
    ...query.map((field) => parameter('query.', field)),
    ...(body ? bodyParameters(body) : []),
  ];
}

/** What an operation answers. */
export function answerOf({ answer: { type, groups } }) {
  const [first] = groups[0]?.fields ?? [];
  return type === 'object' && first?.name === 'data' ? `{ data: ${first.type} }` : type;
}

export function typeOf({ type, values, open }) {
  return values ? `${type}: ${values.join(', ')}${open ? ', …' : ''}` : type;
}

function parameter(prefix, field) {
  return {
    name: prefix + field.name,
    type: typeOf(field),
    required: field.required,
    description: field.description ?? '',
  };
}

function bodyParameters({ type, groups }) {
  const prefix = type.endsWith('[]') ? 'body[].' : 'body.';
  if (groups.length === 1) return groups[0].fields.map((field) => parameter(prefix, field));
  // The same parameter of several variants is said once.
  const merged = new Map();
  for (const { variant, fields } of groups) {
    for (const field of fields.filter(({ name }) => name !== 'type')) {
      const found = parameter(prefix, field);
      const key = JSON.stringify(found);
      merged.set(key, { ...found, only: [...(merged.get(key)?.only ?? []), variant] });
    }
  }
  const variants = groups.map(({ variant }) => variant);
  return [
    parameter(prefix, { name: 'type', type: 'text', values: variants, required: true }),
    ...[...merged.values()].map(({ only, ...rest }) => (only.length < variants.length ? { ...rest, only } : rest)),
  ];
}
