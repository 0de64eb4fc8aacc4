import type { DistanceUnit, Place, Vehicle, VehicleType, Waypoint } from '../world/index.ts';
import { roundAmount } from './amount.ts';
import { type City, cities } from './gazetteer.ts';

const kilometersPerMile = 1.609344;
const earthRadius = 6371.0088;
/** How much longer roads are than the straight line. */
const detour = 1.25;

/** Euros per kilometer by type of vehicle: the rate of the first step whose tax horsepower is not exceeded. */
const scale: Readonly<Record<VehicleType, readonly (readonly [upTo: number, rate: number])[]>> = {
  CAR: [
    [3, 0.529],
    [4, 0.606],
    [5, 0.636],
    [6, 0.665],
    [Number.POSITIVE_INFINITY, 0.697],
  ],
  MOTORCYCLE: [
    [2, 0.395],
    [5, 0.468],
    [Number.POSITIVE_INFINITY, 0.606],
  ],
  MOPED: [[Number.POSITIVE_INFINITY, 0.315]],
  BIKE: [[Number.POSITIVE_INFINITY, 0.25]],
};
const electricBonus = 1.2;

/** The same distance in another unit, in full precision. */
export function convertDistance(distance: number, from: DistanceUnit, to: DistanceUnit): number {
  if (from === to) return distance;
  return from === 'MI' ? distance * kilometersPerMile : distance / kilometersPerMile;
}

/**
 * What the company pays for a journey with a personal vehicle, rounded to the currency: by the vehicle's fixed rate (an
 * amount of that currency) or by the scale. `unitsPerEuro` converts the scale, which is in euros.
 */
export function mileageTotal(
  journey: { readonly distance: number; readonly distanceUnit: DistanceUnit; readonly vehicle: Vehicle },
  currency: string,
  unitsPerEuro = 1,
): number {
  const { distance, distanceUnit, vehicle } = journey;
  if (vehicle.fixedMileageRate !== undefined) {
    const unit = vehicle.fixedMileageRateDistanceUnit ?? 'KM';
    return roundAmount(convertDistance(distance, distanceUnit, unit) * vehicle.fixedMileageRate, currency);
  }
  const kilometers = convertDistance(distance, distanceUnit, 'KM');
  return roundAmount(kilometers * ratePerKilometer(vehicle) * unitsPerEuro, currency);
}

function ratePerKilometer({ type = 'CAR', taxHorsepower = 0, energy }: Vehicle): number {
  const [, rate = 0] = scale[type].find(([upTo]) => taxHorsepower <= upTo) ?? [];
  return energy === 'ELECTRIC' && type !== 'BIKE' ? rate * electricBonus : rate;
}

/**
 * The place of an address: the city that it names last ("rue de Lyon, Paris" is in Paris), a few kilometers aside if
 * it names a street as well, always the same for the same text. Coordinates win over the address: the place is there,
 * in the nearest city. Undefined if neither is given or no city is recognised.
 */
export function findPlace({ address, latitude, longitude }: Waypoint): Place | undefined {
  if (typeof latitude === 'number' && typeof longitude === 'number') {
    return placeAt(nearestCity({ latitude, longitude }), { latitude, longitude }, address);
  }
  const text = plain(address ?? '');
  const city = cityNamedLast(text);
  if (!city) return undefined;
  return placeAt(city, isCityAlone(text, city) ? city : aside(city, text), address);
}

/** Kilometers by road through the places in their order; never less than the straight lines, never below zero. */
export function roadDistance(places: readonly Position[]): number {
  let kilometers = 0;
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    if (next) kilometers += greatCircle(place, next) * detour;
  }
  return Math.ceil(kilometers * 100) / 100;
}

/** Kilometers of a trip; a round trip counts twice, but only where there is no waypoint between start and end. */
export function tripDistance(places: readonly Position[], roundTrip = false): number {
  const distance = roadDistance(places);
  return roundTrip && places.length === 2 ? distance * 2 : distance;
}

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Kilometers between two points on the globe (haversine). */
export function greatCircle(from: Position, to: Position): number {
  const radians = Math.PI / 180;
  const half = (a: number, b: number) => Math.sin(((b - a) * radians) / 2) ** 2;
  const across = Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians);
  const chord = half(from.latitude, to.latitude) + across * half(from.longitude, to.longitude);
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
}

function nearestCity(position: Position): City {
  return cities.reduce((best, city) => (greatCircle(city, position) < greatCircle(best, position) ? city : best));
}

/** Small letters without accents, words separated by single spaces, with a space at both ends. */
function plain(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/gi, 'o').toLowerCase();
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

const cityNames = cities.flatMap((city) => city.names.map((name) => ({ city, name: plain(name) })));

function cityNamedLast(text: string): City | undefined {
  let best: { city: City; end: number; length: number } | undefined;
  for (const { city, name } of cityNames) {
    const start = text.lastIndexOf(name);
    if (start < 0) continue;
    const found = { city, end: start + name.length, length: name.length };
    if (!best || found.end > best.end || (found.end === best.end && found.length > best.length)) best = found;
  }
  return best?.city;
}

function isCityAlone(text: string, city: City): boolean {
  return city.names.some((name) => text.replace(plain(city.country), ' ').trim() === plain(name).trim());
}

/** A point within some 4 km of the city's centre, derived from the text. */
function aside({ latitude, longitude }: City, text: string): Position {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  const offset = (bits: number) => ((bits & 0xff) - 128) / 4000;
  return { latitude: round(latitude + offset(hash)), longitude: round(longitude + offset(hash >>> 8)) };
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}

function placeAt(city: City, { latitude, longitude }: Position, query: string | undefined): Place {
  const [locality = ''] = city.names;
  const street = /^\s*(\d+(?:\s?(?:bis|ter))?)?[\s,]*([^,\d]{4,})(?=,)/i.exec(query ?? '');
  return {
    ...(query !== undefined && { query }),
    ...(street?.[1] && { streetNumber: street[1] }),
    ...(street?.[2] && { route: street[2].trim() }),
    locality,
    postalCode: city.postalCode,
    area1: city.area,
    country: city.country,
    formattedAddress: [street?.[0].trim(), `${city.postalCode} ${locality}`, city.country].filter(Boolean).join(', '),
    latitude,
    longitude,
    provider: 'GOOGLE',
  };
}
