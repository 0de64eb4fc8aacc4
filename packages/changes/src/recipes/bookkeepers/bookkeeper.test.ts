import { ForbiddenError, InvalidArgumentsError } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop({
  key: { user: 'sandbox-master-bookkeeper' },
});
const [bookkeeper, master] = [...sandbox.world.bookkeepers.values()];
if (bookkeeper === undefined || master === undefined) throw new Error('The sandbox has no bookkeepers');
const bookkeeperId = bookkeeper.header.id;
const [templateId = ''] = master.bookkeeperTemplates.keys();
const world = () => wholeWorld(sandbox.world);
const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

const create = (body: object, rest: object = {}) => ({ operation: 'bookkeepers.create', body, ...rest }) as const;
const group = (body: object, rest: object = {}) =>
  ({ operation: 'bookkeepers.groups.create', path: { bookkeeperId }, body, ...rest }) as const;
const user = (body: object, rest: object = {}) =>
  ({ operation: 'bookkeepers.users.create', path: { bookkeeperId }, body, ...rest }) as const;
const rename = (name: string) => ({ operation: 'bookkeepers.update', path: { bookkeeperId }, body: { name } }) as const;

test('creates a bookkeeper of a template, and says that nothing takes it away', async () => {
  const request = create({ name: 'Fiduciaire "Neuve"', templateId });
  const { prepared, reversal, organization } = await plan(request);
  expect(prepared.title).toBe(`Create bookkeeper "Fiduciaire \\"Neuve\\"" from template "${templateId}"`);
  expect(reversal).toEqual({ cannot: expect.stringContaining('cannot delete a bookkeeper') });
  expect(organization).toBeUndefined();
  const before = world();
  const { outcome } = await commit(request);
  const [id = ''] = outcome.settlement?.newIds ?? [];
  expect(sandbox.world.bookkeepers.get(id)?.header).toMatchObject({ name: 'Fiduciaire "Neuve"' });
  await expect(plan(request)).rejects.toThrow(ChangeRefused);
  expect((await plan({ ...request, accept: ['duplicate'] })).diff).toHaveLength(1);
  sandbox.world.bookkeepers.delete(id);
  expect(world()).toEqual(before);
});

test('renames a bookkeeper, and back', async () => {
  const { diff } = await plan(rename('Cabinet Neuf'));
  expect(diff).toEqual([{ path: ['bookkeeper', 'name'], before: bookkeeper.header.name, after: 'Cabinet Neuf' }]);
  const { before, changed, restored } = await thereAndBack(rename('Cabinet Neuf'), world);
  expect(changed).not.toEqual(before);
  expect(restored).toEqual(before);
  await expect(plan(rename(bookkeeper.header.name))).rejects.toThrow(/already/);
  await expect(plan(rename(''))).rejects.toThrow(InvalidArgumentsError);
});

test('adds a group where it is said, the top by default', async () => {
  const before = world();
  const { prepared, outcome } = await commit(group({ name: 'Audit' }));
  expect(prepared.title).toBe(
    `Add group "Audit" of bookkeeper "${bookkeeper.header.name}" (${bookkeeperId}) under group "${bookkeeper.groups[0]?.name}" (root)`,
  );
  const added = bookkeeper.groups.at(-1);
  expect(added).toMatchObject({ id: outcome.settlement?.newIds[0], name: 'Audit', parentGroupId: 'root' });
  await expect(plan(group({ name: 'Audit' }))).rejects.toThrow(/same name and parent/);
  expect((await plan(group({ name: 'Audit', parentGroupId: added?.id }))).reversal).toHaveProperty('cannot');
  await expect(plan(group({ name: 'x', parentGroupId: 'nowhere' }))).rejects.toThrow(/body\.parentGroupId/);
  bookkeeper.groups.pop();
  expect(world()).toEqual(before);
});

test('adds a user who can be told from others, and says what it is not', async () => {
  const before = world();
  const { prepared, outcome, reversal } = await commit(
    user({ firstName: 'Ada', lastName: 'Lovelace', internalId: 'L1' }),
  );
  expect(prepared.notes).toEqual([expect.stringContaining('neither login nor e-mail')]);
  expect(reversal).toHaveProperty('cannot');
  const [id = ''] = outcome.settlement?.newIds ?? [];
  expect(bookkeeper.users.get(id)).toMatchObject({ firstName: 'Ada', groupId: 'root', internalId: 'L1' });
  await expect(plan(user({ firstName: 'Ada', lastName: 'Lovelace' }))).rejects.toThrow(/same name/);
  await expect(plan(user({ firstName: 'B', internalId: 'L1' }))).rejects.toThrow(/same internal id/);
  await expect(plan(user({}))).rejects.toThrow(/body\.firstName/);
  await expect(plan(user({ firstName: 'B', groupId: 'nowhere' }))).rejects.toThrow(/body\.groupId/);
  bookkeeper.users.delete(id);
  expect(world()).toEqual(before);
});

test('tells after a lost answer whether the record is there, and never makes it twice', async () => {
  const requests = [create({ name: 'Lost', templateId }), group({ name: 'Lost' }), user({ firstName: 'Lost' })];
  for (const request of requests) {
    for (const [kind, status, ids] of [
      ['reset-before', 'not-applied', 0],
      ['reset-after', 'committed', 1],
    ] as const) {
      const planned = await plan(request);
      const before = sent();
      sandbox.faults.add({ operation: request.operation, kind, times: 1 });
      const outcome = await carryOut(jenji, reading, planned);
      expect(outcome.status).toBe(status);
      expect(outcome.settlement?.newIds).toHaveLength(ids);
      expect(sent()).toBe(before + 1);
    }
  }
});

test('gives an organization key nothing', async () => {
  const { plan: planWithoutRights } = await openWorkshop();
  await expect(planWithoutRights(create({ name: 'x', templateId }))).rejects.toThrow(ForbiddenError);
});
