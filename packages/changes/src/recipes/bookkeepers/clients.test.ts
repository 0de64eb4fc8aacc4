import { InvalidArgumentsError } from '@jenji-kit/client';
import { describe, expect, test } from 'vitest';
import { wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

describe.each(['sandbox-bookkeeper', 'sandbox-master-bookkeeper'])('with the key %s', async (user) => {
  const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop({ key: { user } });
  const [bookkeeper] = [...sandbox.world.bookkeepers.values()];
  const [clientId = ''] = bookkeeper?.clients.keys() ?? [];
  const organization = sandbox.world.organizations.get(clientId);
  if (bookkeeper === undefined || organization === undefined) throw new Error('The sandbox has no client');
  const bookkeeperId = bookkeeper.header.id;
  const [templateId = ''] = bookkeeper.templates.keys();
  const world = () => wholeWorld(sandbox.world);
  const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

  const create = (body: object, rest: object = {}) =>
    ({ operation: 'bookkeepers.clients.create', path: { bookkeeperId }, body, ...rest }) as const;
  const states = (action: 'add' | 'remove', ...of: string[]) =>
    ({
      operation: `bookkeepers.clients.states.${action}`,
      path: { bookkeeperId, clientId },
      body: { states: of },
    }) as const;

  test('creates a client, and says that nothing takes it away', async () => {
    const request = create({ name: 'Café "Nord"', internalId: 'D9', explanation: 'Nouveau', templateId });
    const { prepared, reversal } = await plan(request);
    expect(prepared.title).toBe(`Create client "Café \\"Nord\\"" from template "${templateId}"`);
    expect(reversal).toEqual({ cannot: expect.stringContaining('BLOCKED') });
    const before = world();
    const { outcome } = await commit(request);
    const [id = ''] = outcome.settlement?.newIds ?? [];
    expect(bookkeeper.clients.get(id)).toMatchObject({ internalId: 'D9', explanation: 'Nouveau' });
    expect(sandbox.world.organizations.get(id)?.header).toMatchObject({ name: 'Café "Nord"', templateId });
    await expect(plan(create({ name: 'Café "Nord"', templateId }))).rejects.toThrow(ChangeRefused);
    await expect(plan(create({ name: 'Other', internalId: 'D9', templateId }))).rejects.toThrow(/same internal id/);
    bookkeeper.clients.delete(id);
    sandbox.world.organizations.delete(id);
    expect(world()).toEqual(before);
  });

  test('tells after a lost answer whether the client is there', async () => {
    for (const [kind, status] of [
      ['reset-before', 'not-applied'],
      ['reset-after', 'committed'],
    ] as const) {
      const planned = await plan(create({ name: `Lost ${kind}`, templateId }));
      sandbox.faults.add({ operation: 'bookkeepers.clients.create', kind, times: 1 });
      expect(await carryOut(jenji, reading, planned)).toMatchObject({ status });
    }
  });

  test('adds only the states that are not there, says whom it shuts out, and takes them away again', async () => {
    const add = states('add', 'BLOCKED');
    const { prepared, organization: about } = await plan(add);
    expect(about).toBe(clientId);
    expect(prepared.title).toBe(`Add BLOCKED to client "${organization.header.name}" (${clientId})`);
    expect(prepared.notes).toEqual([expect.stringContaining(`every user of client "${organization.header.name}"`)]);
    const { before, changed, restored } = await thereAndBack(add, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);

    organization.header.states = ['INVALID_PAYMENT'];
    const both = await plan(states('add', 'INVALID_PAYMENT', 'BLOCKED', 'BLOCKED'));
    expect(both.prepared.args).toMatchObject({ body: { states: ['BLOCKED'] } });
    expect(both.prepared.notes).toContain('INVALID_PAYMENT is there already.');
    expect(both.diff).toEqual([{ path: ['client', 'states', 'BLOCKED'], after: true }]);
    await thereAndBack(states('add', 'INVALID_PAYMENT', 'BLOCKED'), world);
    expect(organization.header.states).toEqual(['INVALID_PAYMENT']);
    await expect(plan(states('add', 'INVALID_PAYMENT'))).rejects.toThrow(ChangeRefused);
  });

  test('removes only the states that are there, by a DELETE with a body, and puts them back', async () => {
    organization.header.states = ['BLOCKED'];
    const remove = states('remove', 'BLOCKED', 'INVALID_PAYMENT');
    expect((await plan(remove)).prepared).toMatchObject({
      args: { body: { states: ['BLOCKED'] } },
      notes: [expect.stringContaining('can work in Jenji again'), 'INVALID_PAYMENT is not there.'],
    });
    const { before, changed, restored } = await thereAndBack(remove, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    organization.header.states = [];
    await expect(plan(states('remove', 'BLOCKED'))).rejects.toThrow(/nothing to remove/);
  });

  test('refuses no state, and one that Jenji does not know', async () => {
    const before = sent();
    await expect(plan(states('add'))).rejects.toThrow(InvalidArgumentsError);
    await expect(plan(states('remove'))).rejects.toThrow(InvalidArgumentsError);
    await expect(plan(states('add', 'CLOSED'))).rejects.toThrow(InvalidArgumentsError);
    expect(sent()).toBe(before);
  });

  test('reads back after a lost answer that a state is there', async () => {
    const planned = await plan(states('add', 'BLOCKED'));
    sandbox.faults.add({ operation: 'bookkeepers.clients.states.add', kind: 'reset-after', times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'committed' });
    organization.header.states = [];
  });
});
