import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { place, tripDistance } from './resources/mileage.ts';
import { resource } from './response-types.ts';
import { latitude, longitude, waypointInput } from './waypoint-input.ts';

const trip = z
  .strictObject({
    startAddress: z.string().nullish().describe('Or startLongitude and startLatitude.'),
    startLongitude: longitude.nullish().describe('Degrees, -180 to 180.'),
    startLatitude: latitude.nullish().describe('Degrees, -90 to 90.'),
    endAddress: z.string().nullish().describe('Or endLongitude and endLatitude.'),
    endLongitude: longitude.nullish().describe('Degrees, -180 to 180.'),
    endLatitude: latitude.nullish().describe('Degrees, -90 to 90.'),
    roundTrip: z.boolean().nullish().describe('Doubles the distance; not together with waypoints.'),
    waypoints: z
      .array(waypointInput)
      .max(10, 'must be at most 10; start and end are not counted')
      .nullish()
      .describe('Points between start and end, at most 10.'),
  })
  .refine((trip) => trip.startAddress || (trip.startLongitude != null && trip.startLatitude != null), {
    path: ['startAddress'],
    error: 'give startAddress, or both startLongitude and startLatitude',
  })
  .refine((trip) => trip.endAddress || (trip.endLongitude != null && trip.endLatitude != null), {
    path: ['endAddress'],
    error: 'give endAddress, or both endLongitude and endLatitude',
  })
  .refine((trip) => !(trip.roundTrip && trip.waypoints?.length), {
    path: ['roundTrip'],
    error: 'cannot be combined with waypoints; leave it out and add the way back as waypoints',
  });

export const miscOperations = {
  'mileage.address': endpoint({
    method: 'POST',
    path: '/api/tools/v1/tools/mileage/address',
    summary: 'Locate the start and the end of a trip.',
    hazard: 'read',
    body: trip,
    response: resource('TripEnds', { start: place, end: place }),
  }),

  'mileage.trip': endpoint({
    method: 'POST',
    path: '/api/tools/v1/tools/mileage/trip',
    summary: 'Compute the distance of a trip, in kilometres.',
    hazard: 'read',
    body: trip,
    response: tripDistance,
  }),
};
