import { afterAll, expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import { Claims } from './claim.ts';

const { sandbox, changes: open, organizationId, folder } = await openOffice({ expenses: 0 });
const { look } = Claims.prototype;
afterAll(() => {
  Claims.prototype.look = look;
});

test('tells no change interrupted that ends while it is looked at', async () => {
  const changes = open();
  const plan = await changes.plan({
    operation: 'communications.create',
    path: { organizationId },
    body: { code: 'closing', groupId: 'root', messagesPerLanguage: { en: 'Closing' }, level: 'INFO' },
  });
  // Given up before it is sent: the plan is released, and can be carried out after all.
  const patience = new AbortController();
  let reached: () => void = () => undefined;
  const atStep = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const others = open({
    async onStep(step) {
      if (step !== 'started') return;
      patience.abort();
      reached();
      await held;
    },
  });
  const commit = others.commit(plan.token, { signal: patience.signal });
  await atStep;
  // The journal is read; then, before the claim is looked at, the other one ends and lets go of it.
  Claims.prototype.look = async function lookLate(id) {
    goOn();
    await commit;
    return look.call(this, id);
  };
  expect(await changes.get(plan.id)).toMatchObject({ status: 'pending', items: [{ status: 'planned' }] });
  Claims.prototype.look = look;
  expect(await new Claims(folder).look(plan.id)).toBe('free');
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed' });
  expect(sandbox.requests.filter(({ operation }) => operation === 'communications.create')).toHaveLength(1);
});
