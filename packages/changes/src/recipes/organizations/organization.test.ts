import { ForbiddenError, InvalidArgumentsError } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { undated, wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { stateHash } from '../../state.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const path = { organizationId };
const patch = (rest: object) => ({ operation: 'organizations.patch', path, ...rest }) as const;

test('changes name and currency alone, says what the currency means, and undoes it', async () => {
  const request = patch({ body: { name: 'Atelier "Lumière"', masterCurrency: 'CHF' } });
  const { prepared, diff, organization: about } = await plan(request);
  expect(about).toBe(organizationId);
  expect(prepared.title).toBe(`Change organization "${organization.header.name}" (${organizationId})`);
  expect(prepared.notes).toEqual([expect.stringContaining('currency')]);
  expect(diff.map(({ path: [, field] }) => field)).toEqual(['name', 'masterCurrency']);
  const { before, changed, restored } = await thereAndBack(request, () => wholeWorld(sandbox.world));
  expect(changed).not.toEqual(before);
  expect(restored).toEqual(before);
});

test('clears language, currency and country by clear alone, and never the name', async () => {
  const request = patch({ clear: ['masterLanguage', 'masterCountry'] });
  const { prepared } = await plan(request);
  expect(prepared.args).toEqual({ path, body: { masterLanguage: '', masterCountry: '' } });
  expect(prepared.losses).toEqual([
    { kind: 'cleared', what: 'masterLanguage "fr"' },
    { kind: 'cleared', what: 'masterCountry "FR"' },
  ]);
  const { before, changed, restored } = await thereAndBack(request, () => organization.header);
  expect(changed).toMatchObject({ masterLanguage: undefined, masterCountry: undefined, masterCurrency: 'EUR' });
  expect(restored).toEqual(before);
  for (const rest of [
    { clear: ['name'] },
    { body: { name: '' } },
    { body: { masterCountry: '' } },
    { body: { plan: 'PRO' } },
  ]) {
    await expect(plan(patch(rest))).rejects.toThrow(InvalidArgumentsError);
  }
});

test('is bound to the header, and not to the lists beside it', async () => {
  const request = patch({ body: { name: 'Other' } });
  const { hash } = await plan(request);
  organization.groups.push({ id: 'new/group', name: 'New', parentGroupId: 'root' });
  expect((await plan(request)).hash).toBe(hash);
  organization.header.masterLanguage = 'de';
  expect((await plan(request)).hash).not.toBe(hash);
  organization.header.masterLanguage = 'fr';
  organization.groups.pop();
  expect(stateHash((await plan(request)).before)).toBe(hash);
});

test('tells after a lost answer whether it was carried out', async () => {
  const before = organization.header.name;
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const planned = await plan(patch({ body: { name: 'Renamed' } }));
    sandbox.faults.add({ operation: 'organizations.patch', kind, times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status });
  }
  expect(organization.header.name).toBe('Renamed');
  await commit(patch({ body: { name: before } }));
});

test('changes nothing but what it is asked to, and undoes all of it', async () => {
  const clearable = ['masterLanguage', 'masterCurrency', 'masterCountry'] as const;
  const change = fc.record(
    {
      name: fc.string({ minLength: 1 }),
      masterLanguage: fc.constantFrom('fr', 'en', 'de'),
      masterCurrency: fc.constantFrom('EUR', 'GBP', 'JPY'),
      masterCountry: fc.constantFrom('FR', 'GB', 'JP'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(change, fc.subarray([...clearable]), async (body, fields) => {
      const clear = fields.filter((field) => !Object.hasOwn(body, field));
      const request = patch({ body, clear });
      if ((await plan(request)).diff.length === 0) return;
      const { before, changed, restored } = await thereAndBack(request, () => organization);
      const gone = Object.fromEntries(clear.map((field) => [field, undefined]));
      expect(changed).toEqual({ ...before, header: { ...before.header, ...body, ...gone } });
      expect(restored).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

test.each(['sandbox-bookkeeper', 'sandbox-master-bookkeeper'])(
  'lets %s change a client as well, and no other',
  async (user) => {
    const other = await openWorkshop({ key: { user } });
    const [bookkeeper] = [...other.sandbox.world.bookkeepers.values()];
    const [clientId = ''] = bookkeeper?.clients.keys() ?? [];
    const client = other.sandbox.world.organizations.get(clientId);
    const at = { organizationId: clientId };
    const requests = [
      { operation: 'organizations.patch', path: at, body: { name: 'Renamed' } },
      { operation: 'groups.patch', path: { ...at, groupId: 'root' }, body: { internalId: '001' } },
      { operation: 'warningRules.create', path: at, body: { labels: { en: 'Weekend' } } },
    ] as const;
    for (const request of requests) {
      const { before, changed, restored } = await other.thereAndBack(request, () => undated(client));
      expect(changed).not.toEqual(before);
      expect(restored).toEqual(before);
    }
    await expect(other.plan(patch({ body: { name: 'x' } }))).rejects.toThrow(ForbiddenError);
  },
);
