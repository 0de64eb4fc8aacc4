/** What makes hosts and model providers refuse or misread a schema. A pattern this long is read by a model as noise. */
const longestPattern = 80;

/** Every breach of the rules for listed schemas, with where it is. */
export function schemaProblems(schema: unknown): string[] {
  const root = schema as Record<string, unknown>;
  const problems = root.type === 'object' ? [] : ['the root is no object'];
  for (const keyword of ['anyOf', 'oneOf', 'allOf', 'not', 'if']) {
    if (keyword in root) problems.push(`${keyword} at the root`);
  }
  return [...problems, ...problemsIn(schema, '')];
}

function problemsIn(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...ownProblems(key, value).map((problem) => `${path}/${key}: ${problem}`),
    ...problemsIn(value, `${path}/${key}`),
  ]);
}

function ownProblems(key: string, value: unknown): string[] {
  if (key === '$ref' || key === '$defs' || key === '$schema') return ['references are not followed by all hosts'];
  if (key === 'type' && Array.isArray(value)) return ['a list of types; make the field optional instead of nullable'];
  if (key === 'type' && value === 'null') return ['a null; make the field optional instead of nullable'];
  if (key === 'pattern' && typeof value === 'string' && value.length > longestPattern) return ['a long pattern'];
  return [];
}
