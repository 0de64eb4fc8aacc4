import { organizationKey } from '../../readings/organization.ts';
import { listItemKind } from './list-item.ts';

/** Read on its own: what the organization shows of its categories may be less. */
export const categoryKind = listItemKind({
  name: 'category',
  by: ['id', 'categoryId'],
  operation: 'categories.update',
  key: ({ organizationId = '' }) => `${organizationKey(organizationId)}/categories`,
  reading: ({ jenji, readings }, { organizationId = '' }, options) =>
    readings.get(
      `${organizationKey(organizationId)}/categories`,
      async (signal) => (await jenji.categories.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
      options,
    ),
});
