import { decimalOf, type User } from '@jenji-kit/client';
import { filled } from '../results/filled.ts';
import type { OrganizationDirectory } from './organization-directory.ts';
import type { Names } from './reader.ts';

/** `manager: Sales / Sales North`, one for each profile. */
export function shownProfiles(profiles: NonNullable<User['profiles']>, { groups }: OrganizationDirectory): string[] {
  return profiles.map(({ profileId, groupIds }) => {
    const paths = (groupIds ?? []).map((id) => groups.get(id)?.path ?? id);
    return paths.length > 0 ? `${profileId}: ${paths.join(', ')}` : `${profileId}`;
  });
}

/** A user by name of field, with what ids mean. */
export function shownUser(user: User, { directory, people }: Names): Record<string, unknown> {
  const group = directory.groups.get(user.groupId);
  const method = directory.paymentMethods.get(user.preferredPaymentMethodId);
  return filled({
    id: user.id,
    login: user.login,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    internal_id: user.internalId,
    group: user.groupId && { id: user.groupId, path: group?.path },
    profiles: shownProfiles(user.profiles ?? [], directory),
    phone: user.phone,
    preferred_payment_method: user.preferredPaymentMethodId && {
      id: user.preferredPaymentMethodId,
      label: method?.name,
    },
    preferred_country: user.preferredCountry,
    preferred_currency: user.preferredCurrency,
    preferred_distance_unit: user.preferredDistanceUnit,
    preferred_vehicle_id: user.preferredVehicleId,
    main_account: user.mainAccount,
    blocked_at: user.blockedAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    delegations: user.delegations?.map(({ userId, groupId, permission, start, end }) =>
      filled({
        permission,
        user: userId && { id: userId, name: people.nameOf(userId) },
        group: groupId && { id: groupId, path: directory.groups.get(groupId)?.path },
        start,
        end,
      }),
    ),
    vehicles: user.vehicles?.map((vehicle) =>
      filled({
        id: vehicle.id,
        label: vehicle.label,
        type: vehicle.type,
        energy: vehicle.energy,
        tax_horsepower: vehicle.taxHorsepower,
        engine_cc: vehicle.engineCapacity,
        fixed_rate: vehicle.fixedMileageRate == null ? undefined : decimalOf(vehicle.fixedMileageRate).value,
        fixed_rate_per: vehicle.fixedMileageRateDistanceUnit,
        checked: vehicle.checked,
        disabled_at: vehicle.disabledAt,
        custom_fields: vehicle.customFields,
      }),
    ),
  });
}
