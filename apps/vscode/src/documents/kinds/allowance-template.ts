import { allowanceTemplatesKey, allowanceTemplatesOf } from '../../readings/allowance-templates.ts';
import { listItemKind } from './list-item.ts';

export const allowanceTemplateKind = listItemKind({
  name: 'allowanceTemplate',
  by: ['templateId', 'templateId'],
  operation: 'allowanceTemplates.update',
  key: ({ organizationId = '' }) => allowanceTemplatesKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => allowanceTemplatesOf(connection, organizationId, options),
});
