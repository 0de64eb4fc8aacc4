import { expect, test } from 'vitest';
import { type Api, acme, sandboxOfTest } from '../../test/api.ts';

const rules = `${acme}/expense-warning-rules`;
const threshold = {
  labels: { en: 'Threshold excess' },
  options: [
    { code: 'm30', labels: { en: 'Meal over 30' } },
    { code: 't50', labels: { en: 'Taxi over 50' } },
  ],
  externalRuleId: 'my-rule',
};

const create = async (api: Api) => (await api('POST', rules, threshold)).body;

test('replaces a rule by PUT: options and external id that are left out are gone', async () => {
  const { api } = await sandboxOfTest();
  const rule = await create(api);
  expect(rule).toMatchObject({ type: 'EXTERNAL', ...threshold });
  const { body } = await api('PUT', `${rules}/ext-my-rule`, { labels: { en: 'Excess' } });
  expect(body).toEqual({ id: rule.id, type: 'EXTERNAL', labels: { en: 'Excess' } });
  expect((await api('PUT', `${rules}/ext-my-rule`, { labels: { en: 'x' } })).status).toBe(404);
});

test('wants the language en, simple codes, the type EXTERNAL and an unused external id', async () => {
  const { api } = await sandboxOfTest();
  await create(api);
  const refused = async (body: unknown) => (await api('POST', rules, body)).status;
  expect(await refused({ labels: { fr: 'Seuil' } })).toBe(400);
  expect(await refused({})).toBe(400);
  expect(await refused({ ...threshold, externalRuleId: 'b', options: [{ code: 'a b', labels: { en: 'x' } }] })).toBe(
    400,
  );
  expect(await refused({ ...threshold, externalRuleId: 'b', type: 'INTERNAL' })).toBe(400);
  expect(await refused(threshold)).toBe(400);
});

test('matches a batch by id, then by external id, and creates the rest', async () => {
  const { api } = await sandboxOfTest();
  const rule = await create(api);
  const { body } = await api('PATCH', rules, [
    { id: rule.id, labels: { en: 'First' } },
    { labels: { en: 'Weekend' } },
    { labels: { en: 'Another' }, externalRuleId: 'my-other-rule' },
  ]);
  expect(body.data[0]).toEqual({ ...rule, labels: { en: 'First' } });
  expect(body.data[1]).toEqual({ id: expect.any(String), type: 'EXTERNAL', labels: { en: 'Weekend' } });
  const again = await api('PATCH', rules, [{ externalRuleId: 'my-other-rule', labels: { en: 'Same' } }]);
  expect(again.body.data[0].id).toBe(body.data[2].id);
  expect((await api('GET', rules)).body.data).toHaveLength(3);
});

test('changes nothing where one item of a batch is wrong', async () => {
  const { api } = await sandboxOfTest();
  const rule = await create(api);
  const batches = [
    [
      { id: rule.id, labels: { en: 'x' } },
      { id: 'nowhere', labels: { en: 'y' } },
    ],
    [{ id: rule.id, labels: { en: 'x' } }, { externalRuleId: 'new' }],
    [
      { labels: { en: 'x' }, externalRuleId: 'twice' },
      { labels: { en: 'y' }, externalRuleId: 'twice' },
    ],
  ];
  for (const batch of batches) expect((await api('PATCH', rules, batch)).status).toBe(400);
  expect((await api('GET', rules)).body.data).toEqual([rule]);
});

test('deletes by either id, and then knows the rule no more', async () => {
  const { api } = await sandboxOfTest();
  await create(api);
  expect((await api('DELETE', `${rules}/ext-my-rule`)).body).toBeNull();
  expect((await api('DELETE', `${rules}/ext-my-rule`)).status).toBe(404);
});

test('gives one external id to one rule, within a batch too', async () => {
  const { api } = await sandboxOfTest();
  const rule = await create(api);
  const batch = [
    { id: rule.id, externalRuleId: 'new' },
    { labels: { en: 'x' }, externalRuleId: 'new' },
  ];
  expect((await api('PATCH', rules, batch)).status).toBe(400);
  expect((await api('GET', rules)).body.data).toEqual([rule]);
});
