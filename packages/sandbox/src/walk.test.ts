import { type Operation, type OperationId, operationIds, operations } from '@jenji-kit/client/contract';
import { expect, test } from 'vitest';
import { type KeyName, sandboxOfTest } from '../test/api.ts';
import { standardExpense, uploadReceipt } from '../test/receipt.ts';

interface Step {
  path?: Record<string, string>;
  query?: string;
  body?: unknown;
  key?: KeyName;
  /** Default 200. */
  status?: number;
}

/** One plausible request per operation, in an order in which each finds what it needs. */
test('answers a plausible request for each of the 96 operations', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const receiptKey = await uploadReceipt(api, 'alice');
  const requestFile = await uploadReceipt(api, 'alice', 'EXPENSE_REQUEST');
  const walked = new Set<string>();

  async function step(id: OperationId, { path = {}, query = '', body, key, status = 200 }: Step = {}) {
    const { method, path: template }: Operation = operations[id];
    const values: Record<string, string> = {
      organizationId: 'acme',
      bookkeeperId: 'ledgers',
      clientId: 'acme',
      ...path,
    };
    const url = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? `no ${name}`),
    );
    const answer = await api(method, url + query, body, key);
    expect(answer, `${id} answered ${JSON.stringify(answer.body)}`).toMatchObject({ status });
    // The contract was read from the manual by others: both readings have to agree.
    const { body: bodySchema, response }: Operation = operations[id];
    if (body !== undefined) expect(bodySchema?.safeParse(body).error, `${id}: body`).toBeUndefined();
    expect(response.safeParse(answer.body).error, `${id}: answer`).toBeUndefined();
    walked.add(id);
    return answer.body;
  }

  await step('organizations.list');
  await step('organizations.get');
  await step('organizations.patch', { body: { name: 'Acme Group', masterLanguage: 'en' } });
  const group = await step('groups.create', { body: { name: 'Sub group', internalId: '007' } });
  await step('groups.patch', { path: { groupId: group.id }, body: { name: 'Sub group OSS', parentGroupId: 'sales' } });
  await step('groups.customFields.patch', {
    path: { groupId: group.id },
    body: { customFieldsValues: { 'cost-center': 'C1' } },
  });
  const message = {
    code: 'closing',
    groupId: 'root',
    messagesPerLanguage: { en: 'Enter everything' },
    level: 'INFO',
  };
  const communication = await step('communications.create', { body: message });
  await step('communications.list');
  await step('communications.update', {
    path: { communicationId: communication.id },
    body: { ...message, level: 'WARNING', endDate: '2025-06-01T00:00:00Z' },
  });
  await step('communications.delete', { path: { communicationId: communication.id } });

  await step('categories.list', { query: '?disabled=false' });
  await step('categories.update', {
    path: { categoryId: 'taxi' },
    body: { labelsPerLanguage: { en: 'Cab' }, order: 3 },
  });
  await step('categories.replaceAll', {
    body: [
      { id: 'lunch', order: 0 },
      { id: 'hotel', order: 1 },
    ],
  });
  await step('paymentMethods.list');
  const method = await step('paymentMethods.create', {
    body: { labelsPerLanguage: { en: 'Cash' }, reimbursable: true },
  });
  await step('paymentMethods.update', { path: { paymentMethodId: method.id }, body: { id: method.id, code: 'CASH' } });
  await step('paymentMethods.replaceAll', { body: [{ id: 'personal', reimbursable: true }] });
  await step('allowanceTemplates.list');
  const template = await step('allowanceTemplates.create', {
    body: { labelsPerLanguage: { en: 'Internet' }, total: 30, currency: 'EUR', country: 'FR', category: 'lunch' },
  });
  await step('allowanceTemplates.update', {
    path: { templateId: template.templateId },
    body: { total: 28, currency: 'EUR' },
  });

  await step('customFields.expense.list');
  await step('customFields.expense.update', {
    path: { customFieldKey: 'nights' },
    body: { required: true, order: 1, visibleScopeCondition: { type: 'EBF_EQ', field: 'CATEGORY', value: 'hotel' } },
  });
  await step('customFields.expense.replaceAll', {
    body: [
      { key: 'meal-type', type: 'LIST' },
      { key: 'guests', type: 'LONG' },
    ],
  });
  await step('customFields.expense.delete', { path: { customFieldKey: 'guests' }, status: 204 });
  await step('customFields.vehicle.list');
  await step('customFields.vehicle.replaceAll', {
    body: [
      { key: 'plate', type: 'STRING' },
      { key: 'seats', type: 'LONG' },
    ],
  });
  await step('customFields.vehicle.update', { path: { customFieldKey: 'seats' }, body: { required: false } });
  await step('customFields.vehicle.delete', { path: { customFieldKey: 'seats' }, status: 204 });
  const listId = 'meal-types';
  await step('customOptions.list', { path: { listId } });
  await step('customOptions.upsert', { path: { listId, optionId: 'brunch' }, body: { id: 'brunch' } });
  await step('customOptions.batchUpsert', { path: { listId }, body: [{ id: 'brunch', accountingCode: 'B' }] });
  await step('customOptions.delete', { path: { listId, optionId: 'brunch' } });
  await step('customOptions.deleteAll', { path: { listId } });

  const rule = await step('warningRules.create', {
    body: {
      labels: { en: 'Threshold' },
      options: [{ code: 'm30', labels: { en: 'Over 30' } }],
      externalRuleId: 'mine',
    },
  });
  await step('warningRules.list');
  await step('warningRules.update', {
    path: { ruleId: 'ext-mine' },
    body: { labels: { en: 'Threshold' }, externalRuleId: 'mine' },
  });
  await step('warningRules.batchPatch', { body: [{ id: rule.id, labels: { en: 'Excess' } }] });

  await step('users.list', { query: '?login=alice%40acme.test' });
  await step('users.get', { path: { userId: 'dave@acme.test' } });
  const user = await step('users.create', { body: { login: 'new@acme.test', groupId: 'sales' } });
  const userPath = { userId: user.id };
  await step('users.update', { path: userPath, body: { firstName: 'Dominic' } });
  await step('users.updateLogin', { path: userPath, body: { login: 'renamed@acme.test' } });
  await step('users.block', { path: userPath });
  await step('users.unblock', { path: userPath });
  await step('invitations.create', { body: { login: 'invited@acme.test' } });
  await step('invitations.list');
  const vehicle = await step('users.vehicles.create', {
    path: userPath,
    body: { label: 'CLIO', type: 'CAR', taxHorsepower: 7 },
  });
  await step('users.vehicles.update', { path: { ...userPath, vehicleId: vehicle.id }, body: { label: 'CLIO III' } });
  await step('users.vehicles.list', { path: userPath });
  const delegations = [
    { groupId: 'sales', permission: 'WRITE' },
    { userId: 'alice', permission: 'READ' },
  ];
  await step('users.delegations.replace', { path: userPath, body: { delegations } });
  await step('users.delegations.users.replace', { path: userPath, body: { delegations: delegations.slice(1) } });
  await step('users.delegations.groups.replace', { path: userPath, body: { delegations: delegations.slice(0, 1) } });
  await step('users.delegations.list', { path: userPath });
  await step('users.delegations.users.list', { path: userPath });
  await step('users.delegations.groups.list', { path: userPath });

  await step('receipts.uploadUrl', { body: { fileType: 'jpg', userId: 'alice', md5: 'yaWmh42XtIzJZcHkGFnwNA==' } });
  const expense = await step('expenses.create', { body: { ...standardExpense, receiptKey } });
  const path = { expenseId: expense.id };
  await step('expenses.get', { path });
  const { userId: _, ...update } = standardExpense;
  await step('expenses.update', { path, query: '?check-missing-custom-fields=true', body: { ...update, total: 8 } });
  await step('receipts.downloadUrl', { path });
  await step('expenses.searchOrganization', {
    body: { searchMode: 'TIME', start: '2025-03-01', end: '2025-03-31' },
    key: 'bookkeeper',
  });
  await step('expenses.search', { body: { states: [], includeDeleted: true } });
  await step('expenses.warnings.add', { path: { ...path, warningRuleId: 'ext-mine' }, body: {} });
  await step('expenses.warnings.list', { path });
  await step('expenses.warnings.remove', { path: { ...path, warningRuleId: rule.id } });
  await step('expenses.actions.list', { path });
  await step('expenses.actions.execute', {
    path: { ...path, actionCode: 'compliant' },
    body: { actionUserId: 'carol' },
  });
  await step('expenses.exports.get', { path });
  await step('expenses.exports.delete', { path: { ...path, exportType: 'payroll' } });
  await step('expenses.delete', { path });
  await step('warningRules.delete', { path: { ruleId: rule.id } });
  await step('userActivities.list', { query: '?from=2020-01-01&to=2100-01-01' });

  const request = await step('expenseRequests.create', {
    body: { label: 'Fair', type: 'TRAVEL', userId: 'alice', files: [{ name: 'quote.pdf', file: requestFile }] },
  });
  const requestPath = { requestId: request.id };
  await step('expenseRequests.search', { body: { start: '2020-01-01', end: '2100-01-01' } });
  await step('expenseRequests.get', { path: requestPath });
  await step('expenseRequests.update', { path: requestPath, body: { label: 'Fair in Lyon' } });
  await step('expenseRequests.patch', { path: requestPath, body: { label: 'Fair in Lyon', comment: 'Please' } });
  await step('expenseRequests.actions.list', { path: requestPath });
  await step('expenseRequests.actions.execute', {
    path: { ...requestPath, actionCode: 'validate' },
    body: { actionUserId: 'bob' },
  });

  const key = 'bookkeeper';
  await step('bookkeepers.list', { key });
  await step('bookkeepers.get', { key });
  await step('bookkeepers.create', { body: { name: 'New books', templateId: 'bookkeeper-template' }, key: 'master' });
  await step('bookkeepers.update', { body: { name: 'Ledgers & Co' }, key });
  await step('bookkeepers.groups.create', { body: { name: 'Team' }, key });
  await step('bookkeepers.users.create', { body: { firstName: 'Ann' }, key });
  await step('bookkeepers.users.list', { key });
  await step('bookkeepers.clients.create', { body: { name: 'Client', templateId: 'ledgers-template' }, key });
  await step('bookkeepers.clients.list', { key });
  await step('bookkeepers.clients.states.add', { body: { states: ['BLOCKED'] }, key });
  await step('bookkeepers.clients.states.remove', { body: { states: ['BLOCKED'] }, key });
  await step('bookkeepers.templates.categories.replaceAll', {
    path: { templateId: 'ledgers-template' },
    body: [{ id: 'lunch' }],
    key,
  });
  await step('bookkeepers.vault.update', { body: { enabled: true, capacity: 20 }, key });
  await step('bookkeepers.vault.get', { key });
  await step('bookkeepers.clients.applyTemplate', { body: { templateId: 'ledgers-template' }, key });

  await step('mileage.address', { body: { startAddress: 'Rouen', endAddress: 'Paris' } });
  await step('mileage.trip', { body: { startAddress: 'Rouen', endAddress: 'Paris', roundTrip: true } });

  expect([...walked].sort()).toEqual([...operationIds].sort());
  expect(new Set(sandbox.requests.map(({ operation }) => operation))).toContain('storage.put');
});
