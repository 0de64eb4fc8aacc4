import { organizationKey } from '../../readings/organization.ts';
import { listItemKind } from './list-item.ts';

/** Whose custom fields the API can write. */
export const writableOwners = ['expense', 'vehicle'] as const;

type Owner = (typeof writableOwners)[number];

function ownerOf(owner: string | undefined): Owner {
  const known = writableOwners.find((each) => each === owner);
  if (known) return known;
  throw new TypeError(`No operation writes custom fields of ${owner}`);
}

/** The definition of a custom field. Its type is fixed once it exists. */
export const customFieldKind = listItemKind({
  name: 'customField',
  by: ['key', 'customFieldKey'],
  operation: ({ owner }) => `customFields.${ownerOf(owner)}.update`,
  fixed: ['type'],
  notInPath: ['owner'],
  key: ({ organizationId = '', owner = '' }) => `${organizationKey(organizationId)}/customFields/${owner}`,
  reading: ({ jenji, readings }, { organizationId = '', owner = '' }, options) =>
    readings.get(
      `${organizationKey(organizationId)}/customFields/${owner}`,
      async (signal) => {
        const list = jenji.customFields[ownerOf(owner)].list;
        return (await list({ path: { organizationId } }, { signal, priority: 'click' })).data;
      },
      options,
    ),
});
