import { InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { undated, wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const world = () => wholeWorld(sandbox.world);
const groups = () => structuredClone(organization.groups);
const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

const create = (body: object, rest: object = {}) =>
  ({ operation: 'groups.create', path: { organizationId }, body, ...rest }) as const;
const patch = (groupId: string, rest: object) =>
  ({ operation: 'groups.patch', path: { organizationId, groupId }, ...rest }) as const;
const values = (groupId: string, customFieldsValues: object) =>
  ({
    operation: 'groups.customFields.patch',
    path: { organizationId, groupId },
    body: { customFieldsValues },
  }) as const;

async function added(name: string, parentGroupId = 'root') {
  const { outcome } = await commit(create({ name, parentGroupId }));
  return outcome.settlement?.newIds[0] ?? '';
}

test('adds a group where it is said, the top by default, and tells that nothing takes it away', async () => {
  const request = create({ name: 'Team "A"', internalId: '007' });
  const { prepared, reversal, diff } = await plan(request);
  expect(prepared.title).toBe(`Add group "Team \\"A\\"" under group "${organization.groups[0]?.name}" (root)`);
  expect(reversal).toEqual({ cannot: expect.stringContaining('cannot delete a group') });
  expect(diff.map(({ path }) => path.at(-1))).toEqual(['name', 'parentGroupId', 'internalId']);
  const before = world();
  const { outcome } = await commit(request);
  const added = organization.groups.pop();
  expect(outcome.settlement?.newIds).toEqual([added?.id]);
  expect(added).toMatchObject({ name: 'Team "A"', parentGroupId: 'root', internalId: '007' });
  expect(world()).toEqual(before);
});

test('refuses a parent that is not there, and a second group of the same name unless it is wanted', async () => {
  const [root, group] = organization.groups;
  const before = sent();
  await expect(plan(create({ name: 'x', parentGroupId: 'nowhere' }))).rejects.toThrow(/body\.parentGroupId/);
  const twin = { name: group?.name, parentGroupId: group?.parentGroupId };
  await expect(plan(create(twin))).rejects.toThrow(ChangeRefused);
  await expect(plan(create({ name: 'x', internalId: group?.internalId ?? root?.internalId }))).rejects.toThrow(
    /internal id|x/,
  );
  expect((await plan(create(twin, { accept: ['duplicate'] }))).diff).toHaveLength(2);
  expect(sent()).toBe(before);
});

test('renames, moves and clears, shows what comes along, and turns it back', async () => {
  const upper = await added('Upper');
  const lower = await added('Lower', upper);
  const other = await added('Other');
  const { prepared } = await plan(patch(upper, { body: { parentGroupId: other } }));
  expect(prepared.notes).toEqual([
    `It takes along what stands below it: group "Lower" (${lower}).`,
    expect.stringContaining('users'),
  ]);
  for (const rest of [
    { body: { parentGroupId: other } },
    { body: { name: 'Renamed' } },
    { body: { internalId: '117', parentGroupId: other, name: 'All' } },
  ]) {
    const { before, changed, restored } = await thereAndBack(patch(upper, rest), world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
  }
  await commit(patch(upper, { body: { internalId: '117' } }));
  const cleared = await plan(patch(upper, { clear: ['internalId'] }));
  expect(cleared.prepared).toMatchObject({
    args: { body: { internalId: '' } },
    losses: [{ kind: 'cleared', what: 'internalId "117"' }],
  });
  const { before, restored } = await thereAndBack(patch(upper, { clear: ['internalId'] }), world);
  expect(restored).toEqual(before);
});

test('changes a group whose id holds a slash, and is bound to all groups', async () => {
  organization.groups.push({ id: 'a/b ?', name: 'Slash', parentGroupId: 'root' });
  const request = patch('a/b ?', { body: { name: 'Renamed' } });
  const { hash } = await plan(request);
  const { before, changed, restored } = await thereAndBack(request, groups);
  expect(changed.at(-1)?.name).toBe('Renamed');
  expect(undated(restored)).toEqual(undated(before));
  organization.groups.pop();
  await expect(plan(request)).rejects.toThrow(NotFoundError);
  organization.groups.push({ id: 'a/b ?', name: 'Other meanwhile', parentGroupId: 'root' });
  expect((await plan(request)).hash).not.toBe(hash);
  organization.groups.pop();
});

test('closes no circle, moves no top group, and sends nothing of the kind', async () => {
  const top = await added('Circle top');
  const middle = await added('Circle middle', top);
  const bottom = await added('Circle bottom', middle);
  const before = sent();
  const move = (groupId: string, parentGroupId: string) => plan(patch(groupId, { body: { parentGroupId } }));
  await expect(move(top, top)).rejects.toThrow(/under itself/);
  await expect(move(top, middle)).rejects.toThrow(/stands below/);
  await expect(move(top, bottom)).rejects.toThrow(ChangeRefused);
  await expect(move('root', top)).rejects.toThrow(/top group/);
  await expect(move(top, 'nowhere')).rejects.toThrow(InvalidArgumentsError);
  await expect(move('constructor', top)).rejects.toThrow(NotFoundError);
  await expect(plan(patch(top, { clear: ['name'] }))).rejects.toThrow(InvalidArgumentsError);
  await expect(plan(patch(top, { body: { name: '' } }))).rejects.toThrow(InvalidArgumentsError);
  expect(sent()).toBe(before);
});

test('sets values of custom fields one by one, and turns back those that were there', async () => {
  const field = organization.customFields.group.map((each) => each.field).find(({ type }) => type === 'STRING');
  if (field === undefined) throw new Error('There is no custom field');
  organization.customFields.group.push({ field: { ...field, key: 'constructor' }, disabled: false });
  const groupId = await added('Valued');
  await commit(values(groupId, { [field.key]: 'L-1' }));
  const { before, changed, restored } = await thereAndBack(values(groupId, { [field.key]: 'L-2' }), groups);
  expect(changed.at(-1)?.customFieldValues).toEqual({ [field.key]: 'L-2' });
  expect(undated(restored)).toEqual(undated(before));
  const both = await plan(values(groupId, { [field.key]: 'L-3', constructor: 'x' }));
  expect(both.diff.map(({ path }) => path.at(-1)).sort()).toEqual(['constructor', field.key].sort());
  expect(both.reversal).toMatchObject({
    requests: [{ body: { customFieldsValues: { [field.key]: 'L-1' } } }],
    except: [expect.stringContaining('"constructor" had no value')],
  });
  organization.customFields.group.pop();
});

test('says that the first value of a field cannot be taken away, and sends no null and no unknown key', async () => {
  const key = organization.customFields.group.find(({ field }) => field.type === 'STRING')?.field.key ?? '';
  const groupId = await added('Empty');
  const { reversal } = await plan(values(groupId, { [key]: 'L-1' }));
  expect(reversal).toEqual({ cannot: expect.stringContaining(`"${key}" had no value`) });
  const before = sent();
  await expect(plan(values(groupId, { [key]: null }))).rejects.toThrow(/must not be null/);
  await expect(plan(values(groupId, { other: 'x' }))).rejects.toThrow(new RegExp(`those are .*${key}`));
  await expect(plan(values(groupId, { '': 'x' }))).rejects.toThrow(InvalidArgumentsError);
  await expect(plan(values('nowhere', { [key]: 'x' }))).rejects.toThrow(NotFoundError);
  expect(sent()).toBe(before);
});

test('tells after a lost answer whether it was carried out', async () => {
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const planned = await plan(create({ name: `Lost ${kind}` }));
    sandbox.faults.add({ operation: 'groups.create', kind, times: 1 });
    const { status: told, settlement } = await carryOut(jenji, reading, planned);
    expect(told).toBe(status);
    expect(settlement?.newIds).toHaveLength(kind === 'reset-after' ? 1 : 0);
  }
});

test('changes nothing but what it is asked to, and undoes all of it', async () => {
  const ids = [...organization.groups.map(({ id }) => id)];
  const change = fc.record(
    {
      name: fc.string({ minLength: 1 }),
      parentGroupId: fc.constantFrom(...ids),
      internalId: fc.string({ minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), change, fc.boolean(), async (groupId, body, clears) => {
      const clear = clears && !Object.hasOwn(body, 'internalId') ? ['internalId'] : [];
      const request = patch(groupId, { body, clear });
      const planned = await plan(request).catch((error: unknown) => error);
      if (planned instanceof ChangeRefused || (planned as { diff: unknown[] }).diff.length === 0) return;
      const { before, changed, restored } = await thereAndBack(request, () => undated(organization));
      expect(restored).toEqual(before);
      const gone = Object.fromEntries(clear.map((name) => [name, undefined]));
      const wanted = Object(before).groups.map((group: { id: string }) =>
        group.id === groupId ? { ...group, ...body, ...gone } : group,
      );
      expect(changed).toEqual({ ...Object(before), groups: wanted });
    }),
    { numRuns: 40 },
  );
});
