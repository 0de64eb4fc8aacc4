import * as z from 'zod';

const marked = z.registry();

/**
 * A member of an output that answers have and the listed schema does not name: every word listed is read by a model in
 * every chat, and what only people look at can do without. Mark last: zod's methods make new schemas.
 */
export function unlisted<Schema extends z.ZodType>(schema: Schema): Schema {
  marked.add(schema, {});
  return schema;
}

/** The output as it is listed. */
export function listedOutput(output: z.ZodObject): z.ZodObject {
  const members = Object.entries(output.shape).filter(([, member]) => !marked.has(member as z.ZodType));
  return z.object(Object.fromEntries(members));
}
