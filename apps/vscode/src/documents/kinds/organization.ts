import { organizationKey, organizationOf } from '../../readings/organization.ts';
import { divided } from '../content.ts';
import type { DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { isFields } from '../nothing.ts';
import { bodyOf, patch } from '../patch.ts';

/** Lists whose records have documents of their own. */
const apart = [
  'categories',
  'groups',
  'userCustomFields',
  'groupCustomFields',
  'expenseCustomFields',
  'expenseRequestCustomFields',
  'advanceCustomFields',
  'vehicleCustomFields',
];

const operation = 'organizations.patch';

/** What an organization is by itself. */
export const organizationKind: DocumentKind = {
  name: 'organization',
  key: ({ organizationId = '' }) => organizationKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => organizationOf(connection, organizationId, options),
  find: (value) => (isFields(value) ? value : undefined),
  title: ({ name }) => textOf(name) ?? '',
  content(record) {
    const header = Object.fromEntries(Object.entries(record).filter(([name]) => !apart.includes(name)));
    return divided(header, Object.keys(bodyOf(operation).shape));
  },
  editable: () => bodyOf(operation),
  changes: ({ organizationId = '' }, before, after) =>
    patch(before, after, { operation, path: { organizationId }, fields: Object.keys(bodyOf(operation).shape) }),
};
