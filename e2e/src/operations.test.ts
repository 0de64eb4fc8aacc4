import { createHash } from 'node:crypto';
import {
  type CallArguments,
  createJenjiClient,
  type JenjiClient,
  type OperationId,
  operationIds,
  operations,
  type ResponseOf,
} from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sandbox: Sandbox;
let organization: JenjiClient;
let bookkeeper: JenjiClient;
const budget = { perSecond: 1000, perMinute: 100_000 };
const walked = new Set<OperationId>();

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, expenses: 400, limits: 'none' });
  organization = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials.organization, budget });
  bookkeeper = createJenjiClient({ baseUrl: sandbox.url, credentials: sandbox.credentials.bookkeeper, budget });
});

afterAll(async () => {
  await Promise.all([organization?.close(), bookkeeper?.close()]);
  await sandbox?.close();
});

async function walk<Id extends OperationId>(
  jenji: JenjiClient,
  id: Id,
  args: CallArguments<Id>,
): Promise<ResponseOf<Id>> {
  const answer = await jenji.callUnknown(id, args);
  const received = sandbox.requests.at(-1);
  expect(received, `${id} reached the server under another name`).toMatchObject({
    operation: id,
    method: operations[id].method,
  });
  walked.add(id);
  return answer as ResponseOf<Id>;
}

function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`The sandbox has no ${what}`);
  return value;
}

/** The key of a bookkeeper that may create others, and the template it does so from. */
function masterOf({ world }: Sandbox) {
  for (const key of world.keys) {
    if (key.type !== 'bookkeeper') continue;
    const [bookkeeperTemplateId] = world.bookkeepers.get(key.bookkeeperId)?.bookkeeperTemplates.keys() ?? [];
    if (bookkeeperTemplateId) return { key, bookkeeperTemplateId };
  }
  throw new Error('The sandbox has no key of a master bookkeeper');
}

test('the client calls each of the 96 operations, and the sandbox answers what the contract expects', async () => {
  const organizations = await walk(organization, 'organizations.list', {});
  const organizationId = known(organizations.data[0]?.id, 'organization');
  const path = { organizationId };
  await walk(organization, 'organizations.get', { path });
  const pdf = new TextEncoder().encode('%PDF-1.4 receipt');
  const md5 = createHash('md5').update(pdf).digest('base64');

  // Organization
  await walk(organization, 'organizations.patch', { path, body: { masterLanguage: 'fr' } });
  const group = await walk(organization, 'groups.create', { path, body: { name: 'Équipe Nord', internalId: 'N-1' } });
  const groupPath = { ...path, groupId: known(group.id, 'group id') };
  await walk(organization, 'groups.patch', { path: groupPath, body: { name: 'Équipe Nord-Est' } });
  await walk(organization, 'groups.customFields.patch', { path: groupPath, body: { customFieldsValues: {} } });
  const message = {
    code: 'closing',
    groupId: 'root',
    messagesPerLanguage: { fr: 'Clôture vendredi', en: 'Closing on Friday' },
    level: 'INFO' as const,
  };
  const communication = await walk(organization, 'communications.create', { path, body: message });
  const communicationPath = { ...path, communicationId: known(communication.id, 'communication id') };
  await walk(organization, 'communications.list', { path });
  await walk(organization, 'communications.update', {
    path: communicationPath,
    body: { ...message, level: 'WARNING', endDate: '2030-06-01T00:00:00Z' },
  });
  await walk(organization, 'communications.delete', { path: communicationPath });
  await walk(organization, 'userActivities.list', { path, query: { from: '2020-01-01', to: '2030-01-01' } });

  // Base customization
  const categories = await walk(organization, 'categories.list', { path, query: { disabled: false } });
  const categoryId = known(categories.data.find(({ parentCategoryId }) => !parentCategoryId)?.id, 'category');
  await walk(organization, 'categories.update', {
    path: { ...path, categoryId },
    body: { labelsPerLanguage: { en: 'Meals', fr: 'Repas' }, order: 0 },
  });
  const paymentMethods = await walk(organization, 'paymentMethods.list', { path });
  const paymentMethodId = known(paymentMethods.data.find(({ disabled }) => !disabled)?.id, 'payment method');
  const cash = await walk(organization, 'paymentMethods.create', { path, body: { labelsPerLanguage: { en: 'Cash' } } });
  const cashId = known(cash.id, 'payment method id');
  await walk(organization, 'paymentMethods.update', {
    path: { ...path, paymentMethodId: cashId },
    body: { id: cashId, code: 'CASH', reimbursable: true },
  });
  await walk(organization, 'allowanceTemplates.list', { path });
  const template = await walk(organization, 'allowanceTemplates.create', {
    path,
    body: { labelsPerLanguage: { en: 'Internet' }, total: 30, currency: 'EUR', country: 'FR' },
  });
  await walk(organization, 'allowanceTemplates.update', {
    path: { ...path, templateId: known(template.templateId, 'template id') },
    body: { total: 28.5, currency: 'EUR', order: 1 },
  });

  // Custom fields and options
  const fields = await walk(organization, 'customFields.expense.list', { path });
  const list = known(
    fields.data.find(({ listId }) => listId),
    'custom field with options',
  );
  const listPath = { ...path, listId: known(list.listId, 'list id') };
  await walk(organization, 'customOptions.list', { path: listPath });
  const optionPath = { ...listPath, optionId: 'new/option é' };
  await walk(organization, 'customOptions.upsert', { path: optionPath, body: { id: optionPath.optionId } });
  await walk(organization, 'customOptions.batchUpsert', {
    path: listPath,
    body: [{ id: optionPath.optionId, accountingCode: '625' }],
  });
  await walk(organization, 'customOptions.delete', { path: optionPath });
  await walk(organization, 'customOptions.deleteAll', { path: listPath });
  const newFields = [
    { key: 'walk-a', type: 'STRING', labelsPerLanguage: { en: 'A' } },
    { key: 'walk-b', type: 'LONG', validation: { minimumValue: 0, maximumValue: 10 } },
  ];
  await walk(organization, 'customFields.expense.replaceAll', { path, body: newFields });
  await walk(organization, 'customFields.expense.update', {
    path: { ...path, customFieldKey: 'walk-a' },
    body: { type: 'STRING', visibleScopeCondition: { type: 'NOT', condition: { type: 'IS_ADMIN', isAdmin: true } } },
  });
  await walk(organization, 'customFields.expense.delete', { path: { ...path, customFieldKey: 'walk-b' } });
  await walk(organization, 'customFields.vehicle.list', { path });
  await walk(organization, 'customFields.vehicle.replaceAll', { path, body: newFields });
  await walk(organization, 'customFields.vehicle.update', {
    path: { ...path, customFieldKey: 'walk-a' },
    body: { type: 'STRING', required: false },
  });
  await walk(organization, 'customFields.vehicle.delete', { path: { ...path, customFieldKey: 'walk-b' } });

  // Warning rules
  await walk(organization, 'warningRules.list', { path });
  const rule = await walk(organization, 'warningRules.create', {
    path,
    body: {
      labels: { en: 'Over budget' },
      options: [{ code: 'm30', labels: { en: 'Over 30' } }],
      externalRuleId: 'walk',
    },
  });
  const ruleId = known(rule.id, 'rule id');
  await walk(organization, 'warningRules.update', {
    path: { ...path, ruleId },
    body: { labels: { en: 'Over the budget' }, externalRuleId: 'walk' },
  });
  await walk(organization, 'warningRules.batchPatch', { path, body: [{ id: ruleId, labels: { en: 'Too much' } }] });

  // Users
  const users = await walk(organization, 'users.list', { path });
  const someone = known(users.data.find(({ blockedAt }) => !blockedAt)?.id, 'user');
  const holderOf = (profile: string) =>
    users.data.find(({ profiles }) => profiles?.some(({ profileId }) => profileId === profile))?.id;
  const user = await walk(organization, 'users.create', {
    path,
    body: { login: 'zoë.walker@example.com', firstName: 'Zoë', groupId: 'root', preferredDistanceUnit: 'KM' },
  });
  const userId = known(user.id, 'user id');
  const userPath = { ...path, userId };
  await walk(organization, 'users.get', { path: userPath });
  await walk(organization, 'users.update', { path: userPath, body: { firstName: 'Zoé', language: 'fr' } });
  await walk(organization, 'users.updateLogin', { path: userPath, body: { login: 'zoe.walker@example.com' } });
  await walk(organization, 'users.block', { path: userPath });
  await walk(organization, 'users.unblock', { path: userPath });
  await walk(organization, 'invitations.create', { path, body: { login: 'guest@example.com', skipMail: true } });
  await walk(organization, 'invitations.list', { path });
  const vehicle = await walk(organization, 'users.vehicles.create', {
    path: userPath,
    body: { label: 'Clio', type: 'CAR', taxHorsepower: 5, energy: 'PETROL' },
  });
  const vehicleId = known(vehicle.id, 'vehicle id');
  await walk(organization, 'users.vehicles.update', { path: { ...userPath, vehicleId }, body: { label: 'Clio V' } });
  await walk(organization, 'users.vehicles.list', { path: userPath });
  const toUser = { userId: someone, permission: 'WRITE' as const, start: '2026-12-08', end: '2026-12-15' };
  const toGroup = { groupId: 'root', permission: 'WRITE' as const };
  await walk(organization, 'users.delegations.replace', { path: userPath, body: { delegations: [toUser, toGroup] } });
  await walk(organization, 'users.delegations.users.replace', { path: userPath, body: { delegations: [toUser] } });
  await walk(organization, 'users.delegations.groups.replace', { path: userPath, body: { delegations: [toGroup] } });
  await walk(organization, 'users.delegations.list', { path: userPath });
  await walk(organization, 'users.delegations.users.list', { path: userPath });
  await walk(organization, 'users.delegations.groups.list', { path: userPath });

  // Expenses, with a receipt that goes through the storage
  const receipt = await walk(organization, 'receipts.uploadUrl', { body: { fileType: 'pdf', userId, md5 } });
  await organization.upload(known(receipt.uploadUrl, 'upload link'), pdf, { md5, contentType: 'application/pdf' });
  const standard = {
    type: 'STANDARD' as const,
    time: '2024-02-29',
    country: 'FR',
    label: 'Café de la Gare',
    category: categoryId,
    currency: 'EUR',
    total: 7.11,
    paymentMethodId,
  };
  const expense = await walk(organization, 'expenses.create', {
    body: { ...standard, userId, receiptKey: known(receipt.key, 'receipt key') },
  });
  const expensePath = { expenseId: known(expense.id, 'expense id') };
  await walk(organization, 'expenses.get', { path: expensePath });
  const updated = await walk(organization, 'expenses.update', { path: expensePath, body: { ...standard, total: 8 } });
  expect(updated).toMatchObject({ total: 8, label: 'Café de la Gare' });
  const download = await walk(organization, 'receipts.downloadUrl', { path: expensePath });
  const file = await organization.download(known(download.downloadUrl, 'download link'));
  expect(Buffer.from(await file.bytes()).equals(pdf)).toBe(true);
  const period = { searchMode: 'TIME' as const, start: '2024-02-29', end: '2024-02-29' };
  const found = await walk(organization, 'expenses.search', { body: period });
  expect(found.data.map(({ id }) => id)).toContain(expense.id);
  await walk(organization, 'expenses.searchOrganization', { path, body: { ...period, states: [] } });
  const warningPath = { ...expensePath, warningRuleId: 'ext-walk' };
  await walk(organization, 'expenses.warnings.add', { path: warningPath });
  await walk(organization, 'expenses.warnings.list', { path: expensePath });
  await walk(organization, 'expenses.warnings.remove', { path: warningPath });
  const actions = await walk(organization, 'expenses.actions.list', { path: expensePath });
  await walk(organization, 'expenses.actions.execute', {
    path: { ...expensePath, actionCode: known(actions.data[0], 'workflow action') },
    body: { actionUserId: holderOf('checker'), comment: 'Looks right' },
  });
  await walk(organization, 'expenses.exports.get', { path: expensePath });
  await walk(organization, 'expenses.exports.delete', { path: { ...expensePath, exportType: 'accounting' } });
  await walk(organization, 'expenses.delete', { path: expensePath });
  await walk(organization, 'warningRules.delete', { path: { ...path, ruleId } });

  // Expense requests
  const existing = await walk(organization, 'expenseRequests.search', {
    body: { start: '2000-01-01', end: '2099-12-31' },
  });
  const type = known(existing.data[0]?.type, 'expense request');
  const request = await walk(organization, 'expenseRequests.create', { body: { label: 'Salon', type, userId } });
  const requestPath = { requestId: known(request.id, 'request id') };
  await walk(organization, 'expenseRequests.get', { path: requestPath });
  await walk(organization, 'expenseRequests.update', { path: requestPath, body: { label: 'Salon de Lyon' } });
  await walk(organization, 'expenseRequests.patch', {
    path: requestPath,
    body: { label: 'Salon de Lyon', comment: '2 jours' },
  });
  const requestActions = await walk(organization, 'expenseRequests.actions.list', { path: requestPath });
  await walk(organization, 'expenseRequests.actions.execute', {
    path: { ...requestPath, actionCode: known(requestActions.data[0], 'request action') },
  });

  // The lists that replace everything come last: nothing is usable after them.
  await walk(organization, 'categories.replaceAll', { path, body: [{ id: categoryId, order: 0 }] });
  await walk(organization, 'paymentMethods.replaceAll', { path, body: [{ id: paymentMethodId }] });

  // Bookkeepers
  const bookkeepers = await walk(bookkeeper, 'bookkeepers.list', {});
  const bookkeeperId = known(bookkeepers.data[0]?.id, 'bookkeeper');
  const books = { bookkeeperId };
  await walk(bookkeeper, 'bookkeepers.get', { path: books });
  await walk(bookkeeper, 'bookkeepers.update', { path: books, body: { name: 'Comptes & Conseils' } });
  await walk(bookkeeper, 'bookkeepers.groups.create', { path: books, body: { name: 'Pôle santé' } });
  await walk(bookkeeper, 'bookkeepers.users.create', { path: books, body: { firstName: 'Anaïs' } });
  await walk(bookkeeper, 'bookkeepers.users.list', { path: books });
  const templateId = known([...(sandbox.world.bookkeepers.get(bookkeeperId)?.templates.keys() ?? [])][0], 'template');
  const client = await walk(bookkeeper, 'bookkeepers.clients.create', {
    path: books,
    body: { name: 'Cabinet Martin', templateId },
  });
  const clientPath = { ...books, clientId: known(client.organizationId, 'client organization') };
  await walk(bookkeeper, 'bookkeepers.clients.list', { path: books });
  await walk(bookkeeper, 'bookkeepers.clients.states.add', { path: clientPath, body: { states: ['BLOCKED'] } });
  await walk(bookkeeper, 'bookkeepers.clients.states.remove', { path: clientPath, body: { states: ['BLOCKED'] } });
  await walk(bookkeeper, 'bookkeepers.clients.applyTemplate', { path: clientPath, body: { templateId } });
  await walk(bookkeeper, 'bookkeepers.templates.categories.replaceAll', {
    path: { ...books, templateId },
    body: [{ id: 'meals', labelsPerLanguage: { en: 'Meals' } }],
  });
  const vaultPath = { ...books, organizationId: clientPath.clientId };
  await walk(bookkeeper, 'bookkeepers.vault.update', { path: vaultPath, body: { enabled: true, capacity: 20 } });
  await walk(bookkeeper, 'bookkeepers.vault.get', { path: vaultPath });
  const { key, bookkeeperTemplateId } = masterOf(sandbox);
  const { user: masterUser, secret } = key;
  const master = createJenjiClient({
    baseUrl: sandbox.url,
    credentials: { type: 'bookkeeper', user: masterUser, secret },
    budget,
  });
  await walk(master, 'bookkeepers.create', { body: { name: 'Filiale', templateId: bookkeeperTemplateId } });
  await master.close();

  // Tools
  const trip = { startAddress: 'Rouen', endAddress: 'Paris' };
  await walk(organization, 'mileage.address', { body: trip });
  const distance = await walk(organization, 'mileage.trip', { body: { ...trip, roundTrip: true } });
  expect(distance.distance).toBeGreaterThan(200);

  expect(operationIds).toHaveLength(96);
  expect([...walked].sort()).toEqual([...operationIds].sort());
}, 120_000);
