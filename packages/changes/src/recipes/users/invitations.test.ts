import { afterEach, expect, test } from 'vitest';
import { peopleSeen } from '../../../test/people-seen.ts';
import { lossOfAnswers } from '../../../test/without-retries.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, plan, commit } = await openWorkshop({ expenses: 5 });
const answersLost = lossOfAnswers(sandbox);
const [organizationId = ''] = sandbox.world.organizations.keys();
const organization = sandbox.world.organizations.get(organizationId);
const world = () => peopleSeen(sandbox.world, organizationId);

const invite = (body: Record<string, unknown>): ChangeRequest => ({
  operation: 'invitations.create',
  path: { organizationId },
  body,
});
const body = {
  login: 'foo.bar@example.test',
  firstName: 'Foo',
  lastName: 'Bar\n\u202e',
  language: 'fr',
  customFields: { 'preferred-number': 7 },
  profiles: [{ profileId: 'manager', groupIds: ['root'] }],
  delegations: [{ groupId: 'root', permission: 'WRITE' }],
};

afterEach(() => organization?.invitations.splice(0));

test('invites, and says that an e-mail leaves and nothing takes it back', async () => {
  const { prepared, diff, reversal } = await plan(invite(body));
  expect(prepared.title).toBe('Invite user "Foo Bar\\n\u202e" (foo.bar@example.test) to the top group (root)');
  expect(prepared.notes).toEqual([
    'Jenji writes to "foo.bar@example.test" at once.',
    expect.stringContaining('withdraws'),
    expect.stringContaining('"fr"'),
  ]);
  expect(diff.map(({ path }) => path[2])).toEqual(
    expect.arrayContaining(['login', 'firstName', 'groupId', 'profiles', 'delegations', 'customFields']),
  );
  expect(reversal).toEqual({ cannot: expect.stringContaining('e-mail has left') });
  const before = world();
  const { outcome } = await commit(invite(body));
  const after = world();
  const [id] = outcome.settlement?.newIds ?? [];
  expect(after.invitations.at(-1)).toMatchObject({ id, state: 'WAITING', inviteSentAt: expect.any(String) });
  after.invitations.pop();
  expect(after).toEqual(before);
});

test('writes to the e-mail address given, or to nobody', async () => {
  expect((await plan(invite({ ...body, email: 'x@example.test' }))).prepared.notes).toContain(
    'Jenji writes to "x@example.test" at once.',
  );
  const quiet = await commit(invite({ ...body, skipMail: true }));
  expect(quiet.prepared.notes).toContain('Jenji sends no e-mail.');
  expect(quiet.reversal).toEqual({ cannot: expect.not.stringContaining('e-mail') });
});

test('refuses to invite twice, or a person who is a user already', async () => {
  const { outcome } = await commit(invite(body));
  const [id = ''] = outcome.settlement?.newIds ?? [];
  await expect(plan(invite({ login: 'Foo.Bar@Example.test' }))).rejects.toThrow(
    expect.objectContaining({ name: 'ChangeRefused', message: expect.stringContaining(id) }),
  );
  const user = sandbox.world.acceptInvitation(organizationId, id);
  const again = plan(invite({ login: body.login }));
  await expect(again).rejects.toThrow(expect.objectContaining({ message: expect.stringContaining(user.id) }));
  organization?.users.delete(user.id);
  // One that was accepted or deleted is in nobody's way.
  await expect(plan(invite(body))).resolves.toMatchObject({ before: { invitations: { [id]: expect.anything() } } });
  await expect(plan(invite({ ...body, groupId: 'nowhere' }))).rejects.toThrow(/body.groupId/);
});

test('finds out by reading whether an invitation whose answer is lost was made', async () => {
  expect(await answersLost(invite(body))).toMatchObject([
    { status: 'not-applied', settlement: { newIds: [] } },
    { status: 'committed', settlement: { newIds: [expect.any(String)] } },
  ]);
  expect(organization?.invitations).toHaveLength(1);
});
