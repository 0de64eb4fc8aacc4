import { ForbiddenError, InvalidArgumentsError } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, thereAndBack } = await openWorkshop({ key: 'bookkeeper' });
const [bookkeeper] = [...sandbox.world.bookkeepers.values()];
const [organizationId = ''] = bookkeeper?.clients.keys() ?? [];
const organization = sandbox.world.organizations.get(organizationId);
if (bookkeeper === undefined || organization === undefined) throw new Error('The sandbox has no client');
const path = { bookkeeperId: bookkeeper.header.id, organizationId };
const change = (body: object) => ({ operation: 'bookkeepers.vault.update', path, body }) as const;
const world = () => wholeWorld(sandbox.world);

test('enables a vault, warns of the unit, and disables it again', async () => {
  organization.vault = undefined;
  const { prepared, diff } = await plan(change({ enabled: true, capacity: 20 }));
  expect(prepared.title).toBe(
    `Enable the vault of client "${organization.header.name}" (${organizationId}): capacity 20`,
  );
  expect(prepared.notes).toEqual([expect.stringContaining('unit')]);
  expect(diff.map(({ path: [, field] }) => field)).toEqual(['enabled', 'maxCapacity', 'consumedCapacity']);
  const { before, changed, restored } = await thereAndBack(change({ enabled: true, capacity: 20 }), world);
  expect(changed).not.toEqual(before);
  expect(restored).toEqual(before);
});

test('sizes a vault and keeps what it holds', async () => {
  organization.vault = { maxCapacity: 20, consumedCapacity: 11.42 };
  const { before, changed, restored } = await thereAndBack(change({ capacity: 40 }), () => organization.vault);
  expect(changed).toEqual({ maxCapacity: 40, consumedCapacity: 11.42 });
  expect(restored).toEqual(before);
  const small = await plan(change({ capacity: 5 }));
  expect(small.prepared.notes).toContainEqual(expect.stringContaining('less than what the archive holds now, 11.42'));
});

test('disables a vault with its name and what it holds, and does not promise that this comes back', async () => {
  organization.vault = { maxCapacity: 20, consumedCapacity: 11.42 };
  const { prepared, reversal } = await plan(change({ enabled: false }));
  expect(prepared.losses).toEqual([
    {
      kind: 'disabled',
      what: `the vault of client "${organization.header.name}" (${organizationId}), of capacity 20, 11.42 of it used`,
    },
  ]);
  expect(reversal).toMatchObject({
    requests: [{ body: { enabled: true, capacity: 20 } }],
    except: [expect.stringContaining('not documented')],
  });
  const { restored } = await thereAndBack(change({ enabled: false }), () => organization.vault);
  expect(restored?.maxCapacity).toBe(20);
});

test('refuses what makes no sense, and sends nothing', async () => {
  const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;
  const before = sent();
  organization.vault = undefined;
  await expect(plan(change({ enabled: true }))).rejects.toThrow(/body\.capacity/);
  await expect(plan(change({ enabled: false }))).rejects.toThrow(ChangeRefused);
  await expect(plan(change({ capacity: 20 }))).rejects.toThrow(/goes with an enabled vault/);
  await expect(plan(change({}))).rejects.toThrow(InvalidArgumentsError);
  await expect(plan(change({ enabled: true, capacity: -1 }))).rejects.toThrow(InvalidArgumentsError);
  organization.vault = { maxCapacity: 20, consumedCapacity: 1 };
  await expect(plan(change({ enabled: true }))).rejects.toThrow(ChangeRefused);
  await expect(plan(change({ enabled: false, capacity: 20 }))).rejects.toThrow(InvalidArgumentsError);
  organization.vault = { maxCapacity: 20.5, consumedCapacity: 1 };
  await expect(plan(change({ enabled: true }))).rejects.toThrow(/not a whole number/);
  expect((await plan(change({ capacity: 21 }))).reversal).toEqual({ cannot: expect.stringContaining('20.5') });
  expect(sent()).toBe(before);
});

test('is sent once more where the answer is lost, and read back', async () => {
  organization.vault = { maxCapacity: 20, consumedCapacity: 1 };
  const planned = await plan(change({ capacity: 30 }));
  sandbox.faults.add({ operation: 'bookkeepers.vault.update', kind: 'reset-after', times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'committed' });
  expect(organization.vault?.maxCapacity).toBe(30);
});

test('is not planned where the bookkeeper may not manage vaults', async () => {
  bookkeeper.header.clientOptions = { ...bookkeeper.header.clientOptions, manageClientVault: false };
  await expect(plan(change({ capacity: 40 }))).rejects.toThrow(ForbiddenError);
  bookkeeper.header.clientOptions = { ...bookkeeper.header.clientOptions, manageClientVault: true };
});
