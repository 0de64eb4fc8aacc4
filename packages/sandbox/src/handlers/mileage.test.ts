import { expect, test } from 'vitest';
import { sandboxOfTest } from '../../test/api.ts';

const trip = '/api/tools/v1/tools/mileage/trip';
const ends = { startAddress: 'Rouen, France', endAddress: 'Paris' };

test('finds the places of addresses and of coordinates', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('POST', '/api/tools/v1/tools/mileage/address', {
    startAddress: 'Rouen, France',
    endLongitude: 2.3522,
    endLatitude: 48.8566,
  });
  expect(body.start).toMatchObject({ locality: 'Rouen', country: 'FR', provider: 'GOOGLE', query: 'Rouen, France' });
  expect(body.end).toMatchObject({ latitude: 48.8566, longitude: 2.3522 });
});

test('doubles a round trip, unless there are waypoints', async () => {
  const { api } = await sandboxOfTest();
  const distance = async (more: object = {}) => (await api('POST', trip, { ...ends, ...more })).body.distance;
  const single = await distance();
  expect(single).toBeGreaterThan(100);
  expect(await distance({ roundTrip: true })).toBeCloseTo(2 * single, 6);
  const via = [{ address: 'Lille' }];
  expect(await distance({ waypoints: via, roundTrip: true })).toBe(await distance({ waypoints: via }));
  const { body } = await api('POST', trip, { ...ends, waypoints: via });
  expect(body.waypoints).toHaveLength(3);
});

test('refuses what it can not place', async () => {
  const { api } = await sandboxOfTest();
  const refused = async (body: object) => (await api('POST', trip, body)).status;
  expect(await refused({ startAddress: 'Paris' })).toBe(400);
  expect(await refused({ ...ends, startAddress: 'Atlantis' })).toBe(400);
  expect(await refused({ startAddress: 'Paris', endLongitude: 2 })).toBe(400);
  expect(await refused({ startAddress: 'Paris', endLongitude: 181, endLatitude: 0 })).toBe(400);
  expect(await refused({ ...ends, waypoints: Array.from({ length: 11 }, () => ({ address: 'Lille' })) })).toBe(400);
});
