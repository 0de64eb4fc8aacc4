import { InvalidArgumentsError } from '@jenji-kit/client';
import type { Delegation, User } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleSeen } from '../../../test/people-seen.ts';
import { lossOfAnswers } from '../../../test/without-retries.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, plan, commit, thereAndBack } = await openWorkshop({ expenses: 5 });
const answersLost = lossOfAnswers(sandbox);
const organization = firstOrganization();
const organizationId = organization.header.id;

function firstOrganization() {
  const [first] = sandbox.world.organizations.values();
  if (first === undefined) throw new Error('The sandbox has no organization');
  return first;
}

const world = () => peopleSeen(sandbox.world, organizationId);
const people = () => peopleSeen(sandbox.world, organizationId, 'organization');

function putUser(id: string, lastName: string, delegations: Delegation[] = []): User {
  const [model] = organization.users.values();
  if (model === undefined) throw new Error('The organization has no user');
  const login = `${lastName.toLowerCase()}@example.test`;
  const user = {
    ...structuredClone(model.user),
    id,
    login,
    firstName: 'Ada',
    lastName,
    delegations,
    mainAccount: false,
  };
  organization.users.set(id, { user });
  return user;
}
const [alice, bob, carol] = [
  putUser('alice', 'Alison'),
  putUser('bob@example.test', 'Bobson'),
  putUser('c/arol', 'Carlson'),
];
const sales = organization.groups.find(({ name }) => name === 'Sales')?.id ?? '';

const on = (user: User, fields: Partial<Delegation> = {}): Delegation => ({
  id: user.id,
  userId: user.id,
  permission: 'READ',
  ...fields,
});
const onGroup = (groupId: string, fields: Partial<Delegation> = {}): Delegation => ({
  id: groupId,
  groupId,
  permission: 'WRITE',
  ...fields,
});
const december = { start: '2025-12-08', end: '2025-12-15' };
const granted = (userId: string) => organization.users.get(userId)?.user.delegations;

const change = (userId: string, body: Record<string, unknown>, sort?: 'users' | 'groups'): ChangeRequest => ({
  operation: sort ? `users.delegations.${sort}.replace` : 'users.delegations.replace',
  path: { organizationId, userId },
  body,
});

test('adds, changes and takes away, and names what is lost', async () => {
  const user = putUser('ada', 'Lovelace', [onGroup(sales), onGroup('root'), on(alice, december), on(bob)]);
  const request = change(user.id, {
    add: [{ userId: carol.id, permission: 'PERSONAL', start: '2026-01-01', end: '2026-01-31' }],
    change: [{ userId: alice.id, permission: 'WRITE', end: '2025-12-31' }],
    remove: [{ userId: bob.id }, { groupId: sales }],
  });
  const { prepared, diff } = await plan(request);
  expect(prepared.title).toBe('Change the delegations of user "Ada Lovelace" (lovelace@example.test)');
  expect(prepared.losses).toEqual([
    { kind: 'removed', what: 'delegation READ on user "Ada Bobson" (bobson@example.test)' },
    { kind: 'removed', what: `delegation WRITE on group "Sales" (${sales})` },
  ]);
  expect(diff).toContainEqual({
    path: ['delegations', 'user alice from 2025-12-08', 'end'],
    before: '2025-12-15',
    after: '2025-12-31',
  });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(restored).toEqual(before);
  const seen = changed.users.ada?.user;
  expect(seen?.delegations).toHaveLength(3);
  expect(seen?.delegations).toEqual(
    expect.arrayContaining([
      onGroup('root'),
      on(alice, { permission: 'WRITE', start: '2025-12-08', end: '2025-12-31' }),
      on(carol, { permission: 'PERSONAL', start: '2026-01-01', end: '2026-01-31' }),
    ]),
  );
  if (seen) seen.delegations = before.users.ada?.user.delegations ?? [];
  expect(changed).toEqual(before);
});

test.each([
  ['users', { add: [{ userId: 'alice', permission: 'NONE' }], remove: [{ userId: 'bob@example.test' }] }],
  ['groups', { change: [{ groupId: 'root', permission: 'READ' }], remove: [{ groupId: sales }] }],
] as const)('changes the delegations on %s alone, and sends no other', async (sort, body) => {
  const user = putUser('grace', 'Hopper', [onGroup(sales), onGroup('root'), on(bob)]);
  const { prepared } = await plan(change(user.id, body, sort));
  expect(prepared.title).toContain(`delegations on ${sort} of`);
  const other = sort === 'users' ? 'groupId' : 'userId';
  const ofOther = [expect.objectContaining({ [other]: expect.any(String) })];
  expect(prepared.args).toMatchObject({ body: { delegations: expect.not.arrayContaining(ofOther) } });
  const { before, changed, restored } = await thereAndBack(change(user.id, body, sort), world);
  expect(restored).toEqual(before);
  const others = ({ users }: typeof before) =>
    users.grace?.user.delegations.filter((each) => each[other] !== undefined);
  expect(others(changed)).toEqual(others(before));
});

test('takes the last one away, and gives it back', async () => {
  const user = putUser('alan', 'Turing', [on(bob, december)]);
  const { before, changed, restored } = await thereAndBack(change(user.id, { remove: [{ userId: bob.id }] }), world);
  expect(changed.users.alan?.user.delegations).toEqual([]);
  expect(restored).toEqual(before);
});

test('gives days, moves them, and takes them away', async () => {
  const user = putUser('edsger', 'Dijkstra', [on(bob)]);
  const steps: [object, Partial<Delegation>][] = [
    [{ ...december }, december],
    [
      { start: '2025-12-01', end: '2025-12-02' },
      { start: '2025-12-01', end: '2025-12-02' },
    ],
    [{ always: true }, {}],
  ];
  for (const [given, days] of steps) {
    const request = change(user.id, { change: [{ userId: bob.id, ...given }] });
    const { before, restored } = await thereAndBack(request, people);
    expect(restored).toEqual(before);
    await commit(request);
    expect(granted(user.id)).toEqual([on(bob, days)]);
  }
});

test('tells several on one user apart by the first day', async () => {
  const user = putUser('barbara', 'Liskov', [
    on(bob, december),
    on(bob, { start: '2026-02-01', end: '2026-02-28' }),
    on(bob),
  ]);
  const remove = (since?: string | null) => change(user.id, { remove: [{ userId: bob.id, since }] });
  await expect(plan(remove())).rejects.toThrow(/names several: READ on user "Ada Bobson".*say which by since/);
  await expect(plan(remove('2026-02-02'))).rejects.toThrow(
    /is not there.*"user bob@example.test from 2026-02-01: READ"/,
  );
  for (const [since, left] of [
    ['2026-02-01', [on(bob, december), on(bob)]],
    [null, [on(bob, december), on(bob, { start: '2026-02-01', end: '2026-02-28' })]],
  ] as const) {
    const { before, changed, restored } = await thereAndBack(remove(since), people);
    expect(changed.users.barbara?.user.delegations).toEqual(expect.arrayContaining([...left]));
    expect(restored).toEqual(before);
  }
});

test('keeps two that nothing can tell apart, and changes neither', async () => {
  const twins = [on(bob), on(bob, { permission: 'WRITE' })];
  const user = putUser('ken', 'Thompson', [...twins]);
  await commit(change(user.id, { add: [{ userId: alice.id, permission: 'READ' }] }));
  expect(granted(user.id)).toEqual(expect.arrayContaining(twins));
  expect(granted(user.id)).toHaveLength(3);
  await expect(plan(change(user.id, { remove: [{ userId: bob.id }] }))).rejects.toThrow(/nothing can tell apart/);
});

test.each<[string, Record<string, unknown>, string, string, ('users' | 'groups')?]>([
  ['nothing to change', { add: [] }, 'body', 'must hold add'],
  ['a list', { delegations: [] }, 'body.delegations', 'unknown'],
  ['one on nobody', { add: [{ permission: 'READ' }] }, 'body.add[0].userId', 'exactly one'],
  ['one without a permission', { add: [{ userId: 'c/arol' }] }, 'body.add[0].permission', 'one of'],
  [
    'half a period',
    { add: [{ userId: 'c/arol', permission: 'READ', start: '2026-01-01' }] },
    'body.add[0].end',
    'both',
  ],
  ['days of a group', { change: [{ groupId: 'root', ...december }] }, 'body.change[0]', 'no days'],
  ['an end alone', { change: [{ userId: 'alice', end: '2026-01-01' }] }, 'body.change[0]', 'both start and end'],
  [
    'an end before the start',
    { change: [{ userId: 'bob@example.test', end: '2025-01-01' }] },
    'body.change[0].end',
    'before',
  ],
  [
    'days and none',
    { change: [{ userId: 'alice', always: true, ...december }] },
    'body.change[0].always',
    'one of the two',
  ],
  ['one that is there', { add: [{ userId: 'alice', permission: 'READ' }] }, 'body.add[0]', 'change that one'],
  [
    'two of the same',
    {
      add: [
        { userId: 'c/arol', permission: 'READ' },
        { userId: 'c/arol', permission: 'WRITE' },
      ],
    },
    'body.add[1]',
    'change that one',
  ],
  [
    'one named twice',
    { change: [{ userId: 'alice', permission: 'NONE' }], remove: [{ userId: 'alice' }] },
    'body.change[0]',
    'say it once',
  ],
  ['one that is not there', { remove: [{ userId: 'nobody' }] }, 'body.remove[0]', '"user alice: READ"'],
  ['a user who does not exist', { add: [{ userId: 'nobody', permission: 'READ' }] }, 'body.add[0].userId', 'no user'],
  [
    'a group that does not exist',
    { add: [{ groupId: 'nowhere', permission: 'READ' }] },
    'body.add[0].groupId',
    '"Sales"',
  ],
  [
    'a group among users',
    { remove: [{ groupId: 'root' }] },
    'body.remove[0]',
    'users.delegations.groups.replace',
    'users',
  ],
  [
    'a user among groups',
    { remove: [{ userId: 'alice' }] },
    'body.remove[0]',
    'users.delegations.users.replace',
    'groups',
  ],
])('refuses %s before sending anything', async (_what, body, path, rule, sort) => {
  const user = putUser('refused', 'Refused', [onGroup('root'), on(alice), on(bob, december)]);
  const failure = await plan(change(user.id, body, sort)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InvalidArgumentsError);
  expect(failure).toMatchObject({
    issues: expect.arrayContaining([{ path: expect.stringContaining(path), message: expect.stringContaining(rule) }]),
  });
});

test('refuses a change that changes nothing', async () => {
  const user = putUser('donald', 'Knuth', [on(alice)]);
  const request = change(user.id, { change: [{ userId: alice.id, permission: 'READ' }] });
  await expect(plan(request)).rejects.toThrow(/Nothing would change: the delegations of user "Ada Knuth"/);
});

test('takes away a delegation on a user who is gone, and says what nobody can give again', async () => {
  const odd = { ...on(alice), permission: 'APPROVE' as 'READ' };
  const user = putUser('niklaus', 'Wirth', [{ id: 'gone', userId: 'gone', permission: 'READ' }, odd]);
  await expect(plan(change(user.id, { remove: [{ userId: 'gone' }] }))).rejects.toThrow(/cannot be sent back/);
  const { prepared, reversal } = await commit(change(user.id, { remove: [{ userId: 'gone' }, { userId: alice.id }] }));
  expect(prepared.losses?.map(({ what }) => what)).toContain('delegation READ on user "gone"');
  expect(reversal).toEqual({
    requests: [expect.objectContaining({ body: { add: [{ userId: 'gone', permission: 'READ' }] } })],
    except: [expect.stringContaining('"user alice"')],
  });
});

test('reads all users at once where many are named', async () => {
  const others = [...organization.users.values()].slice(0, 5).map(({ user }) => user);
  const user = putUser('margaret', 'Hamilton');
  const first = sandbox.requests.length;
  const { prepared } = await plan(
    change(user.id, { add: others.map(({ id }) => ({ userId: id, permission: 'READ' })) }),
  );
  expect(prepared.title).toContain('"Ada Hamilton"');
  expect(sandbox.requests.slice(first)).toHaveLength(2);
});

test('binds a plan to the delegations, in whatever order they come', async () => {
  const user = putUser('bound', 'Bound', [on(alice), on(bob), onGroup('root')]);
  const request = change(user.id, { remove: [{ userId: bob.id }] });
  const { hash } = await plan(request);
  user.delegations.reverse();
  expect((await plan(request)).hash).toBe(hash);
  user.delegations.push(on(carol));
  expect((await plan(request)).hash).not.toBe(hash);
});

test.each([undefined, 'users', 'groups'] as const)('finds out whether a write to %s was carried out', async (sort) => {
  const user = putUser('lost', 'Answer', [on(alice), onGroup(sales)]);
  const body = sort === 'groups' ? { remove: [{ groupId: sales }] } : { remove: [{ userId: alice.id }] };
  expect(await answersLost(change(user.id, body, sort))).toMatchObject([
    { status: 'not-applied' },
    { status: 'committed', settlement: { missing: [], unexpected: [] } },
  ]);
});

const permission = fc.constantFrom('READ' as const, 'WRITE' as const, 'PERSONAL' as const, 'NONE' as const);
const day = fc.integer({ min: 10, max: 28 }).map((each) => `2026-01-${each}`);
const period = fc.option(
  fc.tuple(day, day).map((days) => days.sort()),
  { nil: undefined },
);
const delegations = fc.uniqueArray(
  fc.oneof(
    fc
      .record({ user: fc.constantFrom(alice, bob, carol), permission, period })
      .map(({ user, permission: of, period: days }) =>
        on(user, { permission: of, ...(days && { start: days[0] ?? '', end: days[1] ?? '' }) }),
      ),
    fc
      .record({ groupId: fc.constantFrom('root', sales), permission })
      .map(({ groupId, permission: of }) => onGroup(groupId, { permission: of })),
  ),
  { selector: ({ id, start }) => `${id} ${start}` },
);

test('goes from any delegations to any others, back again, and touches nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(delegations, delegations, async (was, wanted) => {
      putUser('random', 'Random', [...was]);
      const keyOf = ({ id, start }: Delegation) => `${id} ${start}`;
      const named = ({ userId, groupId, start }: Delegation) =>
        groupId ? { groupId } : { userId, since: start ?? null };
      const isIn = (list: Delegation[]) => (each: Delegation) => list.some((other) => keyOf(other) === keyOf(each));
      const kept = wanted.filter(isIn(was));
      const body = {
        add: wanted.filter((each) => !isIn(was)(each)).map(({ id: _, ...rest }) => rest),
        change: kept.map((each) => ({ ...named(each), permission: each.permission, end: each.end })),
        remove: was.filter((each) => !isIn(wanted)(each)).map(named),
      };
      const planned = await plan(change('random', body)).catch((error: unknown) => {
        expect(String(error)).toMatch(/Nothing would change|must hold add/);
      });
      fc.pre(planned !== undefined);
      const { before, changed, restored } = await thereAndBack(change('random', body), people);
      expect(restored).toEqual(before);
      expect(changed.users.random?.user.delegations).toHaveLength(wanted.length);
      expect(changed.users.random?.user.delegations).toEqual(expect.arrayContaining(wanted));
      if (changed.users.random) changed.users.random.user.delegations = before.users.random?.user.delegations ?? [];
      expect(changed).toEqual(before);
    }),
    { numRuns: 25 },
  );
});
