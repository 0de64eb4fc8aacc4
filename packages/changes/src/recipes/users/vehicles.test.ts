import { InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import type { User, Vehicle } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleSeen } from '../../../test/people-seen.ts';
import { lossOfAnswers } from '../../../test/without-retries.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, plan, commit, thereAndBack } = await openWorkshop({ expenses: 5 });
const answersLost = lossOfAnswers(sandbox);
const organization = firstOrganization();
const organizationId = organization.header.id;

function firstOrganization() {
  const [first] = sandbox.world.organizations.values();
  if (first === undefined) throw new Error('The sandbox has no organization');
  return first;
}

const world = () => peopleSeen(sandbox.world, organizationId);
const people = () => peopleSeen(sandbox.world, organizationId, 'organization');

/** A user with an id of its own and these vehicles. */
function putUser(id: string, vehicles: Vehicle[], preferredVehicleId?: string): User {
  const [model] = organization.users.values();
  if (model === undefined) throw new Error('The organization has no user');
  const user: User = { ...structuredClone(model.user), id, login: `${id}@example.test`, vehicles };
  user.firstName = 'Ada';
  user.lastName = 'Lovelace';
  user.mainAccount = false;
  user.preferredVehicleId = preferredVehicleId ?? '';
  organization.users.set(id, { user });
  return user;
}

const car = (fields: Partial<Vehicle> = {}): Vehicle => ({
  id: 'clio/v',
  type: 'CAR',
  label: 'Clio V',
  taxHorsepower: 5,
  engineCapacity: 1149,
  energy: 'PETROL',
  checked: true,
  customFields: { insurer: 'La Prévoyante', 'insured-until': 1_800_000_000_000 },
  ...fields,
});
const vehicleOf = (userId: string, vehicleId = 'clio/v') =>
  organization.users.get(userId)?.user.vehicles.find(({ id }) => id === vehicleId);

const update = (
  userId: string,
  change: Omit<ChangeRequest, 'operation' | 'path'>,
  vehicleId = 'clio/v',
): ChangeRequest => ({ operation: 'users.vehicles.update', path: { organizationId, userId, vehicleId }, ...change });
const create = (userId: string, body: Record<string, unknown>, accept: string[] = []): ChangeRequest => ({
  operation: 'users.vehicles.create',
  path: { organizationId, userId },
  body,
  accept,
});

test('changes one field of a vehicle and keeps all others, which a bare PUT would clear', async () => {
  putUser('driver', [car({ id: 'other' }), car({ fixedMileageRate: 0.4, fixedMileageRateDistanceUnit: 'MI' })]);
  const request = update('driver', { body: { label: 'Clio\n"VI"\u202e' } });
  const { diff, prepared } = await plan(request);
  expect(prepared.title).toBe('Change vehicle "Clio V" ("clio/v") of user "Ada Lovelace" (driver@example.test)');
  expect(diff).toEqual([{ path: ['vehicle', 'label'], before: 'Clio V', after: 'Clio\n"VI"\u202e' }]);
  expect(prepared).toMatchObject({ losses: [], notes: [expect.stringContaining('verified')] });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(restored).toEqual(before);
  const seen = changed.users.driver?.user.vehicles[1];
  expect(seen?.label).toBe('Clio\n"VI"\u202e');
  if (seen) seen.label = 'Clio V';
  expect(changed).toEqual(before);
});

test('keeps a disabled vehicle disabled, with the time of it', async () => {
  putUser('walker', [car({ disabledAt: '2025-01-01T00:00:00Z' })]);
  const { before, restored } = await thereAndBack(update('walker', { body: { energy: 'LPG' } }), people);
  expect(restored).toEqual(before);
  await commit(update('walker', { body: { energy: 'LPG' } }));
  expect(vehicleOf('walker')).toMatchObject({ energy: 'LPG', disabledAt: '2025-01-01T00:00:00Z' });
});

test('disables and enables, and says what an undo cannot restore', async () => {
  putUser('cyclist', [car()], 'clio/v');
  const request = update('cyclist', { body: { disabled: true } });
  const { prepared, diff, reversal } = await plan(request);
  expect(diff).toEqual([{ path: ['vehicle', 'disabledAt'], after: expect.stringContaining('Jenji') }]);
  expect(prepared.notes).toContainEqual(expect.stringContaining('preferred'));
  expect(reversal).toMatchObject({ except: [] });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(changed.users.cyclist?.user.vehicles[0]?.disabledAt).toEqual(expect.any(String));
  expect(restored).toEqual(before);
  await commit(request);
  await expect(plan(request)).rejects.toThrow(/Nothing would change/);
  expect((await plan(update('cyclist', { body: { disabled: false } }))).reversal).toMatchObject({
    except: [expect.stringContaining('time of disabling')],
  });
});

test('names what is cleared, and lets the unit go with its rate', async () => {
  putUser('seller', [car({ fixedMileageRate: 0.4, fixedMileageRateDistanceUnit: 'MI' })]);
  const request = update('seller', { clear: ['fixedMileageRate', 'customFields.insurer', 'energy'] });
  const { prepared } = await plan(request);
  expect(prepared.losses?.map(({ what }) => what)).toEqual([
    'energy "PETROL"',
    'fixedMileageRate 0.4',
    'fixedMileageRateDistanceUnit "MI"',
    'custom field "insurer" "La Prévoyante"',
  ]);
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(changed.users.seller?.user.vehicles[0]).toEqual({
    ...{ id: 'clio/v', type: 'CAR', label: 'Clio V', taxHorsepower: 5, engineCapacity: 1149, checked: true },
    customFields: { 'insured-until': 1_800_000_000_000 },
  });
  expect(restored).toEqual(before);
});

test('takes a rate without a unit for one per kilometre', async () => {
  putUser('buyer', [car()]);
  const request = update('buyer', { body: { fixedMileageRate: 0.61 } });
  expect((await plan(request)).diff).toContainEqual({
    path: ['vehicle', 'fixedMileageRateDistanceUnit'],
    after: 'KM',
  });
  const { before, restored } = await thereAndBack(request, people);
  expect(restored).toEqual(before);
});

test.each<[string, Omit<ChangeRequest, 'operation' | 'path'>, string, string]>([
  ['another type', { body: { type: 'BIKE' } }, 'body.type', 'unknown'],
  ['another tax horsepower', { body: { taxHorsepower: 7 } }, 'body.taxHorsepower', 'unknown'],
  ['the time of disabling', { body: { disabledAt: '2026-01-01T00:00:00Z' } }, 'body.disabledAt', 'unknown'],
  ['clearing disabled', { clear: ['disabled'] }, 'clear', 'disabled'],
  ['an empty label', { body: { label: '' } }, 'body.label', 'in clear'],
  [
    'a unit without a rate',
    { body: { fixedMileageRateDistanceUnit: 'KM' } },
    'body.fixedMileageRateDistanceUnit',
    'fixedMileageRate;',
  ],
  [
    'taking the unit from a rate',
    { body: { fixedMileageRate: 1 }, clear: ['fixedMileageRateDistanceUnit'] },
    'clear',
    'KM or MI',
  ],
  ['an energy that is none', { body: { energy: 'STEAM' } }, 'body.energy', 'one of'],
])('refuses %s before sending anything', async (_what, change, path, rule) => {
  putUser('refused', [car()]);
  const failure = await plan(update('refused', change)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InvalidArgumentsError);
  expect(failure).toMatchObject({
    issues: [{ path: expect.stringContaining(path), message: expect.stringContaining(rule) }],
  });
});

test('refuses a vehicle that is not there, and what cannot be sent back', async () => {
  putUser('nobody', [car({ energy: 'HYDROGEN' as 'LPG' })]);
  await expect(plan(update('nobody', { body: { label: 'x' } }, 'constructor'))).rejects.toThrow(NotFoundError);
  await expect(plan(update('nobody', { body: { label: 'x' } }))).rejects.toThrow(/body.energy/);
  await commit(update('nobody', { body: { energy: 'LPG' } }));
  expect(vehicleOf('nobody')?.energy).toBe('LPG');
});

test('adds a vehicle, which can only be disabled again', async () => {
  putUser('collector', [car()]);
  const body = {
    type: 'MOTORCYCLE',
    label: 'Clio V',
    taxHorsepower: 4,
    engineCapacity: 500,
    energy: 'PETROL',
    fixedMileageRate: 0.35,
    customFields: { insurer: 'Mutuelle' },
  };
  const twin = plan(create('collector', body));
  await expect(twin).rejects.toThrow(
    /There is vehicle "Clio V" \("clio\/v"\) with the same label.*duplicate in accept/,
  );
  const request = create('collector', body, ['duplicate']);
  const { prepared } = await plan(request);
  expect(prepared.title).toBe('Add vehicle "Clio V" to user "Ada Lovelace" (collector@example.test)');
  expect(prepared.notes).toEqual([expect.stringContaining('deletes')]);
  const { before, changed, restored } = await thereAndBack(request, world);
  const [, added] = changed.users.collector?.user.vehicles ?? [];
  expect(added).toEqual({ ...body, id: expect.any(String), fixedMileageRateDistanceUnit: 'KM', checked: false });
  expect(restored.users.collector?.user.vehicles[1]).toEqual({ ...added, disabledAt: expect.any(String) });
  for (const seen of [changed, restored]) seen.users.collector?.user.vehicles.pop();
  expect([changed, restored]).toEqual([before, before]);
  const { outcome, reversal } = await commit(create('collector', { disabled: true }));
  expect(outcome.settlement?.newIds).toHaveLength(1);
  expect(reversal).toEqual({ cannot: expect.stringContaining('disabled already') });
});

test('finds out whether a write was carried out whose answer is lost', async () => {
  const user = putUser('ambiguous', [car()]);
  expect(await answersLost(update(user.id, { body: { label: 'Clio VI' } }))).toMatchObject([
    { status: 'not-applied' },
    { status: 'committed' },
  ]);
  const [, created] = await answersLost(create(user.id, { label: 'Zoé', type: 'CAR' }));
  expect(created).toMatchObject({ status: 'committed', settlement: { newIds: [expect.any(String)] } });
  expect(organization.users.get(user.id)?.user.vehicles).toHaveLength(2);
});

test('binds a plan to the vehicles of the user and to nothing else', async () => {
  const user = putUser('bound', [car(), car({ id: 'second' })]);
  const request = update(user.id, { body: { label: 'x' } });
  const { hash } = await plan(request);
  user.phone = 'changed';
  user.vehicles.reverse();
  expect((await plan(request)).hash).toBe(hash);
  user.vehicles.push(car({ id: 'third' }));
  expect((await plan(request)).hash).not.toBe(hash);
});

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const settable = {
  label: text,
  engineCapacity: fc.nat(),
  energy: fc.constantFrom('ELECTRIC' as const, 'DIESEL' as const),
  fixedMileageRate: fc.integer({ min: 1, max: 999 }).map((cents) => cents / 100),
  mileageCalculatorId: text,
  customFields: fc.dictionary(fc.constantFrom('insurer', 'a.b', 'constructor'), text, { minKeys: 1 }),
};
const optional = { requiredKeys: [] };
const clearing = fc.uniqueArray(fc.constantFrom(...Object.keys(settable)));

test('touches nothing outside a change and restores all of it, whatever the vehicle and the change', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(settable, optional),
      fc.record({ ...settable, disabled: fc.constant(true) }, optional),
      clearing,
      async (state, set, clear) => {
        const { fixedMileageRate } = state;
        const unit = fixedMileageRate === undefined ? {} : { fixedMileageRateDistanceUnit: 'MI' as const };
        putUser('random', [car({ id: 'before' }), { id: 'clio/v', type: 'CAR', checked: true, ...state, ...unit }]);
        const body = Object.fromEntries(Object.entries(set).filter(([name]) => !clear.includes(name)));
        const request = update('random', { body, clear });
        const planned = await plan(request).catch((error: unknown) => {
          expect(String(error)).toContain('Nothing would change');
        });
        fc.pre(planned !== undefined);
        const { before, changed, restored } = await thereAndBack(request, people);
        expect(restored).toEqual(before);
        const [was, is] = [before, changed].map(({ users }) => users.random?.user.vehicles[1]);
        const named = new Set(planned?.diff.map(({ path }) => path[1]));
        const others = (vehicle: object = {}) =>
          Object.fromEntries(Object.entries(vehicle).filter(([name]) => !named.has(name)));
        expect(others(is)).toEqual(others(was));
        for (const seen of [before, changed]) seen.users.random?.user.vehicles.splice(1, 1);
        expect(changed).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
});
