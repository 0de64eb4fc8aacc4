import { expect, test } from 'vitest';
import { type Api, acme, sandboxOfTest } from '../../test/api.ts';
import { standardExpense, uploadReceipt } from '../../test/receipt.ts';

const mileage = {
  type: 'MILEAGE',
  userId: 'alice',
  time: '2025-05-05',
  label: 'Rouen Paris',
  country: 'FR',
  distance: 100,
  vehicleId: 'clio',
};
const allowance = { type: 'ALLOWANCE', userId: 'alice', time: '2025-05-05', templateId: 'meal-voucher' };

async function createStandard(api: Api, more: object = {}) {
  const receiptKey = await uploadReceipt(api, 'alice');
  return api('POST', '/expenses', { ...standardExpense, receiptKey, ...more });
}

async function search(api: Api, criteria: object): Promise<string[]> {
  const { body } = await api('POST', '/expenses/search', criteria);
  return body.data.map(({ id }: { id: string }) => id);
}

const perform = (api: Api, id: string, action: string, actionUserId?: string) =>
  api('POST', `/expenses/${id}/actions/${action}`, { actionUserId });

async function accepted(api: Api, id = 'lunch-1') {
  await perform(api, id, 'compliant', 'carol');
  return perform(api, id, 'accept', 'bob');
}

test('searches by imputation or by creation, both ends included', async () => {
  const { api } = await sandboxOfTest();
  const march = { start: '2025-03-03', end: '2025-03-10' };
  expect(await search(api, { ...march, searchMode: 'TIME' })).toEqual(['lunch-1', 'lunch-2', 'journey-1']);
  expect(await search(api, march)).toEqual(['lunch-1', 'lunch-2', 'journey-1']);
  expect(await search(api, { ...march, searchMode: 'CREATION' })).toEqual(['lunch-1', 'lunch-2']);
  expect(await search(api, {})).toHaveLength(4);
  expect((await api('POST', '/expenses/search', { start: '2025-03-03' })).status).toBe(400);
  expect((await api('POST', '/expenses/search', { ...march, end: '2025-02-30' })).status).toBe(400);
  expect((await api('POST', '/expenses/search', { ...march, searchMode: 'AMOUNT' })).status).toBe(400);
});

test('searches by state; an empty list means any; deleted ones only if they are asked for', async () => {
  const { api } = await sandboxOfTest();
  await accepted(api);
  await api('DELETE', '/expenses/lunch-2');
  expect(await search(api, { states: ['ACCEPTED'] })).toEqual(['lunch-1']);
  expect(await search(api, { states: [] })).not.toContain('lunch-2');
  expect(await search(api, { states: ['DELETED'] })).toEqual([]);
  expect(await search(api, { states: ['DELETED'], includeDeleted: true })).toEqual(['lunch-2']);
  expect((await api('GET', '/expenses/lunch-2')).body).toMatchObject({ state: 'DELETED', deletedBy: 'org-api' });
});

test('creates a standard expense in the first state, ignores the empty custom field key and keeps the cents it is given', async () => {
  const { api } = await sandboxOfTest({ now: () => new Date('2025-05-06T10:00:00Z') });
  const { status, body } = await createStandard(api, { customFields: { '': '' } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    userId: 'alice',
    organizationId: 'acme',
    total: 7.11,
    totalWithoutTax: 5.93,
    taxes: [{ baseAmount: 5.93, rate: 20, amount: 1.19 }],
    state: 'WAITING_FOR_COMPLIANCE',
    customFields: {},
    reimbursable: true,
    createdAt: '2025-05-06T10:00:00.000Z',
    createdWith: 'api/v1',
  });
  expect(body).not.toHaveProperty('totalInMasterCurrency');
  expect((await api('GET', `/expenses/${body.id}`)).body).toEqual(body);
});

test('converts to the currency of the organization', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await createStandard(api, { currency: 'USD', total: 10, totalWithoutTax: 9 });
  expect(body).toMatchObject({
    total: 10,
    totalInMasterCurrency: 8,
    totalWithoutTaxInMasterCurrency: 7.2,
    totalConversionRate: 0.8,
  });
});

test.each([
  ['time', { time: undefined }],
  ['time', { time: '2025-02-29' }],
  ['country', { country: 'fr' }],
  ['label', { label: '' }],
  ['category', { category: 'nowhere' }],
  ['category', { category: 'taxi' }],
  ['currency', { currency: 'EURO' }],
  ['total', { total: '7.11' }],
  ['total', { total: 7.111 }],
  ['total', { currency: 'JPY', total: 7.1, totalWithoutTax: 7 }],
  ['paymentMethodId', { paymentMethodId: 'nowhere' }],
  ['receiptKey', { receiptKey: undefined }],
  ['receiptKey', { receiptKey: 'alice/never-uploaded.pdf' }],
  ['userId', { userId: 'nobody' }],
  ['type', { type: 'PERDIEM' }],
  ['type', { type: undefined }],
  ['attendees', { attendees: ['nobody'] }],
  ['nights', { customFields: { nights: 31 } }],
  ['meal-type', { customFields: { 'meal-type': 'tea' } }],
])('refuses an expense and names the field: %s', async (field, change) => {
  const { api } = await sandboxOfTest();
  const { status, body } = await createStandard(api, change);
  expect(status).toBe(400);
  expect(body.error).toContain(`"${field}"`);
});

test('takes no receipt of a request and none of another user', async () => {
  const { api } = await sandboxOfTest();
  for (const receiptKey of [await uploadReceipt(api, 'bob'), await uploadReceipt(api, 'alice', 'EXPENSE_REQUEST')]) {
    expect((await api('POST', '/expenses', { ...standardExpense, receiptKey })).body.error).toContain('"receiptKey"');
  }
});

test('asks for required custom fields only if it is told to, and only where the condition shows them', async () => {
  const { api } = await sandboxOfTest();
  const receiptKey = await uploadReceipt(api, 'alice');
  const checked = '/expenses?check-missing-custom-fields=true';
  const hotel = { ...standardExpense, receiptKey, category: 'hotel', customFields: {} };
  const missing = await api('POST', checked, hotel);
  expect(missing.status).toBe(400);
  expect(missing.body).toEqual({
    timestamp: expect.any(Number),
    error: 'Missing custom field',
    path: '/api/org/v1/expenses',
    errorCode: 'EXP_033',
    status: 400,
  });
  expect((await api('POST', '/expenses', hotel)).status).toBe(200);
  expect((await api('POST', checked, { ...hotel, category: 'lunch' })).status).toBe(200);
  const created = await api('POST', checked, { ...hotel, customFields: { nights: 2 } });
  expect(created.status).toBe(200);
  const path = `/expenses/${created.body.id}?check-missing-custom-fields=true`;
  expect((await api('PUT', path, hotel)).body).toMatchObject({ errorCode: 'EXP_033' });
});

test('computes a mileage from vehicle and distance, unless a total is forced', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('POST', '/expenses', mileage);
  expect(body).toMatchObject({ total: 63.6, currency: 'EUR', distanceUnit: 'KM' });
  expect(body).not.toHaveProperty('category');
  const inMiles = await api('POST', '/expenses', { ...mileage, distanceUnit: 'MI' });
  expect(inMiles.body.total).toBe(102.35);
  const forced = await api('POST', '/expenses', { ...mileage, total: 50 });
  expect(forced.body.total).toBe(50);
  const { actionUserId: _, userId: __, ...update } = { ...mileage, actionUserId: '', distance: 10 };
  expect((await api('PUT', `/expenses/${forced.body.id}`, update)).body.total).toBe(6.36);
  expect((await api('POST', '/expenses', { ...mileage, vehicleId: 'tank' })).status).toBe(400);
  expect((await api('POST', '/expenses', { ...mileage, distance: 0 })).status).toBe(400);
});

test('copies an allowance from its template, which then may change', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('POST', '/expenses', { ...allowance, explanation: 'On the road' });
  expect(body).toMatchObject({
    total: 22,
    currency: 'EUR',
    country: 'FR',
    category: 'lunch',
    label: 'Meal',
    paymentMethodId: 'personal',
    explanation: 'On the road',
  });
  await api('PUT', `${acme}/allowance-templates/meal-voucher`, { total: 30, currency: 'EUR', category: 'lunch' });
  const { body: updated } = await api('PUT', `/expenses/${body.id}`, { type: 'ALLOWANCE', time: '2025-05-06' });
  expect(updated).toMatchObject({ total: 22, category: 'lunch', time: '2025-05-06' });
  expect(updated).not.toHaveProperty('explanation');
});

test('refuses allowances of templates that are unknown, disabled, out of scope, need a receipt, or fix the field', async () => {
  const { api } = await sandboxOfTest();
  const templates = `${acme}/allowance-templates`;
  const create = (more: object = {}) => api('POST', '/expenses', { ...allowance, ...more });
  expect((await create({ category: 'hotel' })).body.error).toContain('"category"');
  expect((await create({ templateId: 'nowhere' })).status).toBe(400);
  const amounts = { total: 10, currency: 'EUR' };
  for (const more of [
    { disabled: true },
    { requireReceipt: true },
    { creationCondition: { type: 'IS_IN_GROUP', groups: ['support'] } },
  ]) {
    const template = (await api('POST', templates, { ...amounts, ...more })).body;
    expect((await create({ templateId: template.templateId })).status).toBe(400);
  }
  const open = (
    await api('POST', templates, { ...amounts, creationCondition: { type: 'IS_IN_GROUP', groups: ['sales'] } })
  ).body;
  const filled = await create({ templateId: open.templateId, label: 'Taxi', category: 'lunch', country: 'BE' });
  expect(filled.body).toMatchObject({ label: 'Taxi', category: 'lunch', country: 'BE', total: 10 });
});

test('clears what the update of an expense leaves out, and keeps receipt, owner, state and history', async () => {
  const { api } = await sandboxOfTest();
  const created = (await createStandard(api, { explanation: 'x', tags: ['a'], attendees: ['bob'] })).body;
  const path = `/expenses/${created.id}`;
  const { time, country, label, category, currency, total, paymentMethodId, type } = standardExpense;
  const mandatory = { time, country, label, category, currency, total, paymentMethodId, type };
  const { body } = await api('PUT', path, { ...mandatory, receiptKey: 'other', userId: 'bob', state: 'PAID' });
  expect(body).toEqual({
    ...mandatory,
    id: created.id,
    userId: 'alice',
    organizationId: 'acme',
    receiptKey: created.receiptKey,
    state: 'WAITING_FOR_COMPLIANCE',
    createdAt: created.createdAt,
    createdWith: 'api/v1',
    updatedAt: expect.any(String),
    reimbursable: true,
  });
  expect((await api('PUT', path, { ...mandatory, type: 'MILEAGE' })).status).toBe(400);
  expect((await api('PUT', path, { ...mandatory, label: undefined })).status).toBe(400);
});

test('keeps what a mileage can be read with and not be written with', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const record = sandbox.world.expenses.get('journey-1');
  if (record) sandbox.world.expenses.put({ expense: { ...record.expense, attendees: ['bob'] } });
  const { userId: _, ...update } = mileage;
  const { body } = await api('PUT', '/expenses/journey-1', update);
  expect(body).toMatchObject({ attendees: ['bob'], distance: 100, createdWith: 'android/sdk-1.6.0' });
});

test('updates only what its state allows, by somebody who may', async () => {
  const { api } = await sandboxOfTest();
  const { receiptKey: _, userId: __, ...update } = { ...standardExpense, receiptKey: '' };
  const put = (actionUserId?: string, id = 'lunch-1') => api('PUT', `/expenses/${id}`, { ...update, actionUserId });
  expect((await put('alice')).status).toBe(200);
  expect((await put('carol')).status).toBe(200);
  expect((await put('dave@acme.test')).body).toMatchObject({ status: 403, errorCode: 'ACTION_NOT_ALLOWED' });
  expect((await put('nobody')).status).toBe(403);
  await api('PUT', `${acme}/users/dave%40acme.test/delegations`, {
    delegations: [{ userId: 'alice', permission: 'PERSONAL' }],
  });
  expect((await put('dave@acme.test')).status).toBe(200);
  await accepted(api);
  expect((await put('alice')).body).toMatchObject({ status: 400, errorCode: 'INVALID_STATE' });
});

test('lists the actions of the state, and performs them for those who hold the profile on the group', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('GET', '/expenses/lunch-1/actions')).body).toEqual({ data: ['compliant', 'not-compliant'] });
  expect((await perform(api, 'lunch-1', 'compliant', 'bob')).body).toMatchObject({
    status: 403,
    errorCode: 'ACTION_NOT_ALLOWED',
  });
  expect((await perform(api, 'lunch-1', 'compliant')).status).toBe(403);
  expect((await perform(api, 'lunch-1', 'compliant', 'stranger')).status).toBe(403);
  expect((await perform(api, 'lunch-1', 'accept', 'bob')).body).toMatchObject({ errorCode: 'ACTION_NOT_POSSIBLE' });
  expect((await perform(api, 'lunch-1', 'nonsense', 'bob')).status).toBe(400);
  expect((await perform(api, 'nowhere', 'accept', 'bob')).status).toBe(404);
  expect((await accepted(api)).body).toMatchObject({
    state: 'ACCEPTED',
    checkedBy: 'carol',
    validatedBy: 'bob',
    reimbursement: { reimbursementCurrency: 'EUR', reimbursableAmount: 22.5, dueAmount: 22.5 },
  });
});

test('lets a delegate with all rights decide for the manager, within the dates', async () => {
  let today = '2025-06-01';
  const { api } = await sandboxOfTest({ now: () => new Date(`${today}T12:00:00Z`) });
  const delegation = { userId: 'bob', permission: 'WRITE', start: '2025-06-10', end: '2025-06-20' };
  await api('PUT', `${acme}/users/dave%40acme.test/delegations`, { delegations: [delegation] });
  await perform(api, 'lunch-1', 'compliant', 'carol');
  expect((await perform(api, 'lunch-1', 'accept', 'dave@acme.test')).status).toBe(403);
  today = '2025-06-15';
  expect((await perform(api, 'lunch-1', 'accept', 'dave@acme.test')).body).toMatchObject({
    validatedBy: 'dave@acme.test',
  });
});

test('lets a bookkeeper act as an accountant, and as nothing more', async () => {
  const { api } = await sandboxOfTest();
  const byBookkeeper = (action: string) => api('POST', `/expenses/lunch-1/actions/${action}`, {}, 'bookkeeper');
  expect((await byBookkeeper('compliant')).status).toBe(403);
  await accepted(api);
  expect((await byBookkeeper('export')).body).toMatchObject({ state: 'EXPORTED' });
});

test('goes through accounting and payment, and takes the expense out of an export again', async () => {
  const { api } = await sandboxOfTest();
  await accepted(api);
  const exports = '/expenses/lunch-1/exports';
  expect((await api('GET', exports)).body).toEqual({ expenseId: 'lunch-1' });
  await perform(api, 'lunch-1', 'export', 'carol');
  expect((await api('GET', exports)).body).toEqual({ expenseId: 'lunch-1', accounting: expect.any(String) });
  expect((await api('DELETE', `${exports}/accounting`)).body).toBeNull();
  expect((await api('GET', exports)).body).toEqual({ expenseId: 'lunch-1' });
  expect((await api('GET', '/expenses/lunch-1')).body).toMatchObject({ state: 'ACCEPTED' });
  for (const action of ['export', 'account', 'pay']) {
    expect((await perform(api, 'lunch-1', action, 'carol')).status).toBe(200);
  }
  await api('DELETE', `${exports}/payroll`);
  const { body } = await api('GET', '/expenses/lunch-1');
  expect(body).toMatchObject({ state: 'ACCOUNTED', accountedBy: 'carol' });
  expect(body).not.toHaveProperty('paidAt');
  expect((await api('DELETE', `${exports}/billing`)).status).toBe(400);
});

test('deletes logically and repeatably, and not what is settled', async () => {
  const { api } = await sandboxOfTest();
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await api('DELETE', '/expenses/lunch-1');
    expect([status, body]).toEqual([200, null]);
  }
  expect((await api('GET', '/expenses/lunch-1/actions')).body.data).toContain('undelete');
  expect((await perform(api, 'lunch-1', 'undelete', 'alice')).body).not.toHaveProperty('deletedAt');
  await accepted(api, 'lunch-2');
  expect((await api('DELETE', '/expenses/lunch-2')).body).toMatchObject({ errorCode: 'INVALID_STATE' });
});

test('puts warnings of rules made by API on an expense, by either id, and wants a code where there are several', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const options = ['m30', 'm60'].map((code) => ({ code, labels: { en: code } }));
  const rule = (
    await api('POST', `${acme}/expense-warning-rules`, { labels: { en: 'x' }, options, externalRuleId: 'mine' })
  ).body;
  const warnings = '/expenses/lunch-1/warnings';
  expect((await api('PUT', `${warnings}/ext-mine`, {})).status).toBe(400);
  expect((await api('PUT', `${warnings}/ext-mine`, { code: 'm90' })).status).toBe(400);
  expect((await api('PUT', `${warnings}/duplicate`, { code: 'm30' })).status).toBe(404);
  expect((await api('PUT', `${warnings}/mine`, { code: 'm30' })).status).toBe(404);
  expect((await api('PUT', `${warnings}/ext-mine`, { code: 'm30' })).body).toEqual({
    warningRuleId: rule.id,
    userId: 'alice',
    time: '2025-03-03',
    updatedAt: expect.any(String),
    code: 'm30',
  });
  await api('PUT', `${warnings}/${rule.id}`, { code: 'm60' });
  expect((await api('GET', warnings)).body.data).toMatchObject([{ code: 'm60' }]);
  const [state] = sandbox.world.organizations.get('acme')?.warningRules ?? [];
  for (const option of state?.options ?? []) option.isPreventingValidation = true;
  await api('PUT', `${warnings}/ext-mine`, { code: 'm60' });
  await perform(api, 'lunch-1', 'compliant', 'carol');
  expect((await perform(api, 'lunch-1', 'accept', 'bob')).body).toMatchObject({ errorCode: 'STOPPED_BY_WARNING' });
  expect((await api('DELETE', `${warnings}/ext-mine`)).body).toBeNull();
  expect((await api('GET', warnings)).body).toEqual({ data: [] });
  expect((await perform(api, 'lunch-1', 'accept', 'bob')).status).toBe(200);
});

test('warns of duplicates: the same amount of the same user on the same day', async () => {
  const { api } = await sandboxOfTest();
  const first = (await createStandard(api)).body;
  expect(first).not.toHaveProperty('warnings');
  const second = (await createStandard(api)).body;
  expect(second.warnings).toMatchObject([{ warningRuleId: 'duplicate', linkedExpensesIds: [first.id] }]);
  expect((await createStandard(api, { total: 7.12 })).body).not.toHaveProperty('warnings');
});

test('has nothing to download where there is no receipt', async () => {
  const { api } = await sandboxOfTest();
  expect((await api('POST', '/expenses/lunch-1/receipts/download-url')).status).toBe(404);
  expect((await api('POST', '/expenses/journey-1/receipts/download-url')).status).toBe(404);
});

test('lets an expense keep an option that is disabled by now, and no other take it', async () => {
  const { api } = await sandboxOfTest();
  const disable = (id: string) =>
    api('POST', `${acme}/custom-options/meal-types/options/${id}`, { id, disabled: true });
  await disable('dinner');
  await disable('breakfast');
  const { userId: _, ...update } = standardExpense;
  const put = (meal: unknown) => api('PUT', '/expenses/lunch-1', { ...update, customFields: { 'meal-type': meal } });
  expect((await put('dinner')).body).toMatchObject({ customFields: { 'meal-type': 'dinner' } });
  expect((await put(['dinner', 'breakfast'])).body.error).toContain('"breakfast"');
  expect((await put('breakfast')).body.error).toContain('"breakfast"');
  expect((await createStandard(api, { customFields: { 'meal-type': 'dinner' } })).body.error).toContain('"dinner"');
  expect((await api('DELETE', `${acme}/custom-options/meal-types/options/dinner`)).status).toBe(200);
  expect((await put('dinner')).body.error).toContain('"dinner"');
});

test('holds what an allowance fills in to the same rules at its update as at its creation', async () => {
  const { api } = await sandboxOfTest();
  const { templateId } = (await api('POST', `${acme}/allowance-templates`, { total: 10, currency: 'EUR' })).body;
  const { body } = await api('POST', '/expenses', {
    ...allowance,
    templateId,
    paymentMethodId: 'personal',
    country: '',
  });
  expect(body).not.toHaveProperty('country');
  const put = (more: object) => api('PUT', `/expenses/${body.id}`, { type: 'ALLOWANCE', time: '2025-05-06', ...more });
  expect((await put({ paymentMethodId: 'nowhere' })).body.error).toContain('"paymentMethodId"');
  expect((await put({ category: 'nowhere' })).body.error).toContain('"category"');
  expect((await put({ country: 'fr' })).body.error).toContain('"country"');
  const methods = `${acme}/payment-methods`;
  await api('PUT', `${methods}/personal`, { id: 'personal', disabled: true });
  await api('PUT', `${methods}/company`, { id: 'company', disabled: true });
  expect((await put({ paymentMethodId: 'company' })).status).toBe(400);
  expect((await put({ paymentMethodId: 'personal', country: '' })).body).toMatchObject({ paymentMethodId: 'personal' });
});

test('names an allowance in the language of its user, or else of the organization', async () => {
  const { api } = await sandboxOfTest();
  const label = async (language: string) => {
    await api('PUT', `${acme}/users/alice`, { language });
    return (await api('POST', '/expenses', allowance)).body.label;
  };
  expect(await label('fr')).toBe('Repas');
  expect(await label('en')).toBe('Meal');
  expect(await label('')).toBe('Repas');
  expect(await label('de')).toBe('Meal');
});

test('dates the warnings of an expense that moves to another day', async () => {
  const { api } = await sandboxOfTest();
  await api('POST', `${acme}/expense-warning-rules`, { labels: { en: 'x' }, externalRuleId: 'mine' });
  await api('PUT', '/expenses/lunch-1/warnings/ext-mine', {});
  const { userId: _, ...update } = standardExpense;
  await api('PUT', '/expenses/lunch-1', { ...update, time: '2025-03-20' });
  expect((await api('GET', '/expenses/lunch-1/warnings')).body.data).toMatchObject([{ time: '2025-03-20' }]);
});

test('asks for a required custom field only those who may edit it, not those who may only see it', async () => {
  const { api } = await sandboxOfTest();
  const required = { type: 'STRING', required: true };
  await api('PUT', `${acme}/custom-fields/expense`, [
    { key: 'mission', ...required, editableByGroups: ['sales'], visibleByGroups: ['support'] },
  ]);
  const create = (userId: string) =>
    api('POST', '/expenses?check-missing-custom-fields=true', { ...allowance, userId });
  expect((await create('alice')).body).toMatchObject({ errorCode: 'EXP_033' });
  expect((await create('dave@acme.test')).status).toBe(200);
  expect((await create('carol')).status).toBe(200);
});

test('reimburses in its own currency what it has no rate for', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await createStandard(api, { currency: 'XOF', total: 5000, totalWithoutTax: undefined });
  expect(body).not.toHaveProperty('totalInMasterCurrency');
  expect((await accepted(api, body.id)).body.reimbursement).toEqual({
    reimbursementCurrency: 'XOF',
    reimbursableAmount: 5000,
    dueAmount: 5000,
  });
});
