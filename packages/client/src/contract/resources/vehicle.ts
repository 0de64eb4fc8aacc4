import * as z from 'zod';
import { customFieldValues, decimal, flag, instant, integer, open, resource, text } from '../response-types.ts';
import { distanceUnit } from './mileage.ts';

export const vehicleType = z.enum(['CAR', 'MOTORCYCLE', 'MOPED', 'BIKE']);
export const vehicleEnergy = z.enum(['ELECTRIC', 'PETROL', 'DIESEL', 'LPG']);

/** A user's own vehicle, for mileage expenses. */
export const vehicle = resource('Vehicle', {
  id: text,
  type: open(vehicleType),
  label: text,
  taxHorsepower: integer,
  /** Cubic centimetres. */
  engineCapacity: integer,
  energy: open(vehicleEnergy),
  /** Amount per distance unit; overrides the official tariff. */
  fixedMileageRate: decimal,
  fixedMileageRateDistanceUnit: open(distanceUnit),
  mileageCalculatorId: text,
  /** Written as the flag `disabled`. */
  disabledAt: instant,
  /** Whether the registration document was verified. */
  checked: flag,
  customFields: customFieldValues,
});

export type VehicleType = z.infer<typeof vehicleType>;
export type VehicleEnergy = z.infer<typeof vehicleEnergy>;
export type Vehicle = z.infer<typeof vehicle>;
