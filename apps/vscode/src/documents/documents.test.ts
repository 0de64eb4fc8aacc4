import { startSandbox } from '@jenji-kit/sandbox';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { documentsOf } from '../../test/sandbox-documents.ts';
import { createReviews } from '../review/create-reviews.ts';
import { type DocumentAddress, type DocumentKindName, places } from './document-address.ts';
import { partsOf } from './document-text.ts';
import { Documents } from './documents.ts';
import { canonicalText, type Fields, isFields } from './nothing.ts';
import { SaveRefused } from './save-refused.ts';

const sandbox = await startSandbox({ limits: 'none', expenses: 120 });
const { connections, account, signIn, close } = await connectionsTo(sandbox);
const firm = await signIn('bookkeeper');
const reviews = createReviews(connections);
afterAll(async () => {
  reviews.dispose();
  await close();
  await sandbox.close();
});

const all = (
  await Promise.all([account, firm].map(async ({ id }) => documentsOf(await connections.connect(id))))
).flat();

/** Some of each kind: they are alike by the hundred. */
const some = all.filter((each, index) => all.slice(0, index).filter(({ kind }) => kind === each.kind).length < 15);

const newDocuments = () => new Documents({ connections, reviews, language: () => 'en' });
const writes = () =>
  sandbox.requests.filter(({ operation, method }) => method !== 'GET' && !/search|list/.test(operation ?? '')).length;
const unasked = { onConflict: () => Promise.reject(new Error('Nobody should be asked')) };
const nameOf = ({ kind, ids }: DocumentAddress) => `${kind} ${JSON.stringify(ids)}`;

test('the sandbox has a record of every kind', () => {
  expect([...new Set(all.map(({ kind }) => kind))].sort()).toEqual(Object.keys(places).sort());
});

test('every record fits the schema that is made for it, and one that is changed where it must not be does not', async () => {
  const documents = newDocuments();
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const address of some) {
    const document: unknown = JSON.parse(await documents.read(address));
    const validate = ajv.compile(await documents.schema(address));
    expect(validate(document) || validate.errors, nameOf(address)).toBe(true);
    expect(validate({ ...Object(document), noSuchField: 1 }), nameOf(address)).toBe(false);
    const readOnly = { ...Object(document).readOnly, added: 1 };
    expect(validate({ ...Object(document), readOnly }), nameOf(address)).toBe(false);
  }
});

test('a document is called as the person calls its record', async () => {
  const address = all.find(({ accountId, ids }) => accountId === account.id && ids.categoryId === 'meals');
  if (!address) throw new Error('There is no such category');
  const french = new Documents({ connections, reviews, language: () => 'fr' });
  expect(await french.refresh(address)).toEqual({ title: 'Repas' });
  expect(await newDocuments().refresh(address)).toEqual({ title: 'Meals' });
});

test('a document saved as it was opened makes no plan and sends nothing', async () => {
  const documents = newDocuments();
  for (const address of some) {
    const text = await documents.read(address);
    const [before, sent] = [sandbox.requests.length, writes()];
    await documents.save(address, text, unasked);
    await documents.save(address, JSON.stringify(JSON.parse(text)), unasked);
    expect([sandbox.requests.length, writes()], nameOf(address)).toEqual([before, sent]);
  }
});

test('nothing is known any more of the records of an account that was signed out of', async () => {
  const documents = newDocuments();
  const address = all.find(({ accountId, kind }) => accountId === firm.id && kind === 'bookkeeper');
  const other = all.find(({ accountId }) => accountId === account.id);
  if (!address || !other) throw new Error('There are no documents');
  await Promise.all([documents.read(address), documents.read(other)]);
  documents.keepOnly([account.id]);
  const sent = sandbox.requests.length;
  await documents.stat(other);
  expect(sandbox.requests.length).toBe(sent);
  await documents.stat(address);
  expect(sandbox.requests.length).toBe(sent + 1);
});

/** Saves what `edit` makes of a document, as somebody who approves whatever is shown. */
async function approved(documents: Documents, address: DocumentAddress, edit: (document: Fields) => Fields) {
  const text = JSON.stringify(edit(parsed(await documents.read(address))), null, 2);
  const stop = reviews.onDidBegin(({ id }) => void reviews.approve(id));
  try {
    await documents.save(address, text, unasked);
  } finally {
    stop.dispose();
  }
}

function parsed(text: string): Fields {
  const value: unknown = JSON.parse(text);
  if (!isFields(value)) throw new TypeError('A document is an object');
  return value;
}

/** As somebody else would read it. */
async function editableNow(address: DocumentAddress): Promise<Fields> {
  return partsOf(parsed(await newDocuments().read(address))).editable;
}

const words = fc.constantFrom(
  'Ada',
  'É "quoted" \\ / \n',
  '🙂 emoji',
  '__proto__',
  'constructor',
  'null',
  'x'.repeat(150),
);
const labels = fc.dictionary(fc.constantFrom('en', 'fr', 'de'), words, { minKeys: 1 });
const englishLabels = fc
  .record({ en: words })
  .chain((en) => fc.record({ fr: words }, { requiredKeys: [] }).map((fr) => ({ ...en, ...fr })));
const amount = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => cents / 100);
const nothing = fc.constant(null);
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.oneof({ weight: 4, arbitrary: values }, nothing);
const flags = fc.boolean();
const condition = fc.constantFrom({ type: 'TRUE' }, { type: 'AND', conditions: [{ type: 'IS_ADMIN', isAdmin: true }] });

/** For each kind: fields that may be changed freely, and to what. */
const edits: Readonly<Record<DocumentKindName, fc.Arbitrary<Fields>>> = {
  organization: fc.record({ name: words, masterLanguage: optional(fc.constantFrom('fr', 'de')) }, { requiredKeys: [] }),
  user: fc.record(
    {
      firstName: optional(words),
      phone: optional(words),
      internalId: optional(words),
      preferredCurrency: optional(fc.constantFrom('EUR', 'GBP')),
      language: fc.constantFrom('fr', null),
      profiles: optional(fc.constantFrom([{ profileId: 'manager', groupIds: ['root'] }])),
    },
    { requiredKeys: [] },
  ),
  vehicle: fc.record(
    { label: optional(words), engineCapacity: optional(fc.nat(5000)), disabled: flags },
    { requiredKeys: [] },
  ),
  group: fc.record({ name: words, internalId: optional(words) }, { requiredKeys: [] }),
  category: fc.record(
    { labelsPerLanguage: labels, order: fc.nat(99), iconId: optional(words), scopeCondition: optional(condition) },
    { requiredKeys: [] },
  ),
  paymentMethod: fc.record(
    { labelsPerLanguage: labels, code: optional(words), reimbursable: flags },
    { requiredKeys: [] },
  ),
  allowanceTemplate: fc.record(
    { labelsPerLanguage: labels, total: amount, order: fc.nat(99), creationCondition: optional(condition) },
    { requiredKeys: [] },
  ),
  warningRule: fc.record(
    {
      labels: englishLabels,
      externalRuleId: optional(words),
      options: fc.uniqueArray(fc.record({ code: fc.constantFrom('a', 'b.1', 'c'), labels: englishLabels }), {
        selector: ({ code }) => code,
      }),
    },
    { requiredKeys: [] },
  ),
  communication: fc.record(
    {
      code: words,
      messagesPerLanguage: labels,
      level: fc.constantFrom('INFO', 'ERROR'),
      endDate: optional(fc.constantFrom('2031-01-01T00:00:00Z')),
    },
    { requiredKeys: [] },
  ),
  customField: fc.record({ labelsPerLanguage: labels, order: fc.nat(99), required: flags }, { requiredKeys: [] }),
  customOption: fc.record(
    { labelsPerLanguage: labels, extra: optional(words), accountingCode: optional(words), disabled: flags },
    { requiredKeys: [] },
  ),
  expense: fc.record(
    { label: words, explanation: optional(words), tags: optional(fc.array(words)), billable: flags },
    { requiredKeys: [] },
  ),
  expenseRequest: fc.record({ label: words, comment: optional(words) }, { requiredKeys: [] }),
  bookkeeper: fc.record({ name: words }, { requiredKeys: [] }),
  vault: fc.record({ capacity: fc.integer({ min: 100, max: 900 }) }, { requiredKeys: [] }),
};

/** What is tried to find a record whose state allows changes. */
const trial: Readonly<Record<DocumentKindName, Fields>> = {
  organization: { name: 'Tried' },
  user: { phone: '+33 1' },
  vehicle: { label: 'Tried' },
  group: { name: 'Tried' },
  category: { order: 7 },
  paymentMethod: { code: 'tried' },
  allowanceTemplate: { order: 7 },
  warningRule: { labels: { en: 'Tried' } },
  communication: { code: 'Tried' },
  customField: { order: 7 },
  customOption: { extra: 'tried' },
  expense: { label: 'Tried' },
  expenseRequest: { label: 'Tried' },
  bookkeeper: { name: 'Tried' },
  vault: { enabled: true, capacity: 321 },
};

/** Who loses a profile may change nothing from then on: of the users of keys, nothing is edited. */
const keyHolders = new Set(sandbox.world.keys.map(({ userId }) => userId));

async function changeable(kind: DocumentKindName): Promise<DocumentAddress> {
  const refusals: string[] = [];
  for (const address of all.filter((each) => each.kind === kind && !keyHolders.has(each.ids.userId ?? ''))) {
    try {
      await approved(newDocuments(), address, (document) => ({ ...document, ...trial[kind] }));
      return address;
    } catch (error) {
      if (!(error instanceof SaveRefused)) throw error;
      refusals.push(error.message);
    }
  }
  throw new Error(`No ${kind} can be changed:\n${[...new Set(refusals)].join('\n')}`);
}

test.each(Object.keys(places) as DocumentKindName[])(
  'what is changed in a document of kind %s is there afterwards, and nothing else',
  async (kind) => {
    const address = await changeable(kind);
    await fc.assert(
      fc.asyncProperty(edits[kind], async (edit) => {
        const documents = newDocuments();
        const before = await editableNow(address);
        await approved(documents, address, (document) => ({ ...document, ...edit }));
        const after = await editableNow(address);
        // The language is written and never shown.
        expect(canonicalText(after)).toBe(canonicalText({ ...before, ...edit, language: null }));
        expect(await documents.read(address)).toBe(await newDocuments().read(address));
      }),
      { numRuns: 8 },
    );
  },
);
