// @ts-check
/**
 * @typedef {{ type: 'object', properties?: Record<string, unknown>, [keyword: string]: unknown }} ObjectSchema
 * @typedef {'input' | 'output'} Direction
 */

/** Bounds that only say "an integer a double can hold", which zod writes for every integer. */
const integerBounds = new Map([
  ['minimum', Number.MIN_SAFE_INTEGER],
  ['maximum', Number.MAX_SAFE_INTEGER],
]);

/**
 * JSON Schema as hosts and models need it: nothing that repeats what another keyword says, because every word is read.
 *
 * @param {object} schema
 * @param {Direction} direction
 * @returns {ObjectSchema}
 */
export function portable(schema, direction) {
  const slimmed = slim(schema, direction);
  if (!isObjectSchema(slimmed)) throw new Error(`The ${direction} of a tool must be an object.`);
  const { $schema: _dialect, properties = {}, ...rest } = slimmed;
  return { ...rest, properties };
}

/** @type {(value: unknown) => value is ObjectSchema} */
function isObjectSchema(value) {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'object';
}

/** @type {(node: unknown, direction: Direction) => unknown} */
function slim(node, direction) {
  if (Array.isArray(node)) return node.map((item) => slim(item, direction));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => {
    if (integerBounds.get(key) === value) return false;
    // What an answer holds is seen in it; which members never fail interests no reader, and costs every chat.
    if (key === 'required' && direction === 'output') return false;
    // A switch that is left out is off.
    if (key === 'default' && value === false) return false;
    // An object of any members is what an object is.
    if ((key === 'properties' || key === 'additionalProperties') && isEmpty(value)) return false;
    // A format says it, and the regular expression that zod adds is hundreds of characters long.
    if (key === 'pattern' && 'format' in node) return false;
    // The registry drops undeclared fields from an answer; only input needs to say that more is refused.
    return !(key === 'additionalProperties' && value === false && direction === 'output');
  });
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? slimEach(value, direction) : slim(value, direction)]),
  );
}

/** @type {(value: unknown) => boolean} */
function isEmpty(value) {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The names in `properties` are not keywords, whatever they are. @type {(properties: object, direction: Direction) => object} */
function slimEach(properties, direction) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, slim(schema, direction)]));
}
