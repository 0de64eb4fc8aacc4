import * as z from 'zod';
import * as request from './request-types.ts';

const range = (limit: number) =>
  request.decimal
    .min(-limit, `must be degrees between -${limit} and ${limit}`)
    .max(limit, `must be degrees between -${limit} and ${limit}`);

export const longitude = range(180);
export const latitude = range(90);

/** A point of a trip: an address, coordinates in degrees, or both. */
export const waypointInput = z
  .strictObject({
    address: z.string().nullish(),
    longitude: longitude.nullish(),
    latitude: latitude.nullish(),
  })
  .refine(({ longitude, latitude }) => (longitude == null) === (latitude == null), {
    path: ['latitude'],
    error: 'longitude and latitude go together; give both or none',
  });
