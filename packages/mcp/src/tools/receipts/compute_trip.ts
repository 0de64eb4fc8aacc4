import * as z from 'zod';
import { text, texts } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { requestCount } from '../../results/page.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'compute_trip',
  title: 'Compute the distance of a trip',
  toolset: 'receipts',
  hazard: 'read',
  operations: ['mileage.trip', 'mileage.address'],
  description: [
    'Finds the places of a trip and its distance by road in kilometres, for create_mileage.',
    'Shows how each address was understood: check it. Costs 1 request.',
  ],
  input: z
    .strictObject({
      from: text(500).describe('Address'),
      to: text(500).describe('Address'),
      via: texts(10).optional().describe('Addresses between, in order'),
      round_trip: z.boolean().default(false).describe('There and back'),
    })
    .check(({ value: { via, round_trip: isRound }, issues }) => {
      if (via === undefined || !isRound) return;
      const message = 'cannot go with via: add the way back to via and to';
      issues.push({ code: 'custom', path: ['round_trip'], message, input: true });
    }),
  output: z.object({
    distance: z.number().describe('km'),
    places: z.array(z.looseObject({})).describe('{address, longitude, latitude}, in order'),
    requests: requestCount(),
  }),
  async handler({ from, to, via, round_trip: roundTrip }, context) {
    const reader = await Reader.open(context);
    const waypoints = via?.map((address) => ({ address }));
    const body = { startAddress: from, endAddress: to, roundTrip, ...(waypoints && { waypoints }) };
    const { distance, waypoints: found } = await reader.call('mileage.trip', { body });
    const places = (found ?? []).map(({ address, longitude, latitude }) => ({
      address: address ?? undefined,
      longitude: longitude ?? undefined,
      latitude: latitude ?? undefined,
    }));
    return {
      structured: { distance: distance ?? 0, places, requests: reader.requests },
      text: [
        `${distance ?? 'No'} km${roundTrip ? ', there and back' : ''}`,
        ...places.map(({ address }) => `- ${untrusted(address)}`),
      ].join('\n'),
    };
  },
});
