import { communicationsKey, communicationsOf } from '../../readings/communications.ts';
import { textOf } from '../labels.ts';
import { listItemKind } from './list-item.ts';

export const communicationKind = listItemKind({
  name: 'communication',
  by: ['id', 'communicationId'],
  operation: 'communications.update',
  key: ({ organizationId = '' }) => communicationsKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => communicationsOf(connection, organizationId, options),
  title: ({ code }) => textOf(code),
});
