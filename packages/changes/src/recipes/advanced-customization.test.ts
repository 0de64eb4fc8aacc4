import { InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { wholeWorld } from '../../test/whole-world.ts';
import { openWorkshop } from '../../test/workshop.ts';
import { carryOut } from '../carry-out.ts';
import { ChangeRefused } from '../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const world = () => wholeWorld(sandbox.world);
const rules = () => organization.warningRules;
const sent = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

const option = (code: string, en: string) => ({ code, labels: { en } });
const threshold = {
  labels: { en: 'Threshold "excess"', fr: 'Dépassement' },
  options: [option('m30', 'Meal over 30'), option('30', 'Over 30'), option('t50', 'Taxi over 50')],
  externalRuleId: 'my/rule',
};
const at = (ruleId: string) => ({ organizationId, ruleId });
const create = (body: object) => ({ operation: 'warningRules.create', path: { organizationId }, body }) as const;
const update = (ruleId: string, rest: object) =>
  ({ operation: 'warningRules.update', path: at(ruleId), ...rest }) as const;
const remove = (ruleId: string) => ({ operation: 'warningRules.delete', path: at(ruleId) }) as const;
const batch = (body: object[], rest: object = {}) =>
  ({ operation: 'warningRules.batchPatch', path: { organizationId }, body, ...rest }) as const;

let id = '';
beforeEach(async () => {
  organization.warningRules = rules().filter(({ externalRuleId }) => externalRuleId !== threshold.externalRuleId);
  const { outcome } = await commit(create(threshold));
  [id = ''] = outcome.settlement?.newIds ?? [];
});
const rule = () => structuredClone(rules().find((each) => each.id === id));

test('adds a rule, and takes it away again', async () => {
  const other = { ...threshold, externalRuleId: 'other' };
  const { prepared } = await plan(create(other));
  expect(prepared.title).toBe('Add warning rule "Threshold \\"excess\\""');
  expect(prepared.notes).toEqual([expect.any(String), expect.stringContaining('with the same label')]);
  const { before, changed, restored } = await thereAndBack(create(other), world);
  expect(changed).not.toEqual(before);
  expect(restored).toEqual(before);
});

test('refuses an external id or a code that is taken, and sends nothing', async () => {
  const before = sent();
  await expect(plan(create(threshold))).rejects.toThrow(/body\.externalRuleId: is the external id of warning rule/);
  const twice = { ...threshold, externalRuleId: 'x', options: [option('a', 'A'), option('a', 'B')] };
  await expect(plan(create(twice))).rejects.toThrow(/body\.options\[1\]\.code/);
  await expect(plan(create({ labels: { fr: 'x' } }))).rejects.toThrow(InvalidArgumentsError);
  expect(sent()).toBe(before);
});

test('changes one option and keeps all others, their order and the external id', async () => {
  const request = update('ext-my/rule', { body: { options: { change: [option('30', 'Over thirty')] } } });
  const { diff, prepared } = await plan(request);
  expect(diff).toEqual([
    { path: ['rules', id, 'options', '30', 'labels', 'en'], before: 'Over 30', after: 'Over thirty' },
  ]);
  expect(prepared.args).toEqual({
    path: at(id),
    body: {
      ...threshold,
      options: [option('m30', 'Meal over 30'), option('30', 'Over thirty'), option('t50', 'Taxi over 50')],
    },
  });
  const { before, restored } = await thereAndBack(request, world);
  expect(restored).toEqual(before);
});

test('adds options and removes those that are named and counted', async () => {
  const request = update(id, {
    body: { options: { add: [option('t150', 'Taxi over 150')], remove: ['m30'], maxRemoved: 1 } },
  });
  const { prepared } = await plan(request);
  expect(prepared.losses).toEqual([{ kind: 'removed', what: 'option "Meal over 30" (m30)' }]);
  expect(prepared.notes).toEqual([expect.stringContaining('No operation lists the expenses')]);
  const { before, changed, restored } = await thereAndBack(request, rule);
  expect(changed?.options?.map(({ code }) => code)).toEqual(['30', 't50', 't150']);
  expect(restored).toEqual(before);
  await expect(plan(update(id, { body: { options: { remove: ['m30'] } } }))).rejects.toThrow(/maxRemoved/);
  await expect(plan(update(id, { body: { options: { change: [option('x', 'X')] } } }))).rejects.toThrow(
    /body\.options\.change\[0\]\.code/,
  );
});

test('puts options in another order, and back', async () => {
  const request = update(id, { body: { optionOrder: ['t50', '30'] } });
  const { before, changed, restored } = await thereAndBack(request, rule);
  expect(changed?.options?.map(({ code }) => code)).toEqual(['t50', '30', 'm30']);
  expect(restored).toEqual(before);
  await expect(plan(update(id, { body: { optionOrder: ['nowhere'] } }))).rejects.toThrow(/body\.optionOrder\[0\]/);
});

test('is bound to every option, and to their order', async () => {
  const request = update(id, { body: { labels: { en: 'x', fr: 'y' } } });
  const { hash } = await plan(request);
  const stored = rules().find((each) => each.id === id);
  stored?.options?.reverse();
  expect((await plan(request)).hash).not.toBe(hash);
  stored?.options?.reverse();
  expect((await plan(request)).hash).toBe(hash);
  if (stored?.options?.[0]) stored.options[0].labels = { en: 'Changed meanwhile' };
  expect((await plan(request)).hash).not.toBe(hash);
});

test('clears the external id by clear alone, names languages that go, and finds the rule again', async () => {
  const cleared = update('ext-my/rule', { clear: ['externalRuleId'] });
  expect((await plan(cleared)).prepared.losses).toEqual([{ kind: 'cleared', what: 'externalRuleId "my/rule"' }]);
  const { before, restored } = await thereAndBack(update(id, { clear: ['externalRuleId'] }), world);
  expect(restored).toEqual(before);
  const english = await plan(update(id, { body: { labels: { en: 'Excess' } } }));
  expect(english.prepared.losses).toEqual([
    { kind: 'cleared', what: expect.stringContaining('labels.fr "Dépassement" of') },
  ]);
  await expect(plan(update(id, { clear: ['labels'] }))).rejects.toThrow(InvalidArgumentsError);
});

test('reads back a rule whose external id, by which it was named, has changed', async () => {
  const { outcome, recipe, parsed, before } = await commit(
    update('ext-my/rule', { body: { externalRuleId: 'renamed' } }),
  );
  expect(rule()).toMatchObject({ id, externalRuleId: 'renamed', options: threshold.options });
  const reversal = recipe.reverse({ request: parsed, before, after: outcome.after ?? {} });
  if (!('requests' in reversal)) throw new Error('It can be turned back');
  for (const back of reversal.requests) await commit(back);
  expect(rule()?.externalRuleId).toBe('my/rule');
});

test('deletes a rule with what goes with it, and says what cannot come back', async () => {
  const [first] = rules().find((each) => each.id === id)?.options ?? [];
  if (first) first.isPreventingValidation = true;
  const { prepared, reversal } = await plan(remove('ext-my/rule'));
  const lost = prepared.losses?.map(({ what }) => what) ?? [];
  expect(lost[0]).toBe(`warning rule "Threshold \\"excess\\"" (${id})`);
  expect(lost.slice(1).map((what) => what.split(' of ')[0])).toEqual([
    'option "Over 30" (30)',
    'option "Meal over 30" (m30)',
    'option "Taxi over 50" (t50)',
  ]);
  expect(reversal).toMatchObject({ except: [expect.stringContaining('new id'), expect.stringContaining('(m30)')] });
  const bodies = () =>
    rules().map(({ id: _, options, ...rest }) => ({ ...rest, codes: options?.map(({ code }) => code) }));
  const { before, changed, restored } = await thereAndBack(remove(id), bodies);
  expect(changed).toHaveLength(before.length - 1);
  expect(restored).toEqual(before);
});

test('knows no rule by a name that every object answers to, and leaves those of Jenji alone', async () => {
  for (const ruleId of ['nowhere', 'ext-', 'constructor', '__proto__', 'a/b']) {
    await expect(plan(remove(ruleId))).rejects.toThrow(NotFoundError);
  }
  const own = { ...structuredClone(threshold), id: 'own', type: 'DUPLICATE', externalRuleId: undefined };
  rules().push(own as unknown as ReturnType<typeof rules>[number]);
  await expect(plan(remove('own'))).rejects.toThrow(/Jenji's own/);
  rules().pop();
});

test('changes rules by either id and adds others at once, and turns all of it back', async () => {
  const request = batch([
    { externalRuleId: 'my/rule', labels: { en: 'First', fr: 'Premier' } },
    { labels: { en: 'Weekend' } },
    { labels: { en: 'Another' }, externalRuleId: 'another', options: [option('a', 'A')] },
  ]);
  const { prepared } = await plan(request);
  expect(prepared.title).toBe(
    `Change warning rule "Threshold \\"excess\\"" (${id}), add warning rule "Weekend", add warning rule "Another"`,
  );
  expect(prepared.args).toMatchObject({ body: [{ id, labels: { en: 'First' } }, {}, { externalRuleId: 'another' }] });
  const { before, changed, restored } = await thereAndBack(request, world);
  expect(changed).not.toEqual(before);
  expect(restored).toEqual(before);
});

test('takes no option away by a batch unless that is accepted', async () => {
  const fewer = [{ id, options: [option('m30', 'Meal over thirty')] }];
  const before = sent();
  await expect(plan(batch(fewer))).rejects.toThrow(ChangeRefused);
  await expect(plan(batch(fewer))).rejects.toThrow(/option "Over 30" \(30\)/);
  expect(sent()).toBe(before);
  const accepted = await plan(batch(fewer, { accept: ['removedOptions'] }));
  expect(accepted.prepared.losses).toHaveLength(2);
  const { before: was, restored } = await thereAndBack(batch(fewer, { accept: ['removedOptions'] }), rule);
  expect(restored).toEqual(was);
});

test('refuses a batch that names a rule twice, or one that is not there, or creates without labels', async () => {
  const before = sent();
  const refused = [
    [
      { id, labels: { en: 'a' } },
      { externalRuleId: 'my/rule', labels: { en: 'b' } },
    ],
    [{ id: 'nowhere', labels: { en: 'a' } }],
    [{ externalRuleId: 'unused' }],
    [
      { labels: { en: 'a' }, externalRuleId: 'x' },
      { labels: { en: 'b' }, externalRuleId: 'x' },
    ],
    [],
  ];
  for (const body of refused) await expect(plan(batch(body))).rejects.toThrow(InvalidArgumentsError);
  expect(sent()).toBe(before);
});

test('tells after a lost answer whether it was carried out', async () => {
  for (const request of [
    create({ ...threshold, externalRuleId: 'lost' }),
    batch([{ id, labels: { en: 'Lost in a batch' } }, { labels: { en: 'New in a batch' } }]),
  ]) {
    for (const [kind, status] of [
      ['reset-before', 'not-applied'],
      ['reset-after', 'committed'],
    ] as const) {
      const planned = await plan(request);
      const before = structuredClone(rules());
      sandbox.faults.add({ operation: request.operation, kind, times: 1 });
      expect(await carryOut(jenji, reading, planned)).toMatchObject({ status });
      if (status === 'not-applied') expect(rules()).toEqual(before);
    }
  }
});

test('sends a change of one rule, or its end, once more where the first answer is lost', async () => {
  for (const request of [update(id, { body: { labels: { en: 'Lost' } } }), remove(id)]) {
    sandbox.faults.add({ operation: request.operation, kind: 'reset-after', times: 1 });
    await commit(request);
  }
});

test('changes nothing but what it is asked to, and undoes all of it', async () => {
  const codes = ['m30', '30', 't50'];
  const labels = fc.record({ en: fc.string({ minLength: 1 }), fr: fc.string({ minLength: 1 }) });
  const fresh = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9._-]{0,5}$/), { maxLength: 2 });
  const body = fc.record({ labels, externalRuleId: fc.constantFrom('x', 'y/z', 'ext-x') }, { requiredKeys: [] });
  const fates = fc.array(fc.constantFrom('keep', 'change', 'remove'), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(body, fates, fresh, labels, async (set, fate, added, text) => {
      const named = (what: string) => codes.filter((_, index) => fate[index] === what);
      const options = {
        add: added.filter((code) => !codes.includes(code)).map((code) => ({ code, labels: text })),
        change: named('change').map((code) => ({ code, labels: text })),
        remove: named('remove'),
        maxRemoved: 3,
      };
      const isEmpty = options.add.length + options.change.length + options.remove.length === 0;
      const request = update(id, { body: { ...set, ...(!isEmpty && { options }) } });
      if ((await plan(request)).diff.length === 0) return;
      const { before, changed, restored } = await thereAndBack(request, () => organization);
      expect(restored).toEqual(before);
      const kept = threshold.options.filter(({ code }) => !options.remove.includes(code));
      const wanted = {
        ...threshold,
        ...set,
        options: [
          ...kept.map((each) => (named('change').includes(each.code) ? { ...each, labels: text } : each)),
          ...options.add,
        ],
      };
      const is = changed.warningRules.find((each) => each.id === id);
      expect(JSON.parse(JSON.stringify({ ...is, options: is?.options ?? [] }))).toEqual({
        id,
        type: 'EXTERNAL',
        ...wanted,
      });
    }),
    { numRuns: 30 },
  );
});
