import * as z from 'zod';
import { ownOrganization } from '../access.ts';
import { badRequest, invalidField } from '../http/api-error.ts';
import { bodyReader, flag, text } from '../http/body.ts';
import { handlers } from '../http/call.ts';
import { findPlace, tripDistance } from '../rules/mileage.ts';
import type { Place, Waypoint } from '../world/index.ts';

const longitude = () => z.number().min(-180, 'is at least -180').max(180, 'is at most 180').optional();
const latitude = () => z.number().min(-90, 'is at least -90').max(90, 'is at most 90').optional();

const trip = bodyReader(() =>
  z.object({
    startAddress: text,
    startLongitude: longitude(),
    startLatitude: latitude(),
    endAddress: text,
    endLongitude: longitude(),
    endLatitude: latitude(),
    roundTrip: flag,
    waypoints: z
      .array(z.object({ address: text, longitude: longitude(), latitude: latitude() }))
      .max(10, 'can only have up to 10 waypoints')
      .optional(),
  }),
);

export const mileageHandlers = handlers({
  'mileage.address': (call) => {
    ownOrganization(call);
    const { start, end } = ends(call.body);
    return { start: locate('start', start), end: locate('end', end) };
  },

  'mileage.trip': (call) => {
    ownOrganization(call);
    const { start, end } = ends(call.body);
    const { waypoints = [], roundTrip } = trip(call.body);
    const stops = [
      locate('start', start),
      ...waypoints.map((waypoint, index) => locate(`waypoints[${index}]`, waypoint)),
      locate('end', end),
    ];
    return {
      waypoints: stops.map((place) => ({
        address: place.formattedAddress,
        longitude: place.longitude,
        latitude: place.latitude,
      })),
      distance: tripDistance(stops, roundTrip),
    };
  },
});

function ends(body: unknown): { start: Waypoint; end: Waypoint } {
  const sent = trip(body);
  return {
    start: { address: sent.startAddress, longitude: sent.startLongitude, latitude: sent.startLatitude },
    end: { address: sent.endAddress, longitude: sent.endLongitude, latitude: sent.endLatitude },
  };
}

function locate(field: string, waypoint: Waypoint): Place {
  const hasCoordinates = waypoint.longitude !== undefined && waypoint.latitude !== undefined;
  if (waypoint.address === undefined && !hasCoordinates) {
    throw invalidField(field, 'needs an address, or both a longitude and a latitude');
  }
  const place = findPlace(waypoint);
  if (!place) throw badRequest(`The address of ${field} was not found: "${waypoint.address}"`);
  return place;
}
