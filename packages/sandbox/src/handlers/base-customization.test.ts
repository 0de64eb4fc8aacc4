import { expect, test } from 'vitest';
import { acme, sandboxOfTest } from '../../test/api.ts';

const ids = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id);

test('disables the categories that a list leaves out, orders them last and returns them', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('PUT', `${acme}/categories`, [
    { id: 'gift', labelsPerLanguage: { en: 'Gift' }, order: 0 },
    { id: 'lunch', order: 1 },
  ]);
  expect(body.data.map(({ id, disabled }: { id: string; disabled: boolean }) => [id, disabled])).toEqual([
    ['gift', false],
    ['lunch', false],
    ['hotel', true],
    ['night', true],
    ['taxi', true],
  ]);
  expect(body.data[1]).not.toHaveProperty('labelsPerLanguage');
  expect(body.data[2]).toMatchObject({ order: 99, labelsPerLanguage: { en: 'Hotel' } });
  expect(ids(await api('GET', `${acme}/categories?disabled=false`))).toEqual(['gift', 'lunch']);
  expect(ids(await api('GET', `${acme}/categories?disabled=true`))).toEqual(['hotel', 'night', 'taxi']);
  expect((await api('GET', `${acme}/categories?disabled=maybe`)).status).toBe(400);
});

test('clears what the update of a category leaves out, "disabled" included', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('PUT', `${acme}/categories/taxi`, { iconId: 'cab' });
  expect(body).toEqual({ id: 'taxi', disabled: false, iconId: 'cab' });
});

test('disables the children with their category, and allows one level only', async () => {
  const { api } = await sandboxOfTest();
  await api('PUT', `${acme}/categories/hotel`, { disabled: true, order: 1 });
  expect(ids(await api('GET', `${acme}/categories?disabled=true`))).toEqual(['hotel', 'night', 'taxi']);
  expect((await api('PUT', `${acme}/categories/lunch`, { parentCategoryId: 'night' })).status).toBe(400);
  expect((await api('PUT', `${acme}/categories/lunch`, { parentCategoryId: 'lunch' })).status).toBe(400);
  expect((await api('PUT', `${acme}/categories/lunch`, { parentCategoryId: 'nowhere' })).status).toBe(400);
  expect((await api('PUT', `${acme}/categories/nowhere`, {})).status).toBe(404);
  expect((await api('PUT', `${acme}/categories`, [{ id: 'a' }, { id: 'a' }])).status).toBe(400);
  expect((await api('PUT', `${acme}/categories`, { id: 'a' })).status).toBe(400);
});

test('asks for a type in every scope condition, nested ones too', async () => {
  const { api } = await sandboxOfTest();
  const put = (scopeCondition: unknown) => api('PUT', `${acme}/categories/lunch`, { scopeCondition });
  const valid = {
    type: 'AND',
    conditions: [{ type: 'NOT', condition: { type: 'UCF_EQ', code: 'agency', value: 'Paris' } }],
  };
  expect((await put(valid)).body.scopeCondition).toEqual(valid);
  expect((await put({ conditions: [] })).status).toBe(400);
  expect((await put({ type: 'OR', conditions: [{ type: 'MAYBE' }] })).status).toBe(400);
  expect((await put({ type: 'NOT', condition: {} })).body.error).toContain('"scopeCondition.condition.type"');
});

test('disables the payment methods that a list leaves out, and keeps what can not be written', async () => {
  const { api } = await sandboxOfTest();
  const { body } = await api('PUT', `${acme}/payment-methods`, [
    { id: 'company', labelsPerLanguage: { fr: 'Carte' } },
    { code: 'NEW' },
  ]);
  const [company, created, personal] = body.data;
  expect(company).toEqual({
    id: 'company',
    label: 'Carte',
    labelsPerLanguage: { fr: 'Carte' },
    disabled: false,
    dissociated: true,
    transactionProvider: 'bank',
  });
  expect(created).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), code: 'NEW' });
  expect(personal).toMatchObject({ id: 'personal', disabled: true });
});

test('gives a payment method another id where the body of the update names none', async () => {
  const { api } = await sandboxOfTest();
  const kept = await api('PUT', `${acme}/payment-methods/personal`, { id: 'personal', code: 'P' });
  expect(kept.body).toMatchObject({ id: 'personal', code: 'P' });
  const lost = await api('PUT', `${acme}/payment-methods/personal`, { code: 'P' });
  expect(lost.body.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids(await api('GET', `${acme}/payment-methods`))).not.toContain('personal');
  expect((await api('PUT', `${acme}/payment-methods/company`, { id: lost.body.id })).status).toBe(400);
});

test('keeps the order of an allowance template that is not passed, moves it to the end where it is null', async () => {
  const { api } = await sandboxOfTest();
  const path = `${acme}/allowance-templates`;
  const data = { labelsPerLanguage: { en: 'Internet' }, total: 30, currency: 'EUR', requireReceipt: null };
  const created = (await api('POST', path, data)).body;
  expect(created).toMatchObject({ order: 1, disabled: false, requireReceipt: false });
  const first = `${path}/meal-voucher`;
  const kept = (await api('PUT', first, data)).body;
  expect(kept).toMatchObject({ order: 0, total: 30 });
  expect(kept).not.toHaveProperty('category');
  expect((await api('PUT', first, { ...data, order: null })).body).toMatchObject({ order: 2 });
  expect((await api('PUT', first, { ...data, order: 7, disabled: true })).body).toMatchObject({
    order: 7,
    disabled: true,
  });
  expect((await api('GET', `${path}?disabled=false`)).body.data).toHaveLength(1);
  expect((await api('PUT', first, { ...data, total: 1.234 })).status).toBe(400);
  expect((await api('POST', path, { ...data, category: 'nowhere' })).status).toBe(400);
});

test('disables the children of what a whole list disables or leaves out', async () => {
  const { api } = await sandboxOfTest();
  const states = async (sent: object[]) =>
    (await api('PUT', `${acme}/categories`, sent)).body.data.map(
      ({ id, disabled }: { id: string; disabled: boolean }) => `${id} ${disabled}`,
    );
  expect(await states([{ id: 'night', parentCategoryId: 'hotel' }])).toContain('night true');
  expect(await states([{ id: 'hotel' }, { id: 'night', parentCategoryId: 'hotel' }])).toContain('night false');
  expect(
    await states([
      { id: 'hotel', disabled: true },
      { id: 'night', parentCategoryId: 'hotel' },
    ]),
  ).toContain('night true');
});

test.each([
  [{ type: 'EBF_EQ', field: 'COLOUR', value: 'x' }, 'field'],
  [{ type: 'EBF_COMPARE', field: 'TOTAL', value: 1, mode: 'NE' }, 'mode'],
  [{ type: 'EBF_COMPARE', field: 'TOTAL', value: '1', mode: 'GT' }, 'value'],
  [{ type: 'UCF_EQ', code: 'agency', value: 42 }, 'value'],
  [{ type: 'IS_IN_GROUP', groups: 'sales' }, 'groups'],
  [{ type: 'IS_ADMIN', isAdmin: 'yes' }, 'isAdmin'],
  [
    { type: 'OR', conditions: [{ type: 'TRUE' }, { type: 'NOT', condition: { type: 'maybe' } }] },
    'conditions[1].condition.type',
  ],
  [{ type: 'AND', conditions: { type: 'TRUE' } }, 'conditions'],
])('refuses the scope condition %j, and names its member', async (scopeCondition, member) => {
  const { api } = await sandboxOfTest();
  const { status, body } = await api('PUT', `${acme}/categories/lunch`, { scopeCondition });
  expect(status).toBe(400);
  expect(body.error).toContain(`"scopeCondition.${member}"`);
});

test('takes a flag of a scope condition that is null or left out', async () => {
  const { api } = await sandboxOfTest();
  for (const condition of [{ type: 'IS_ADMIN', isAdmin: null }, { type: 'IS_ADMIN' }]) {
    const { body } = await api('PUT', `${acme}/categories/lunch`, { scopeCondition: condition });
    expect(body.scopeCondition).toEqual({ type: 'IS_ADMIN' });
  }
});

test('labels a payment method in the language of the organization, or else in any', async () => {
  const { api } = await sandboxOfTest();
  const label = async (labelsPerLanguage: object) =>
    (await api('POST', `${acme}/payment-methods`, { labelsPerLanguage })).body.label;
  expect(await label({ en: 'Cash', fr: 'Espèces' })).toBe('Espèces');
  expect(await label({ en: 'Cash' })).toBe('Cash');
  expect((await api('PATCH', acme, { masterLanguage: 'constructor' })).body.error).toContain('"masterLanguage"');
});
