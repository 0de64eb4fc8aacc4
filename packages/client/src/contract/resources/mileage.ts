import * as z from 'zod';
import { decimal, open, resource, text } from '../response-types.ts';

export const distanceUnit = z.enum(['KM', 'MI']);

/** Degrees. */
export const waypoint = resource('Waypoint', { address: text, longitude: decimal, latitude: decimal });

export const tripDistance = resource('TripDistance', {
  waypoints: z.array(waypoint),
  /** Always in kilometres, whatever the unit of the user. */
  distance: decimal,
});

export const placeProvider = z.enum(['GOOGLE']);

export const place = resource('Place', {
  area1: text,
  area2: text,
  country: text,
  externalId: text,
  formattedAddress: text,
  latitude: decimal,
  locality: text,
  longitude: decimal,
  postalCode: text,
  postalTown: text,
  postBox: text,
  provider: open(placeProvider),
  query: text,
  route: text,
  streetAddress: text,
  streetNumber: text,
});

export type DistanceUnit = z.infer<typeof distanceUnit>;
export type Waypoint = z.infer<typeof waypoint>;
export type TripDistance = z.infer<typeof tripDistance>;
export type Place = z.infer<typeof place>;
