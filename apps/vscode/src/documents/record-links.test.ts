import { expect, test } from 'vitest';
import type { DocumentAddress } from './document-address.ts';
import { recordLinks } from './record-links.ts';

const user: DocumentAddress = {
  accountId: 'abc123def456',
  kind: 'user',
  ids: { organizationId: 'acme', userId: 'ada' },
  name: 'Ada',
};

test('leads from the ids of a document to the records they name', () => {
  const text = JSON.stringify({
    groupId: 'root',
    profiles: [{ profileId: 'manager', groupIds: ['paris'] }],
    preferredVehicle: 'v1',
    readOnly: { id: 'ada', vehicles: [{ id: 'v1', label: 'Clio' }] },
  });
  const links = recordLinks(user, text).map(({ offset, length, to }) => [text.slice(offset, offset + length), to]);
  const subject = (kind: string, id: string) => ({
    subject: { kind, accountId: 'abc123def456', organizationId: 'acme', id },
  });
  const vehicle = {
    address: { ...user, kind: 'vehicle', ids: { ...user.ids, vehicleId: 'v1' }, name: 'Clio' },
  };
  expect(links).toEqual([
    ['"root"', subject('group', 'root')],
    ['"paris"', subject('group', 'paris')],
    ['"v1"', vehicle],
    ['"v1"', vehicle],
  ]);
});

test('a text that is not JSON, or names nothing, leads nowhere', () => {
  for (const text of ['', '{', '[]', '{"groupId": 7, "userId": null}']) expect(recordLinks(user, text)).toEqual([]);
});
