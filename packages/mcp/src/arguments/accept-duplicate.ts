import * as z from 'zod';

/** Whether a second record like one there is may be created; without it that is refused, and the first is named. */
export const acceptDuplicate = z.boolean().default(false).describe('Although there is one like it');

/** The same as a part of a change. */
export function accepting(duplicate: boolean): { accept?: readonly string[] } {
  return duplicate ? { accept: ['duplicate'] } : {};
}
