import { InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { undated, wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const world = () => wholeWorld(sandbox.world);
const seen = (id: string) => undated(organization.communications.find((each) => each.id === id));

const message = {
  code: 'closing',
  groupId: 'root',
  messagesPerLanguage: { en: 'Books close on Friday.', fr: 'Clôture vendredi.' },
  level: 'INFO',
  endDate: '2026-02-28T12:00:00Z',
};
const add = { operation: 'communications.create', path: { organizationId }, body: message } as const;

async function added(body: object = message) {
  const { outcome } = await commit({ ...add, body });
  const [communicationId = ''] = outcome.settlement?.newIds ?? [];
  return { organizationId, communicationId };
}

test('adds a message, says who will read it, and takes it away again', async () => {
  const { before, restored } = await thereAndBack(add, world);
  expect(restored).toEqual(before);
  const { prepared, diff } = await plan(add);
  expect(prepared.notes).toEqual([`Every user of group "${organization.groups[0]?.name}" (root) is shown it.`]);
  expect(diff.map(({ path }) => path.at(-1))).toEqual(['code', 'groupId', 'en', 'fr', 'level', 'endDate']);
});

test('changes one field of a message and keeps the others, which a bare PUT would clear', async () => {
  const path = await added();
  const request = { operation: 'communications.update', path, body: { level: 'WARNING' } } as const;
  const { diff } = await plan(request);
  expect(diff).toEqual([{ path: ['communications', path.communicationId, 'level'], before: 'INFO', after: 'WARNING' }]);
  const { changed } = await thereAndBack(request, () => seen(path.communicationId));
  expect(changed).toEqual({ ...message, id: path.communicationId, level: 'WARNING' });
  const { before, restored } = await thereAndBack(request, world);
  expect(restored).toEqual(before);
});

test('names what is cleared, and the languages that go with an old text', async () => {
  const path = await added();
  const cleared = { operation: 'communications.update', path, clear: ['endDate'] } as const;
  const { prepared } = await plan(cleared);
  expect(prepared.losses).toEqual([{ kind: 'cleared', what: `endDate "${message.endDate}"` }]);
  const { before, restored } = await thereAndBack(cleared, world);
  expect(restored).toEqual(before);
  const english = await plan({
    operation: 'communications.update',
    path,
    body: { messagesPerLanguage: { en: 'Books close today.' } },
  });
  expect(english.prepared.losses).toEqual([{ kind: 'cleared', what: 'messagesPerLanguage.fr "Clôture vendredi."' }]);
});

test('refuses, and sends nothing for, what must stay, a group or a message that is not there', async () => {
  const path = await added();
  const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;
  const before = sent();
  const update = (rest: object) => plan({ operation: 'communications.update', path, ...rest });
  await expect(update({ clear: ['level'] })).rejects.toThrow(InvalidArgumentsError);
  await expect(update({ body: { groupId: 'nowhere' } })).rejects.toThrow(/body\.groupId.*there are group/);
  await expect(plan({ ...add, body: { ...message, groupId: 'constructor' } })).rejects.toThrow(InvalidArgumentsError);
  for (const communicationId of ['nowhere', 'a/b', 'constructor', '__proto__']) {
    const there = { organizationId, communicationId };
    await expect(plan({ operation: 'communications.delete', path: there })).rejects.toThrow(NotFoundError);
  }
  expect(sent()).toBe(before);
});

test('is bound to the message as it was read', async () => {
  const path = await added();
  const request = { operation: 'communications.update', path, body: { level: 'WARNING' } } as const;
  const { hash } = await plan(request);
  const stored = organization.communications.find(({ id }) => id === path.communicationId);
  if (stored) stored.messagesPerLanguage = { en: 'Changed meanwhile' };
  expect((await plan(request)).hash).not.toBe(hash);
});

test('deletes a message, and brings it back under another id', async () => {
  const path = await added({ ...message, code: 'A "quoted"\n code' });
  const { prepared, reversal } = await plan({ operation: 'communications.delete', path });
  expect(prepared.title).toBe(`Delete communication "A \\"quoted\\"\\n code" (${path.communicationId})`);
  expect(prepared.losses).toEqual([{ kind: 'removed', what: expect.stringContaining(path.communicationId) }]);
  expect(reversal).toMatchObject({ except: ['It gets a new id.'] });
  const bodies = () => organization.communications.map(({ id: _, ...rest }) => undated(rest));
  const { before, changed, restored } = await thereAndBack({ operation: 'communications.delete', path }, bodies);
  expect(changed).toHaveLength(before.length - 1);
  expect(restored).toEqual(before);
});

test('takes a moment for the same whatever its offset and digits', async () => {
  const path = await added();
  const stored = organization.communications.find(({ id }) => id === path.communicationId);
  if (stored === undefined) throw new Error('The message is gone');
  // The sandbox keeps what it is sent; Jenji may show the same moment otherwise.
  sandbox.faults.add({ operation: 'communications.update', kind: 'delay', milliseconds: 0, times: 1 });
  const planned = await plan({ operation: 'communications.update', path, body: { level: 'ERROR' } });
  const outcome = await carryOut(
    jenji,
    {
      ...reading,
      call: async (id, args) => {
        stored.endDate = '2026-02-28T13:00:00.000000+01:00';
        return reading.call(id, args);
      },
    },
    planned,
  );
  expect(outcome).toMatchObject({ status: 'committed', settlement: { missing: [], unexpected: [] } });
});

test('tells after a lost answer whether the message is there', async () => {
  for (const [kind, status] of [
    ['reset-after', 'committed'],
    ['reset-before', 'not-applied'],
  ] as const) {
    const planned = await plan({ ...add, body: { ...message, code: kind } });
    sandbox.faults.add({ operation: 'communications.create', kind, times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status });
    expect(organization.communications.filter(({ code }) => code === kind)).toHaveLength(
      kind === 'reset-after' ? 1 : 0,
    );
  }
});

test('shows a field of a newer Jenji, and tells when a write lost it', async () => {
  const path = await added();
  const stored = organization.communications.find(({ id }) => id === path.communicationId);
  Object.assign(stored ?? {}, { color: 'red' });
  const planned = await plan({ operation: 'communications.update', path, body: { level: 'ERROR' } });
  expect(planned.prepared.notes).toEqual([expect.stringContaining('"color"')]);
  expect(await carryOut(jenji, reading, planned)).toMatchObject({
    settlement: { unexpected: [{ path: ['communications', path.communicationId, 'color'], before: 'red' }] },
  });
});

const text = fc.string({ minLength: 1, maxLength: 20 });
const change = fc.record(
  {
    code: text,
    messagesPerLanguage: fc.dictionary(fc.constantFrom('en', 'fr', 'de'), text, { minKeys: 1 }),
    level: fc.constantFrom('INFO', 'WARNING', 'ERROR', 'SUCCESS'),
    startDate: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00+01:00'),
  },
  { requiredKeys: [] },
);

test('changes nothing but what it is asked to, and undoes all of it', async () => {
  const path = await added();
  const clear = fc.constantFrom<readonly string[]>([], ['endDate']);
  await fc.assert(
    fc.asyncProperty(change, clear, async (body, cleared) => {
      const request = { operation: 'communications.update', path, body, clear: cleared } as const;
      if ((await plan(request)).diff.length === 0) return;
      const was = seen(path.communicationId);
      const { before, changed, restored } = await thereAndBack(request, () => undated(organization));
      expect(restored).toEqual(before);
      const others = (all: unknown) => {
        const { communications, ...rest } = Object(all);
        return {
          ...rest,
          communications: communications.filter(({ id }: { id: string }) => id !== path.communicationId),
        };
      };
      expect(others(changed)).toEqual(others(before));
      const { communications } = Object(changed);
      const is = communications.find(({ id }: { id: string }) => id === path.communicationId);
      const gone = Object.fromEntries(cleared.map((name) => [name, undefined]));
      expect(is).toEqual({ ...Object(was), ...body, ...gone });
    }),
    { numRuns: 25 },
  );
});
