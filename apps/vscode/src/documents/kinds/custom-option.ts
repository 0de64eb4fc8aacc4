import { customOptionsKey, customOptionsOf } from '../../readings/custom-options.ts';
import { listItemKind } from './list-item.ts';

export const customOptionKind = listItemKind({
  name: 'customOption',
  by: ['id', 'optionId'],
  operation: 'customOptions.upsert',
  fixed: ['id'],
  key: ({ organizationId = '', listId = '' }) => customOptionsKey(organizationId, listId),
  reading: (connection, { organizationId = '', listId = '' }, options) =>
    customOptionsOf(connection, organizationId, listId, options),
});
