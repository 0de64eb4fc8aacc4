import { usersKey } from '../../readings/users.ts';
import { customFieldValues } from '../content.ts';
import type { Ids } from '../document-address.ts';
import { textOf } from '../labels.ts';
import { customFieldsPart } from '../patch.ts';
import { listItemKind } from './list-item.ts';

const keyOf = ({ organizationId = '', userId = '' }: Ids) =>
  `${usersKey(organizationId)}/${encodeURIComponent(userId)}/vehicles`;

/** A vehicle of a user. Those that are disabled are only listed by themselves. */
export const vehicleKind = listItemKind({
  name: 'vehicle',
  by: ['id', 'vehicleId'],
  operation: 'users.vehicles.update',
  otherwise: {
    customFields: customFieldValues,
    disabled: { readAs: 'disabledAt', value: (disabledAt) => Boolean(disabledAt) },
  },
  parts: { customFields: customFieldsPart },
  values: { owner: 'vehicle', field: 'customFields' },
  key: keyOf,
  reading: ({ jenji, readings }, ids, options) =>
    readings.get(
      keyOf(ids),
      async (signal) => {
        const { organizationId = '', userId = '' } = ids;
        return (await jenji.users.vehicles.list({ path: { organizationId, userId } }, { signal, priority: 'click' }))
          .data;
      },
      options,
    ),
  title: ({ label }) => textOf(label),
});
