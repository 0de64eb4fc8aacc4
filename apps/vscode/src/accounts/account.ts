import { keyTypes } from '@jenji-kit/client';
import * as z from 'zod';

/** Which Jenji an account is of. People must never take one for the other, so it is told wherever the account is. */
export const places = ['production', 'test', 'custom', 'sample'] as const;
export type Place = (typeof places)[number];

/** What is known of a signed-in account without its secret. Kept as JSON in the editor's global state. */
export const accountSchema = z.object({
  /** Stable for place, key type and API user, and free of what any of them holds: it stands in URIs and logs. */
  id: z.string().regex(/^[a-z0-9]{12}$/),
  /** What the person called it. */
  label: z.string(),
  place: z.enum(places),
  /** Where requests go; of sample data, what the sandbox of this window listens on. */
  baseUrl: z.string(),
  keyType: z.enum(keyTypes),
  /** The API user id. */
  user: z.string(),
});
export type Account = z.infer<typeof accountSchema>;
