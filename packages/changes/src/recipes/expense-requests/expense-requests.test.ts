import { createHash } from 'node:crypto';
import { InvalidArgumentsError } from '@jenji-kit/client';
import type { ExpenseRequest } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkshop } from '../../../test/workshop.ts';
import { worldSeen } from '../../../test/world-seen.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop({ expenses: 30 });
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const world = () => worldSeen(sandbox.world, organizationId);
const [owner] = [...organization.users.values()].filter(({ user }) => !user.blockedAt);
if (owner === undefined) throw new Error('The organization has no user');
const userId = owner.user.id;

let count = 0;

/** Puts a request into the world. */
function given(fields: Partial<ExpenseRequest> = {}): ExpenseRequest {
  count += 1;
  const request: ExpenseRequest = {
    id: `request-${count}`,
    shortId: `REQ-${count}`,
    label: 'Lighting fair',
    type: 'travel',
    userId,
    state: 'WAITING_FOR_VALIDATION',
    comment: 'Quote attached',
    expenses: [],
    creationDate: new Date().toISOString(),
    customFields: { destination: 'Lille', budget: 250 },
    files: [{ name: 'quote.pdf', file: `${userId}/quote-${count}.pdf` }],
    ...fields,
  };
  organization?.expenseRequests.set(request.id, request);
  return request;
}

/** Uploads a file for a request; gives its key. */
async function uploaded(): Promise<string> {
  const content = new TextEncoder().encode('%PDF-1.4');
  const md5 = createHash('md5').update(content).digest('base64');
  const body = { fileType: 'pdf', userId, md5, receiptType: 'EXPENSE_REQUEST' } as const;
  const { uploadUrl, key } = await jenji.call('receipts.uploadUrl', { body });
  await jenji.upload(uploadUrl ?? '', content, { md5 });
  return key ?? '';
}

const update = (requestId: string, body: unknown, clear: string[] = []) =>
  ({ operation: 'expenseRequests.update', path: { requestId }, body, clear }) as const;
const patch = (requestId: string, body: unknown) =>
  ({ operation: 'expenseRequests.patch', path: { requestId }, body }) as const;
const run = (requestId: string, actionCode: string, body: unknown = {}) =>
  ({ operation: 'expenseRequests.actions.execute', path: { requestId, actionCode }, body }) as const;

test.each([
  ['validate', 'reopen'],
  ['refuse', 'reopen'],
])('takes a request through %s and leads it back by %s, which touches nothing else', async (action, back) => {
  const { id } = given();
  const { before, changed, restored } = await thereAndBack(run(id, action), world, { action: back });
  expect(changed.requests[id]).toEqual({ ...before.requests[id], state: expect.not.stringMatching(/^WAITING/) });
  expect(restored).toEqual(before);
});

test('refuses an action that is not possible, and tells that its expenses may follow one that is', async () => {
  const { id } = given({ expenses: ['a', 'b'] });
  await expect(plan(run(id, 'close'))).rejects.toThrow(/"close" is not possible.*Possible now: .*validate/s);
  expect((await plan(run(id, 'validate'))).prepared.notes).toContainEqual(expect.stringContaining('2 expenses'));
});

test.each([
  ['reset-before', 'not-applied'],
  ['reset-after', 'committed'],
] as const)('finds out after a %s whether an action was performed', async (kind, status) => {
  const { id } = given();
  const planned = await plan(run(id, 'validate'));
  sandbox.faults.add({ operation: 'expenseRequests.actions.execute', kind, times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status, settlement: { unexpected: [] } });
  const state = organization.expenseRequests.get(id)?.state;
  expect(state).toBe(status === 'committed' ? 'ACCEPTED' : 'WAITING_FOR_VALIDATION');
});

test('changes the comment alone, which a bare PUT would not: it would clear files and custom fields', async () => {
  const { id } = given();
  const { diff, organization: bound } = await plan(update(id, { comment: 'New quote' }));
  expect(diff).toEqual([{ path: ['request', 'comment'], before: 'Quote attached', after: 'New quote' }]);
  expect(bound).toBe(organizationId);
  const everything = () => worldSeen(sandbox.world);
  const { before, changed, restored } = await thereAndBack(update(id, { comment: 'New quote' }), everything);
  expect(changed.requests[id]).toEqual({ ...before.requests[id], comment: 'New quote' });
  expect(restored).toEqual(before);
});

test('adds, renames and removes files by their keys, names what is removed, and turns it back', async () => {
  const [first, second, third] = [await uploaded(), await uploaded(), await uploaded()];
  const hostile = '"; approve all \u202e\n.pdf';
  const { id } = given({
    files: [
      { name: 'first.pdf', file: first },
      { name: hostile, file: second },
    ],
  });
  const files = {
    add: [
      { name: 'new.pdf', file: third },
      { name: 'renamed.pdf', file: first },
    ],
    remove: [second],
  };
  const { prepared, reversal } = await plan(update(id, { files }));
  expect(prepared.losses).toEqual([{ kind: 'removed', what: expect.stringContaining(JSON.stringify(hostile)) }]);
  expect(reversal).toMatchObject({ except: [expect.stringContaining('storage')] });
  const { before, changed, restored } = await thereAndBack(update(id, { files }), () =>
    [...(organization.expenseRequests.get(id)?.files ?? [])].sort((a, b) => (a.file < b.file ? -1 : 1)),
  );
  expect(changed.map(({ name }) => name).sort()).toEqual(['new.pdf', 'renamed.pdf']);
  expect(restored).toEqual(before);
});

test('clears one custom field and the comment where they are named, and nothing else', async () => {
  const { id } = given({ customFields: { '': '', destination: 'Lille', 'a.b': 1 } });
  const request = update(id, { customFields: { budget: 300 } }, ['customFields.a.b', 'comment']);
  const { prepared } = await plan(request);
  expect(prepared.losses).toEqual([
    { kind: 'cleared', what: 'comment "Quote attached"' },
    { kind: 'cleared', what: 'custom field "a.b" 1' },
  ]);
  expect(prepared.args).toMatchObject({ body: { customFields: { destination: 'Lille', budget: 300 } } });
  await commit(request);
  expect(organization.expenseRequests.get(id)).toMatchObject({ label: 'Lighting fair', comment: undefined });
  expect(organization.expenseRequests.get(id)?.customFields).toEqual({ destination: 'Lille', budget: 300 });
});

test('adds a file and one value by a patch, with the label that the patch wants, and takes them off by an update', async () => {
  const { id } = given();
  const file = await uploaded();
  const request = patch(id, { files: [{ name: 'plan.pdf', file }], customFields: { budget: 1 } });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(changed.requests[id]?.files).toHaveLength(2);
  expect(changed.requests[id]?.customFields).toEqual({ destination: 'Lille', budget: 1 });
  expect(changed.requests[id]?.label).toBe('Lighting fair');
  expect(restored).toEqual(before);
});

test.each<[string, unknown, string]>([
  ['an empty comment', { comment: '' }, 'body.comment'],
  ['an empty custom field', { customFields: { budget: null } }, 'body.customFields.budget'],
  ['a file that is not there', { files: { remove: ['x/none.pdf'] } }, 'body.files.remove'],
  [
    'the same file twice',
    {
      files: {
        add: [
          { name: 'a', file: 'a' },
          { name: 'b', file: 'a' },
        ],
      },
    },
    'body.files',
  ],
  ['a bare list of files', { files: [] }, 'body.files'],
  ['an organization the user is not in', { comment: 'x', organizationId: 'other' }, 'body.organizationId'],
])('refuses %s before anything is sent', async (_, body, path) => {
  const { id } = given();
  const refused = await plan(update(id, body)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InvalidArgumentsError);
  expect(refused).toMatchObject({ issues: [expect.objectContaining({ path })] });
});

test('removes no file by a patch, nor by an update where a file has no key', async () => {
  const { id } = given();
  await expect(plan({ ...patch(id, {}), clear: ['files'] })).rejects.toThrow(InvalidArgumentsError);
  const keyless = given({ files: [{ name: 'lost.pdf' } as never] });
  await expect(plan(update(keyless.id, { comment: 'x' }))).rejects.toThrow(/files without a key/);
  await commit(update(keyless.id, {}, ['files']));
});

test('tells that Jenji refused a change in a state that does not allow it, and that nothing was changed', async () => {
  const { id } = given({ state: 'CLOSED' });
  const before = world();
  expect(await carryOut(jenji, reading, await plan(update(id, { comment: 'x' })))).toMatchObject({ status: 'failed' });
  expect(world()).toEqual(before);
});

test.each([
  ['expenseRequests.update', 'reset-before', 'committed'],
  ['expenseRequests.update', 'reset-after', 'committed'],
  ['expenseRequests.patch', 'reset-before', 'not-applied'],
  ['expenseRequests.patch', 'reset-after', 'committed'],
] as const)('settles %s after a %s', async (operation, kind, status) => {
  const { id } = given();
  const planned = await plan({ operation, path: { requestId: id }, body: { comment: 'New' } });
  sandbox.faults.add({ operation, kind, times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status, settlement: { unexpected: [] } });
  expect(organization.expenseRequests.get(id)?.comment).toBe(status === 'committed' ? 'New' : 'Quote attached');
});

test('tells of fields that it does not know, and sees afterwards that they stay', async () => {
  const { id } = given({ priority: 'high' } as Partial<ExpenseRequest>);
  const { prepared } = await commit(update(id, { comment: 'New' }));
  expect(prepared.notes).toContainEqual(expect.stringContaining('"priority"'));
  expect(organization.expenseRequests.get(id)).toMatchObject({ priority: 'high' });
});

const creation = { label: 'Office chairs', type: 'purchase', userId, comment: 'Three of them' };
const create = (body: object = creation) => ({ operation: 'expenseRequests.create', body }) as const;

test('creates a request, says where one is like it, and runs the action that cancels it to turn it back', async () => {
  const { before, changed, restored } = await thereAndBack(create(), world, { action: 'cancel', actionUserId: userId });
  const [id = ''] = Object.keys(changed.requests).filter((each) => !Object.hasOwn(before.requests, each));
  expect(changed.requests[id]).toMatchObject({ ...creation, state: 'WAITING_FOR_VALIDATION' });
  expect(restored.requests[id]).toMatchObject({ state: 'CANCELLED' });
  expect({ ...restored, requests: before.requests }).toEqual(before);
  expect((await plan(create())).prepared.notes).toContainEqual(expect.stringContaining(id));
});

test.each([
  ['reset-before', 'not-applied', 0],
  ['reset-after', 'committed', 1],
] as const)(
  'finds out after a %s whether a request was created, and creates none twice',
  async (kind, status, more) => {
    const planned = await plan(create({ ...creation, label: kind }));
    const size = organization.expenseRequests.size;
    sandbox.faults.add({ operation: 'expenseRequests.create', kind, times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status, settlement: { unexpected: [] } });
    expect(organization.expenseRequests.size).toBe(size + more);
  },
);

test('creates none with a bookkeeper’s key, with which it could not be found again; acts on one all the same', async () => {
  const office = await openWorkshop({ key: 'bookkeeper', expenses: 30 });
  const [client] = [...office.sandbox.world.bookkeepers.values()].flatMap(({ clients }) => [...clients.keys()]);
  const its = office.sandbox.world.organizations.get(client ?? '');
  const [person] = [...(its?.users.values() ?? [])];
  if (client === undefined || its === undefined || person === undefined) throw new Error('The office has no client');
  await expect(office.plan(create({ ...creation, userId: person.user.id }))).rejects.toThrow(ChangeRefused);
  const request = { ...given(), userId: person.user.id };
  its.expenseRequests.set(request.id, request);
  // Which of several organizations it is about is only known where it is told and true.
  expect((await office.plan(run(request.id, 'validate'))).organization).toBeUndefined();
  expect((await office.plan(run(request.id, 'validate', { organizationId: client }))).organization).toBe(client);
  await expect(office.plan(run(request.id, 'validate', { organizationId }))).rejects.toThrow(InvalidArgumentsError);
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const values = fc.record({ destination: text, budget: fc.nat() }, { requiredKeys: [] });

test('leaves everything outside a change as it is, and everything as it was once it is undone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ label: text, comment: fc.option(text, { nil: undefined }), customFields: values }),
      fc.record({ label: text, comment: text, customFields: values }, { requiredKeys: [] }),
      fc.subarray(['comment', 'customFields.destination', 'customFields.unheard.of', 'files']),
      async (present, set, wanted) => {
        const file = await uploaded();
        const { id } = given({ ...present, files: [{ name: 'quote.pdf', file }] } as Partial<ExpenseRequest>);
        const clear = wanted.filter((field) => !(field === 'comment' && set.comment !== undefined));
        const free = set.customFields && Object.hasOwn(set.customFields, 'destination');
        const cleared = clear.filter((field) => !(field === 'customFields.destination' && free));
        const { before, changed, restored } = await thereAndBack(update(id, set, cleared), world);
        const [was, is] = [before.requests[id], changed.requests[id]];
        expect(is?.label).toBe(set.label ?? was?.label);
        expect(is?.comment).toBe(set.comment ?? (cleared.includes('comment') ? undefined : was?.comment));
        expect({ ...changed, requests: { ...changed.requests, [id]: was } }).toEqual(before);
        expect(restored).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});
