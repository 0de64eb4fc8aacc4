/**
 * The fields of a request under the names of a tool's own arguments, where a tool takes them one by one.
 *
 * @param names Name of the argument, and of the field in the body: `{ date: 'time' }`.
 * @param others The argument that holds the other fields, where there is one.
 */
export function ownFields<const Names extends Readonly<Record<string, string>>>(names: Names, others = '') {
  return {
    /** For `defineChangeTool`: what is wrong with the body is told by the names of the arguments. */
    argumentNames: {
      body: others,
      ...Object.fromEntries(Object.entries(names).map(([own, field]) => [`body.${field}`, own])),
    },
    /** The fields that were given. */
    bodyOf(input: { readonly [Own in keyof Names]?: unknown }): Record<string, unknown> {
      return Object.fromEntries(
        Object.entries(names).flatMap(([own, field]) => (input[own] === undefined ? [] : [[field, input[own]]])),
      );
    },
  };
}
