import { expect, test } from 'vitest';
import { openOffice } from '../../../test/office.ts';
import { peopleSeen } from '../../../test/people-seen.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, changes: open, organizationId } = await openOffice({ expenses: 5 });
const changes = open();
const organization = sandbox.world.organizations.get(organizationId);
const world = () => peopleSeen(sandbox.world, organizationId);

function personOf(login: string) {
  const state = [...(organization?.users.values() ?? [])].find(({ user }) => user.login.startsWith(login));
  if (state === undefined) throw new Error(`There is no ${login}`);
  return state;
}
const { user: thomas, language } = personOf('thomas.girard');
const { user: karim } = personOf('karim.benali');
const path = { organizationId, userId: thomas.id };
const [vehicle] = thomas.vehicles;
const [profile] = thomas.profiles;

const requests: ChangeRequest[] = [
  {
    operation: 'users.update',
    path,
    body: { firstName: 'Tom', groupId: 'root', language, customFields: { remote: true } },
    clear: ['profiles', 'phone'],
  },
  { operation: 'users.updateLogin', path, body: { login: 'tom@example.test' } },
  { operation: 'users.block', path },
  {
    operation: 'users.vehicles.update',
    path: { ...path, vehicleId: vehicle?.id ?? '' },
    body: { disabled: true },
    clear: ['energy'],
  },
  { operation: 'users.delegations.replace', path, body: { add: [{ userId: karim.id, permission: 'READ' }] } },
  { operation: 'users.delegations.groups.replace', path, body: { add: [{ groupId: 'root', permission: 'WRITE' }] } },
];

test.each(requests)('carries out $operation, writes it down, and undoes it from what was written', async (request) => {
  const before = world();
  const plan = await changes.plan(request);
  expect(await changes.commit(plan.token)).toMatchObject({
    status: 'committed',
    items: [{ status: 'committed', unexpected: [] }],
  });
  expect(world()).not.toEqual(before);
  const undo = await changes.undo(plan.id);
  expect(await changes.commit(undo.token)).toMatchObject({ status: 'committed' });
  expect(world()).toEqual(before);
});

test.each(requests)('refuses $operation where the user was changed since it was planned', async (request) => {
  const plan = await changes.plan(request);
  const present = personOf('thomas.girard').user;
  const { firstName, delegations, vehicles } = structuredClone(present);
  present.firstName = 'Somebody else';
  for (const each of present.vehicles) each.label = 'Another';
  present.delegations.push({ id: 'root', groupId: 'root', permission: 'NONE' });
  const before = world();
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'refused', items: [{ status: 'refused' }] });
  expect(world()).toEqual(before);
  Object.assign(present, { firstName, delegations, vehicles });
});

test('names what is lost in the plan of an undo as well', async () => {
  const plan = await changes.plan({
    operation: 'users.update',
    path,
    body: { language, profiles: { add: [{ profileId: 'checker', groupIds: ['root'] }] } },
  });
  await changes.commit(plan.token);
  const undo = await changes.undo(plan.id);
  expect(undo.losses).toMatchObject([{ kind: 'removed', what: 'profile "checker" for the top group (root)' }]);
  expect(undo.notes).toContainEqual(expect.stringContaining('language stays'));
  await changes.commit(undo.token);
  expect(personOf('thomas.girard').user.profiles).toEqual([profile]);
});
