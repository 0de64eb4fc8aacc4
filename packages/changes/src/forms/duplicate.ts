import { ChangeRefused } from '../change-refused.ts';

/** What `accept` has to name for a second record where the first looks the same. */
export const duplicate = 'duplicate';

/**
 * @param twin The record that is there already, by name; undefined where there is none.
 * @param same What the two would share, such as `name`.
 * @throws ChangeRefused unless a second one is accepted.
 */
export function refuseDuplicate(twin: string | undefined, same: string, accept: readonly string[]): void {
  if (twin === undefined || accept.includes(duplicate)) return;
  throw new ChangeRefused(
    'state',
    `There is ${twin} with the same ${same}, and none can ever be deleted. Use that one; or name ${duplicate} in accept if there have to be two.`,
  );
}

/** The same where a second one is likely to be meant: it is said, and not refused. */
export function twinNotes(twin: string | undefined, same: string): string[] {
  return twin === undefined ? [] : [`There is ${twin} with the same ${same}, and none can ever be deleted.`];
}
