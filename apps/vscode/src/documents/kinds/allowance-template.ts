import { allowanceTemplatesOf } from '../../readings/allowance-templates.ts';
import { organizationKey } from '../../readings/organization.ts';
import { listItemKind } from './list-item.ts';

export const allowanceTemplateKind = listItemKind({
  name: 'allowanceTemplate',
  by: ['templateId', 'templateId'],
  operation: 'allowanceTemplates.update',
  key: ({ organizationId = '' }) => `${organizationKey(organizationId)}/allowanceTemplates`,
  reading: (connection, { organizationId = '' }, options) => allowanceTemplatesOf(connection, organizationId, options),
});
