import { type BodyOf, InvalidArgumentsError, NotFoundError, operations, type Vehicle } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { differences } from '../../difference.ts';
import { addedIds, byId, itemOf, without } from '../../forms/collection.ts';
import {
  clearableCustomFields,
  customFieldsToSet,
  mergedCustomFields,
  restoringCustomFields,
  withoutPlaceholder,
} from '../../forms/custom-field-values.ts';
import { duplicate, refuseDuplicate } from '../../forms/duplicate.ts';
import { named } from '../../forms/naming.ts';
import {
  bodyFields,
  clearableOf,
  patchOf,
  replaced,
  restoring,
  unknownFieldNotes,
  writtenFields,
} from '../../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { givenByJenji, newRecord } from '../../state.ts';
import { namedUser, nameOf } from './person.ts';

/** A person's vehicles come with those that are disabled only where they are listed by themselves. */
async function readVehicles(reading: Reading, path: { organizationId: string; userId: string }) {
  const [user, { data }] = await Promise.all([
    reading.call('users.get', { path }),
    reading.call('users.vehicles.list', { path }),
  ]);
  return {
    owner: { ...nameOf(user), preferredVehicleId: user.preferredVehicleId },
    vehicles: byId(data.map(shown), ({ id }) => id),
  };
}

const documented = operations['users.vehicles.update'].response;

/** An empty text says what absence says, and Jenji may answer the one for the other. */
function shown(vehicle: Vehicle): Vehicle {
  const filled = { ...withoutPlaceholder(vehicle) };
  for (const [name, value] of Object.entries(filled)) {
    if (value === '') delete filled[name];
  }
  return filled;
}

const namedVehicle = ({ id, label }: Vehicle) => named('vehicle', id ?? '', label);

/** What reading will show of a new vehicle. What Jenji fills in by itself is left out. */
function shownVehicle({ disabled, ...fields }: BodyOf<'users.vehicles.create'>) {
  const given = Object.entries(fields).filter(([, value]) => value != null && value !== '');
  return { ...Object.fromEntries(given), ...(disabled && { disabledAt: givenByJenji }) };
}

const createVehicle = recipe({
  operation: 'users.vehicles.create',
  acceptable: [duplicate],
  read: (reading, { path }) => readVehicles(reading, path),
  prepare({ owner, vehicles }, { path, body, accept }) {
    requireRate(body.fixedMileageRate, body.fixedMileageRateDistanceUnit);
    const alike = Object.values(vehicles).find(({ label, disabledAt }) => label && label === body.label && !disabledAt);
    refuseDuplicate(alike && namedVehicle(alike), 'label', accept);
    const vehicle = body.label ? `vehicle ${JSON.stringify(body.label)}` : 'a vehicle without a label';
    return {
      title: `Add ${vehicle} to ${namedUser(owner, path.userId)}`,
      args: { path, body },
      expected: { owner, vehicles: { ...vehicles, [newRecord()]: shownVehicle(body) } },
      notes: [
        'No operation deletes a vehicle, and none changes its type and its tax horsepower: it can only be disabled.',
      ],
      newId: ({ id }) => id,
    };
  },
  reverse({ request: { path, body }, before, after }) {
    const [vehicleId = newRecord()] = addedIds(before, after, 'vehicles');
    if (body.disabled) return { cannot: 'No operation deletes a vehicle; this one is disabled already.' };
    return {
      requests: [{ operation: 'users.vehicles.update', path: { ...path, vehicleId }, body: { disabled: true } }],
      except: ['The vehicle stays, disabled: no operation deletes one.'],
    };
  },
});

const wholeBody = bodyFields(operations['users.vehicles.update']);
const patch = patchOf(wholeBody.extend({ customFields: customFieldsToSet }));
const clearable = [
  ...clearableOf(wholeBody).filter((field) => field !== 'disabled' && field !== 'customFields'),
  ...clearableCustomFields,
];

const { customFields: _customFields, ...fields } = writtenFields(wholeBody, {
  disabled: {
    readAs: 'disabledAt',
    toWritten: Boolean,
    toRead: (disabled, before) => (disabled ? (before ?? givenByJenji) : undefined),
  },
});

const rate = 'fixedMileageRate';
const unit = 'fixedMileageRateDistanceUnit';

/** @throws InvalidArgumentsError for the unit of a rate that is not there. */
function requireRate(value: unknown, distanceUnit: unknown): void {
  if (value != null || distanceUnit == null) return;
  throw new InvalidArgumentsError([
    { path: `body.${unit}`, message: `says nothing without ${rate}; give that as well` },
  ]);
}

/**
 * What to clear: a unit without a rate means nothing, so it goes with the rate.
 *
 * @throws InvalidArgumentsError for a unit without a rate, and for a rate that would lose its unit.
 */
function clearedTogether(vehicle: Vehicle, set: Readonly<Record<string, unknown>>, clear: readonly string[]) {
  const hasRate = set[rate] !== undefined || (vehicle[rate] != null && !clear.includes(rate));
  if (!hasRate) requireRate(undefined, set[unit]);
  if (hasRate && clear.includes(unit)) {
    throw new InvalidArgumentsError([
      { path: 'clear', message: `must not hold ${unit} while there is a rate; set it to KM or MI` },
    ]);
  }
  return { hasRate, cleared: clear.includes(rate) ? [...clear, unit] : clear };
}

const updateVehicle = recipe({
  operation: 'users.vehicles.update',
  body: patch,
  clearable,
  async read(reading, { path: { vehicleId, ...path } }) {
    const { owner, vehicles } = await readVehicles(reading, path);
    const vehicle = itemOf(vehicles, vehicleId);
    if (vehicle === undefined) {
      const message = `${namedUser(owner, path.userId)} has no vehicle ${JSON.stringify(vehicleId)}.`;
      throw new NotFoundError(message, { status: 404 });
    }
    return { owner, vehicle, others: without(vehicles, vehicleId) };
  },
  prepare({ owner, vehicle, others }, { path, body, clear }) {
    const { customFields, ...set } = body;
    const { hasRate, cleared } = clearedTogether(vehicle, set, clear);
    const given = customFieldsToSet.optional().parse(customFields);
    const { values, losses } = mergedCustomFields(vehicle.customFields, given, clear);
    const whole = replaced(fields, vehicle, set, cleared);
    const isPerKilometre = hasRate && whole.body[unit] === undefined;
    const record: Record<string, unknown> = {
      ...whole.record,
      customFields: values,
      // The documented default, which Jenji may or may not show.
      ...(isPerKilometre && { [unit]: 'KM' }),
    };
    const title = `${namedVehicle(vehicle)} of ${namedUser(owner, path.userId)}`;
    if (differences(vehicle, record).length === 0) {
      throw new ChangeRefused('state', `Nothing would change: ${title} is already as asked for.`);
    }
    const isDisabled = set.disabled === true && !vehicle.disabledAt;
    return {
      title: `Change ${title}`,
      args: {
        path,
        body: { ...whole.body, ...(Object.keys(values).length > 0 && { customFields: values }) },
      },
      expected: { owner, vehicle: record, others },
      mayChange: isPerKilometre ? [`vehicle.${unit}`] : [],
      losses: [...whole.losses, ...losses],
      notes: [
        ...(isDisabled && owner.preferredVehicleId === vehicle.id ? ['It is the preferred vehicle of this user.'] : []),
        ...(vehicle.checked
          ? [
              'Its registration document is marked as verified; that cannot be sent, and reading back tells whether it stays.',
            ]
          : []),
        ...unknownFieldNotes(vehicle, documented),
      ],
    };
  },
  reverse({ request: { path }, before, after }) {
    const { body: plain, clear: emptied } = restoring(fields, before.vehicle, after.vehicle);
    // A rate that showed no unit was one per kilometre.
    const wasPerKilometre = emptied.includes(unit) && before.vehicle[rate] != null;
    const body = { ...plain, ...(wasPerKilometre && { [unit]: 'KM' }) };
    const clear = emptied.filter((field) => field !== unit || !wasPerKilometre);
    const values = restoringCustomFields(before.vehicle.customFields, after.vehicle.customFields);
    return {
      requests: [
        {
          operation: 'users.vehicles.update',
          path,
          body: { ...body, ...(Object.keys(values.set).length > 0 && { customFields: values.set }) },
          clear: [...clear, ...values.clear],
        },
      ],
      except: plain.disabled === true ? ['The time of disabling is that of the undo.'] : [],
    };
  },
});

export const vehicleRecipes: readonly Recipe[] = [createVehicle, updateVehicle];
