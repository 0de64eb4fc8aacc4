import type { ChangeRecord } from '@jenji-kit/changes';
import type { Settings } from '../settings/settings.ts';

/** Whether all of a change lies in organizations that the operator allows now; the journal may be older than the bounds. */
export function isWithin({ items }: ChangeRecord, { organizations }: Pick<Settings, 'organizations'>): boolean {
  return organizations === undefined || items.every(({ organization }) => organizations.has(organization ?? ''));
}
