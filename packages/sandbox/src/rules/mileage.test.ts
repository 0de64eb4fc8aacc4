import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../world/index.ts';
import { cities } from './gazetteer.ts';
import { convertDistance, findPlace, greatCircle, mileageTotal, roadDistance, tripDistance } from './mileage.ts';

const car: Vehicle = { id: 'v', type: 'CAR', taxHorsepower: 5, energy: 'PETROL', checked: true };

describe('findPlace', () => {
  it.each([
    ['Paris', 'Paris', 'FR'],
    ['lyon, france', 'Lyon', 'FR'],
    ['12 rue de Rivoli, 75001 Paris', 'Paris', 'FR'],
    ['Rue de Lyon, Paris', 'Paris', 'FR'],
    ['Saint Etienne', 'Saint-Étienne', 'FR'],
    ['SAINT-ÉTIENNE', 'Saint-Étienne', 'FR'],
    ['221B Baker Street, London', 'London', 'GB'],
    ['Marienplatz 1, Munich', 'München', 'DE'],
    ['350 5th Ave, New York, NY', 'New York', 'US'],
    ['丸の内, Tokyo', '東京', 'JP'],
  ])('%s is in %s (%s)', (address, locality, country) => {
    expect(findPlace({ address })).toMatchObject({ locality, country, query: address, provider: 'GOOGLE' });
  });

  it('knows no city inside another word, and none that is not there', () => {
    expect(findPlace({ address: 'Parisot' })).toBeUndefined();
    expect(findPlace({ address: '' })).toBeUndefined();
    expect(findPlace({})).toBeUndefined();
  });

  it('gives two streets of a city two points, close to its centre, and each always the same', () => {
    const first = findPlace({ address: '1 rue A, Lyon' });
    const second = findPlace({ address: '2 rue B, Lyon' });
    const centre = findPlace({ address: 'Lyon' });
    if (!first || !second || !centre) throw new Error('Lyon is in the gazetteer');
    expect(first).toEqual(findPlace({ address: '1 rue A, Lyon' }));
    expect(roadDistance([first, second])).toBeGreaterThan(0);
    expect(greatCircle(first, centre)).toBeLessThan(5);
    expect(first).toMatchObject({ streetNumber: '1', route: 'rue A' });
  });

  it('stays at the coordinates given, in the nearest city', () => {
    expect(findPlace({ latitude: 48.86, longitude: 2.35 })).toMatchObject({
      locality: 'Paris',
      latitude: 48.86,
      longitude: 2.35,
    });
    expect(findPlace({ address: 'Lyon', latitude: 43.3, longitude: 5.4 })?.locality).toBe('Marseille');
  });

  it('finds every city by every one of its names', () => {
    for (const city of cities) {
      for (const name of city.names) {
        expect(findPlace({ address: name })).toMatchObject({ country: city.country, latitude: city.latitude });
      }
    }
  });
});

describe('distances', () => {
  const point = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  const at = (address: string) => {
    const place = findPlace({ address });
    if (!place) throw new Error(address);
    return place;
  };

  it('are right where we know them: Paris to Lyon, some 392 km straight', () => {
    expect(greatCircle(at('Paris'), at('Lyon'))).toBeCloseTo(391.5, 0);
    expect(tripDistance([at('Paris'), at('Lyon')])).toBeCloseTo(489.3, 0);
  });

  it('by road are never less than the straight lines, and add up over waypoints', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 6 }), (points) => {
        const straight = points.reduce((sum, each, i) => sum + greatCircle(points[i - 1] ?? each, each), 0);
        expect(roadDistance(points)).toBeGreaterThanOrEqual(straight);
        expect(roadDistance([...points, ...points.slice(-1)])).toBe(roadDistance(points));
      }),
    );
  });

  it('double for a round trip, unless there are waypoints', () => {
    const [paris, lyon, nice] = [at('Paris'), at('Lyon'), at('Nice')];
    expect(tripDistance([paris, lyon], true)).toBe(2 * tripDistance([paris, lyon]));
    expect(tripDistance([paris, lyon, nice], true)).toBe(tripDistance([paris, lyon, nice]));
  });

  it('convert to miles and back', () => {
    expect(convertDistance(100, 'MI', 'KM')).toBeCloseTo(160.9344, 10);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (distance) => {
        expect(convertDistance(convertDistance(distance, 'KM', 'MI'), 'MI', 'KM')).toBeCloseTo(distance, 6);
      }),
    );
  });
});

describe('mileageTotal', () => {
  it('follows the tax horsepower, the energy and the type of vehicle', () => {
    const total = (vehicle: Partial<Vehicle>) =>
      mileageTotal({ distance: 100, distanceUnit: 'KM', vehicle: { ...car, ...vehicle } }, 'EUR');
    expect(total({})).toBe(63.6);
    expect(total({ taxHorsepower: 3 })).toBe(52.9);
    expect(total({ taxHorsepower: 12 })).toBe(69.7);
    expect(total({ energy: 'ELECTRIC' })).toBe(76.32);
    expect(total({ type: 'MOPED' })).toBe(31.5);
    expect(total({ type: 'BIKE', energy: 'ELECTRIC' })).toBe(25);
  });

  it('takes a fixed rate instead, per its own unit', () => {
    const vehicle: Vehicle = { ...car, fixedMileageRate: 0.45, fixedMileageRateDistanceUnit: 'MI' };
    expect(mileageTotal({ distance: 100, distanceUnit: 'MI', vehicle }, 'GBP', 0.86)).toBe(45);
    expect(mileageTotal({ distance: 160.9344, distanceUnit: 'KM', vehicle }, 'GBP', 0.86)).toBe(45);
  });

  it('rounds to what the currency has: no decimals in yen, three in dinars', () => {
    expect(mileageTotal({ distance: 10, distanceUnit: 'KM', vehicle: car }, 'JPY', 163.7)).toBe(1041);
    expect(mileageTotal({ distance: 10, distanceUnit: 'KM', vehicle: car }, 'BHD', 0.41)).toBe(2.608);
  });
});
