import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Ajv } from 'ajv';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { usersOf } from '../readings/users.ts';
import { createReviews } from '../review/create-reviews.ts';
import type { Conflict, ConflictChoice } from './conflict.ts';
import type { DocumentAddress, DocumentKindName, Ids } from './document-address.ts';
import { Documents } from './documents.ts';
import type { Fields } from './nothing.ts';
import { SaveRefused } from './save-refused.ts';

const sandbox: Sandbox = await startSandbox({ limits: 'none', expenses: 60 });
const { connections, account, close } = await connectionsTo(sandbox);
const connection = await connections.connect(account.id);
const reviews = createReviews(connections);
afterAll(async () => {
  reviews.dispose();
  await close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

const key = sandbox.world.keys.find(({ type }) => type === 'organization');
const organizationId = key?.type === 'organization' ? key.organizationId : '';
const organization = sandbox.world.organizations.get(organizationId);
if (!organization) throw new Error('The sandbox has no organization');
const personId = [...organization.users.values()].find(({ user }) => user.vehicles.length > 0)?.user.id ?? '';
/** As Jenji has it now: it puts another one in its place with each write. */
const person = () => {
  const found = organization.users.get(personId);
  if (!found) throw new Error('There is no such user');
  return found.user;
};

const at = (kind: DocumentKindName, ids: Ids): DocumentAddress => ({
  accountId: account.id,
  kind,
  ids: { organizationId, ...ids },
  name: 'x',
});
const user = at('user', { userId: personId });
const open = () => new Documents({ connections, reviews, language: () => 'fr' });
const json = async (documents: Documents, address = user) => JSON.parse(await documents.read(address)) as Fields;
const text = (fields: Fields) => JSON.stringify(fields, null, 2);
const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

/** Saves; approves or refuses what is shown, and answers what is asked. */
async function save(
  documents: Documents,
  address: DocumentAddress,
  content: string,
  { decide = 'approve', choose = 'stop' }: { decide?: 'approve' | 'refuse'; choose?: ConflictChoice } = {},
) {
  const conflicts: Conflict[] = [];
  const shown: string[] = [];
  const stop = reviews.onDidBegin(({ id, plan }) => {
    shown.push(plan.title);
    void (decide === 'approve' ? reviews.approve(id) : reviews.refuse(id, 'Not today'));
  });
  try {
    await documents.save(address, content, {
      onConflict: async (conflict) => {
        conflicts.push(conflict);
        return choose;
      },
    });
    return { conflicts, shown, refused: undefined };
  } catch (error) {
    if (!(error instanceof SaveRefused)) throw error;
    return { conflicts, shown, refused: error };
  } finally {
    stop.dispose();
  }
}

test('a change that is refused is not written, and the document can be saved again', async () => {
  const documents = open();
  const before = { firstName: person().firstName };
  const edited = text({ ...(await json(documents)), firstName: 'Refused' });
  const { refused, shown } = await save(documents, user, edited, { decide: 'refuse' });
  expect(refused).toMatchObject({ kind: 'declined', message: expect.stringContaining('Not today') });
  expect(shown).toHaveLength(1);
  expect(person().firstName).toBe(before.firstName);
  expect(await save(documents, user, edited)).toMatchObject({ refused: undefined });
  expect(person().firstName).toBe('Refused');
});

test('after a save the editor is first told of what it wrote, then of what Jenji has made of it', async () => {
  const documents = open();
  const edited = JSON.stringify({ ...(await json(documents)), firstName: 'Told' });
  const told: string[] = [];
  await save(documents, user, edited);
  documents.onDidChange(({ kind }) => told.push(kind));
  const written = await documents.stat(user, { isDirty: true });
  expect(written.size).toBe(Buffer.byteLength(edited));
  expect(told).toEqual([]);
  documents.settle(user);
  expect(told).toEqual(['user']);
  const after = await documents.stat(user);
  expect(after.mtime).toBeGreaterThan(written.mtime);
  expect(Buffer.byteLength(await documents.read(user))).toBe(after.size);
});

test.each<[string, (fields: Fields) => Fields, string]>([
  ['an unknown field', (fields) => ({ ...fields, nickname: 'A' }), 'nickname: is unknown'],
  ['a wrong type', (fields) => ({ ...fields, phone: 7 }), 'phone: must be a text'],
  ['a rule of the contract', (fields) => ({ ...fields, preferredCurrency: 'Euro' }), 'ISO 4217'],
  ['an emptied field that must stay', ({ groupId: _, ...fields }) => fields, 'groupId: cannot be emptied'],
  ['what is only told', (fields) => ({ ...fields, readOnly: { ...Object(fields.readOnly), id: 'x' } }), 'readOnly.id'],
  ['a group that is not there', (fields) => ({ ...fields, groupId: 'nowhere' }), 'groupId:'],
  [
    'a name that cannot be sent',
    (fields) => ({ ...fields, customFields: JSON.parse('{"__proto__": 1}') }),
    'cannot be sent',
  ],
])('%s is refused at its place, and nothing is sent', async (_, edit, message) => {
  const documents = open();
  const content = text(edit(await json(documents)));
  const before = sent();
  const { refused, shown } = await save(documents, user, content);
  expect(refused).toMatchObject({ kind: 'invalid', message: expect.stringContaining(message) });
  expect(refused?.problems[0]?.length).toBeGreaterThan(0);
  expect([sent(), shown]).toEqual([before, []]);
});

test.each(['', '{', '[]', 'null', '{"a": 1,}'])('%j is refused', async (content) => {
  const documents = open();
  await documents.read(user);
  expect((await save(documents, user, content)).refused).toMatchObject({ kind: 'invalid' });
});

test('a change of somebody else is a conflict, told by field, and not overwritten', async () => {
  const documents = open();
  const edited = text({ ...(await json(documents)), firstName: 'Mine', phone: '+33 mine' });
  person().phone = '+33 theirs';
  const before = sent();
  const { refused, conflicts } = await save(documents, user, edited);
  expect(refused).toMatchObject({ kind: 'conflict' });
  expect(conflicts).toMatchObject([{ theirs: ['phone'], both: ['phone'] }]);
  expect([sent(), person().phone]).toEqual([before, '+33 theirs']);
  expect(await documents.latestText(user)).toContain('+33 theirs');
});

test('fields that only somebody else has changed stay as they are now when mine are reviewed', async () => {
  const documents = open();
  const edited = text({ ...(await json(documents)), firstName: 'Both' });
  person().phone = '+33 only theirs';
  const { refused, conflicts } = await save(documents, user, edited, { choose: 'review' });
  expect([refused, conflicts]).toMatchObject([undefined, [{ theirs: ['phone'], both: [] }]]);
  expect(person()).toMatchObject({ firstName: 'Both', phone: '+33 only theirs' });
});

test('taking what Jenji has gives the changes up', async () => {
  const documents = open();
  const edited = text({ ...(await json(documents)), firstName: 'Given up' });
  person().phone = '+33 taken';
  expect(await save(documents, user, edited, { choose: 'theirs' })).toMatchObject({ refused: undefined, shown: [] });
  documents.settle(user);
  expect(await documents.read(user)).toContain('+33 taken');
  expect(person().firstName).not.toBe('Given up');
});

test('the same change by somebody else is no conflict, and nothing is sent', async () => {
  const documents = open();
  const edited = text({ ...(await json(documents)), phone: '+33 same' });
  person().phone = '+33 same';
  const before = sent();
  expect(await save(documents, user, edited)).toEqual({ conflicts: [], shown: [], refused: undefined });
  expect(sent()).toBe(before);
});

test('after a restart the text tells what it was made of', async () => {
  const edited = text({ ...(await json(open())), firstName: 'Restarted' });
  expect(await save(open(), user, edited)).toMatchObject({ conflicts: [], refused: undefined });
  expect(person().firstName).toBe('Restarted');
  const again = text({ ...(await json(open())), firstName: 'Again' });
  person().phone = '+33 meanwhile';
  expect(await save(open(), user, again)).toMatchObject({
    conflicts: [{ theirs: undefined }],
    refused: { kind: 'conflict' },
  });
  const { $schema: _, ...bare } = JSON.parse(again);
  expect(await save(open(), user, text(bare))).toMatchObject({ conflicts: [{ theirs: undefined }] });
  expect(person()).toMatchObject({ firstName: 'Restarted', phone: '+33 meanwhile' });
});

test('is told when somebody reads that the record has changed', async () => {
  const documents = open();
  await documents.read(user);
  const before = await documents.stat(user);
  const told: DocumentAddress[] = [];
  onTestFinished(documents.onDidChange((address) => told.push(address)).dispose);
  person().phone = '+33 seen';
  connection.readings.refresh('');
  await usersOf(connection, organizationId);
  expect(told).toHaveLength(1);
  expect((await documents.stat(user)).mtime).toBeGreaterThan(before.mtime);
  // With changes of its own, the document stays what the editor was given.
  expect(await documents.stat(user, { isDirty: true })).toEqual(before);
});

test('what cannot be read is an error each time, and can be read when it works again', async () => {
  const documents = open();
  const restore = sandbox.faults.add({ operation: 'users.get', kind: 'status', status: 403 });
  await expect(documents.read(user)).rejects.toThrow();
  restore();
  expect(await json(documents)).toMatchObject({ login: person().login });
  await expect(documents.read(at('user', { userId: 'nobody' }))).rejects.toThrow();
  await expect(documents.read(at('category', { categoryId: 'constructor' }))).rejects.toThrow('not in Jenji');
});

test('a failure while saving leaves the document unsaved and says that nothing was written', async () => {
  const documents = open();
  const edited = text({ ...(await json(documents)), firstName: 'Failing' });
  sandbox.faults.add({ operation: 'users.update', kind: 'status', status: 400, times: 1 });
  const { refused } = await save(documents, user, edited);
  expect(refused).toMatchObject({ kind: 'failed', message: expect.stringContaining('nothing was changed') });
  sandbox.faults.add({ operation: 'users.get', kind: 'status', status: 403, times: 1 });
  expect((await save(documents, user, edited)).refused).toMatchObject({ kind: 'failed' });
  expect((await save(documents, user, edited)).refused).toBeUndefined();
});

test('login, delegations and profiles of a user are written by their own operations, in one review', async () => {
  const documents = open();
  const other = [...organization.users.values()].find(({ user: each }) => each.id !== personId)?.user;
  const before = await json(documents);
  const delegations = [
    { groupId: 'root', permission: 'READ' },
    { userId: other?.id, permission: 'WRITE', start: '2030-01-01', end: '2030-01-31' },
  ];
  const login = 'new.login@example.com';
  const { shown, refused } = await save(documents, user, text({ ...before, login, delegations, language: 'fr' }));
  expect([shown, refused]).toMatchObject([[expect.any(String)], undefined]);
  const after = await json(open());
  expect(after).toMatchObject({ login, language: null });
  expect(after.delegations).toEqual(expect.arrayContaining(delegations));
  const changed = [{ groupId: 'root', permission: 'WRITE' }];
  expect(await save(documents, user, text({ ...(await json(documents)), delegations: changed }))).toMatchObject({
    refused: undefined,
  });
  expect((await json(open())).delegations).toEqual(changed);
});

test('custom fields are set and cleared one by one, and the schema knows them by label, type and option', async () => {
  const documents = open();
  const before = await json(documents);
  const values = Object(before.customFields);
  const [code = ''] = Object.keys(values);
  const { [code]: _, ...rest } = values;
  expect(await save(documents, user, text({ ...before, customFields: rest }))).toMatchObject({ refused: undefined });
  expect((await json(documents)).customFields ?? {}).toEqual(rest);
  const schema = await documents.schema(user);
  const field = organization.customFields.user[0]?.field;
  expect(schema.properties?.customFields?.properties?.[field?.key ?? '']).toMatchObject({
    title: field?.labelsPerLanguage?.fr,
  });
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const now = await json(documents);
  expect(validate({ ...now, customFields: { ...rest, nowhere: 1 } })).toBe(false);
  expect(validate({ ...now, groupId: 'nowhere' })).toBe(false);
  expect(validate({ ...now, preferredCurrency: 'XXZ' })).toBe(false);
  const list = organization.customFields.expense.find(({ field: { type } }) => type === 'LIST')?.field;
  const [option] = organization.optionLists.get(list?.listId ?? '') ?? [];
  const expenseId = String((await connection.jenji.expenses.search({ body: {} })).data[0]?.id);
  const expense = await documents.schema(at('expense', { expenseId }));
  expect(JSON.stringify(expense.properties?.customFields?.properties?.[list?.key ?? ''])).toContain(
    JSON.stringify(option?.id),
  );
});

test('fields of a newer Jenji are shown, cannot be changed, and are no reason to refuse', async () => {
  const method = organization.paymentMethods[0];
  if (!method) throw new Error('There is no payment method');
  Object.assign(method, { colour: { name: 'red' }, rank: 123456789.012345 });
  const address = at('paymentMethod', { paymentMethodId: String(method.id) });
  const documents = open();
  const before = await json(documents, address);
  expect(before.readOnly).toMatchObject({ colour: { name: 'red' }, rank: 123456789.012345 });
  expect(await documents.read(address)).toContain('123456789.012345');
  expect(await save(documents, address, text({ ...before, code: 'NEW' }))).toMatchObject({ conflicts: [] });
  expect(organization.paymentMethods[0]?.code).toBe('NEW');
});

test('numbers keep their digits: 15 are sent as they are, more are refused', async () => {
  const template = organization.allowanceTemplates[0];
  const address = at('allowanceTemplate', { templateId: String(template?.templateId) });
  const documents = open();
  const withTotal = async (total: string) =>
    (await documents.read(address)).replace(/"total": [\d.]+/, `"total": ${total}`);
  expect((await save(documents, address, await withTotal('1234567890123.45'))).refused).toBeUndefined();
  expect(await documents.read(address)).toContain('"total": 1234567890123.45,');
  expect((await save(documents, address, await withTotal('1.23456789012345678'))).refused).toMatchObject({
    kind: 'invalid',
  });
  expect((await save(documents, address, await withTotal('1.234'))).refused).toMatchObject({ kind: 'invalid' });
});
