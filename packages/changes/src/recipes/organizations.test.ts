import { InvalidArgumentsError } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { openWorkshop } from '../../test/workshop.ts';

const { sandbox, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const look = () => organization.communications.map(({ updatedAt: _, ...rest }) => rest);

const message = {
  code: 'closing',
  groupId: 'root',
  messagesPerLanguage: { en: 'Books close on Friday.' },
  level: 'INFO',
  endDate: '2026-02-28T12:00:00Z',
};
const add = { operation: 'communications.create', path: { organizationId }, body: message } as const;

test('adds a message, and takes it away again', async () => {
  const { before, changed, restored } = await thereAndBack(add, look);
  expect(changed).toHaveLength(before.length + 1);
  expect(restored).toEqual(before);
});

test('changes one field of a message and keeps the others, which a bare PUT would clear', async () => {
  const { outcome } = await commit(add);
  const [communicationId = ''] = outcome.settlement?.newIds ?? [];
  const path = { organizationId, communicationId };
  const { changed, before, restored } = await thereAndBack(
    { operation: 'communications.update', path, body: { level: 'WARNING' } },
    () => look().find(({ id }) => id === communicationId),
  );
  expect(changed).toEqual({ ...before, level: 'WARNING' });
  expect(restored).toEqual(before);
  const { diff, prepared } = await plan({ operation: 'communications.update', path, clear: ['endDate'] });
  expect(diff).toMatchObject([{ path: ['communications', communicationId, 'endDate'], before: expect.any(String) }]);
  expect(prepared.losses).toEqual([{ kind: 'cleared', what: expect.stringContaining('endDate') }]);
  await expect(plan({ operation: 'communications.update', path, clear: ['level'] })).rejects.toThrow(
    InvalidArgumentsError,
  );
});
