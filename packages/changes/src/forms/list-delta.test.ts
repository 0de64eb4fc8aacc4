import { InvalidArgumentsError } from '@jenji-kit/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { ChangeRefused } from '../change-refused.ts';
import { deltaOf, type Items, type ListForm, planDelta, readList, reverseDelta } from './list-delta.ts';

const item = z.strictObject({
  id: z.string().min(1),
  disabled: z.boolean().nullish(),
  labelsPerLanguage: z.record(z.string(), z.string()).nullish(),
  order: z.int().nullish(),
  parent: z.string().nullish(),
});
const drinks: ListForm = {
  noun: 'drink',
  plural: 'drinks',
  item,
  keys: ['id'],
  leaving: 'flagged',
  kept: ['brewedBy'],
};
const guests: ListForm = { noun: 'guest', plural: 'guests', item, keys: ['id'], leaving: 'removed' };
const rooms: ListForm = { noun: 'room', plural: 'rooms', item, keys: ['id'], leaving: 'left-out' };

const { items, sequence } = readList(drinks, [
  { id: 'tea', disabled: false, labelsPerLanguage: { en: 'Tea', fr: 'Thé' }, order: 0, brewedBy: 'Ada' },
  { id: 'milk', disabled: true, order: 1, parent: null },
  { id: '7', order: 2 },
]);
const present: Items = items;

test('sends the whole list with the delta, and nothing else of it changed', () => {
  const { sent, items, what, losses } = planDelta(drinks, present, {
    add: [{ id: 'cola', order: 3 }],
    change: [{ id: 'milk', order: 9, disabled: false }],
  });
  expect(sent).toHaveLength(4);
  expect(sent).toEqual(
    expect.arrayContaining([
      { id: 'tea', disabled: false, labelsPerLanguage: { en: 'Tea', fr: 'Thé' }, order: 0 },
      { id: 'milk', disabled: false, order: 9 },
      { id: '7', disabled: false, order: 2 },
      { id: 'cola', order: 3 },
    ]),
  );
  expect(items.tea).toEqual(present.tea);
  expect(items.cola).toEqual({ id: 'cola', order: 3, disabled: false });
  expect(losses).toEqual([]);
  expect(what).toBe('add drink "cola"; change drink "milk"');
});

test('sends the list in the order in which it was read', () => {
  const { sent } = planDelta(drinks, present, { change: [{ id: 'tea', order: 5 }] }, { sequence });
  expect(sent.map(({ id }) => id)).toEqual(['tea', 'milk', '7']);
});

test('refuses to disable more than is allowed, and names what that would be', () => {
  const disable = ['tea', 'milk'];
  expect(() => planDelta(drinks, present, { disable })).toThrow(
    'This would disable 1 drink, and maxDisabled is 0: drink "Tea" (tea). If all of that is wanted, say maxDisabled: 1',
  );
  expect(() => planDelta(drinks, present, { change: [{ id: 'tea', disabled: true }] })).toThrow(ChangeRefused);
  const { items, losses, sent } = planDelta(drinks, present, { disable, maxDisabled: 1 });
  expect(items.tea).toEqual({ ...present.tea, disabled: true });
  expect(sent).toHaveLength(3);
  expect(losses).toEqual([{ kind: 'disabled', what: 'drink "Tea" (tea)' }]);
});

test('counts what follows from a change, and says why', () => {
  const family: ListForm = {
    ...drinks,
    consequences: (items) =>
      Object.fromEntries(
        Object.entries(items).map(([key, each]) => {
          const isOrphan = items[String(each.parent)]?.disabled === true;
          return [key, isOrphan ? { ...each, disabled: true } : each];
        }),
      ),
    because: ({ parent }) => `with its parent ${JSON.stringify(parent)}`,
  };
  const parents = { a: { id: 'a', disabled: false }, b: { id: 'b', disabled: false, parent: 'a' } };
  expect(() => planDelta(family, parents, { disable: ['a'], maxDisabled: 1 })).toThrow(
    'drink "a", drink "b", with its parent "a". If all of that is wanted, say maxDisabled: 2',
  );
  const planned = planDelta(family, parents, { disable: ['a'], maxDisabled: 2 });
  expect(planned.ending).toEqual(['a', 'b']);
  expect(reverseDelta(family, parents, planned.items).delta).toEqual({
    change: [
      { id: 'a', disabled: false },
      { id: 'b', disabled: false },
    ],
  });
});

test.each([
  [{ add: [{ id: 'tea' }] }, 'body.add[0].id', 'is taken by drink "Tea" (tea)'],
  [{ change: [{ id: 'rum', order: 1 }] }, 'body.change[0].id', 'is not there; the list has "7", "tea", "milk"'],
  [{ disable: ['rum'] }, 'body.disable[0]', 'is not there'],
  [{ disable: ['tea', 'tea'] }, 'body.disable[1]', 'which body.disable[0] names as well'],
  [{ change: [{ id: 'tea', order: 1 }], disable: ['tea'] }, 'body.disable[0]', 'which body.change[0].id names as well'],
  [{ add: [{ id: 'rum' }, { id: 'rum' }] }, 'body.add[1].id', 'which body.add[0].id names as well'],
  [
    { change: [{ id: 'tea', order: 1, clear: ['order'] }] },
    'body.change[0].clear',
    'names order, which is set as well',
  ],
  [{ disable: ['constructor'] }, 'body.disable[0]', 'is not there'],
])('refuses %j', (delta, path, message) => {
  try {
    planDelta(drinks, present, delta);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error).toHaveProperty('issues', [{ path, message: expect.stringContaining(message) }]);
  }
});

test('takes no list, no unknown field, no null, and nothing that changes nothing', () => {
  const body = deltaOf(drinks);
  const problems = (delta: unknown) =>
    body.safeParse(delta).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  expect(problems([{ id: 'tea' }])).toHaveLength(1);
  expect(problems({ add: [{ id: 'rum', proof: 80 }] })).toHaveLength(1);
  expect(problems({ change: [{ order: 1 }] })).toHaveLength(1);
  expect(problems({ change: [{ id: 'tea', order: null }] })).toEqual([
    expect.stringContaining('name "order" in clear'),
  ]);
  expect(problems({ change: [{ id: 'tea', clear: ['disabled'] }] })).toHaveLength(1);
  expect(problems({ disable: [] })).toEqual([expect.stringContaining('must name something')]);
  expect(problems({ remove: ['tea'] })).toHaveLength(2);
  expect(problems({ disable: ['tea'], maxDisabled: 1 })).toEqual([]);
  expect(deltaOf(guests).safeParse({ remove: ['tea'], maxRemoved: 1 }).success).toBe(true);
});

test('tells what is cleared, the parts of a map included, and what no request can carry', () => {
  const newer = { ...present, tea: { ...present.tea, steepedFor: 3 } };
  const { losses } = planDelta(drinks, newer, {
    change: [{ id: 'tea', labelsPerLanguage: { en: 'Green tea' }, clear: ['order'] }],
  });
  expect(losses).toEqual([
    { kind: 'cleared', what: 'order 0 of drink "Tea" (tea)' },
    { kind: 'cleared', what: 'labelsPerLanguage.fr "Thé" of drink "Tea" (tea)' },
    { kind: 'unknowable', what: expect.stringMatching(/^"steepedFor" of drink "Tea" \(tea\): /) },
  ]);
});

test('refuses to send a list that cannot be sent back whole', () => {
  const strange = { ...present, tea: { ...present.tea, order: 1.5 } };
  expect(() => planDelta(drinks, strange, { change: [{ id: 'milk', order: 3 }] })).toThrow(
    /^Drink "Tea" \(tea\) cannot be sent back as Jenji shows it.*: order must be .*Set or clear order of it/,
  );
  expect(planDelta(drinks, strange, { change: [{ id: 'tea', order: 2 }] }).items.tea).toMatchObject({
    order: 2,
  });
  const odd = readList(drinks, [{ id: 'a' }, {}, { order: 1 }, { id: 'a', order: 2 }]);
  expect(odd.unnamed).toEqual([{ order: 1 }, { id: 'a', order: 2 }]);
  expect(() => planDelta(drinks, odd.items, { disable: ['a'], maxDisabled: 1 }, odd)).toThrow(ChangeRefused);
});

test('leaves out what is disabled by that, and what is removed', () => {
  const left = planDelta(rooms, present, { disable: ['tea'], maxDisabled: 1 });
  expect(left.sent.map(({ id }) => id)).toEqual(['7', 'milk']);
  expect(Object.keys(left.items)).toContain('tea');
  expect(left.losses[0]).toEqual({ kind: 'disabled', what: 'room "Tea" (tea)' });
  const removed = planDelta(guests, present, { remove: ['tea'], maxRemoved: 1 });
  expect(Object.keys(removed.items)).toEqual(['7', 'milk']);
  expect(reverseDelta(guests, present, removed.items)).toMatchObject({
    delta: { add: [{ id: 'tea', disabled: false, labelsPerLanguage: { en: 'Tea', fr: 'Thé' }, order: 0 }] },
    except: ['"brewedBy" of guest "Tea" (tea) is gone, and cannot be sent.'],
  });
});

test('says of an item added that it stays, and of a field that it cannot come back', () => {
  const { items } = planDelta(drinks, present, { add: [{ id: 'cola' }] });
  expect(reverseDelta(drinks, present, items)).toEqual({
    delta: { disable: ['cola'], maxDisabled: 1 },
    added: ['cola'],
    except: ['Drink "cola" stays in the list, disabled: Jenji deletes none.'],
  });
  const strange = { ...present, tea: { ...present.tea, order: 1.5 } };
  const changed = planDelta(drinks, strange, { change: [{ id: 'tea', order: 2 }] });
  expect(reverseDelta(drinks, strange, changed.items)).toEqual({
    delta: undefined,
    added: [],
    except: ['"order" of drink "Tea" (tea) cannot be sent back as it was.'],
  });
});

const text = fc.string({ minLength: 1 });
const anyItem = fc.record(
  {
    disabled: fc.boolean(),
    labelsPerLanguage: fc.dictionary(fc.constantFrom('en', 'fr', '__proto__'), text, { minKeys: 1 }),
    order: fc.integer(),
    brewedBy: text,
  },
  { requiredKeys: ['disabled'] },
);
const anyList = fc
  .uniqueArray(fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '1', 'a.b')), { maxLength: 8 })
  .chain((ids) => fc.tuple(...ids.map((id) => anyItem.map((fields) => ({ id, ...fields })))));

test('changes nothing that the delta does not name, and turns back to what was', () => {
  fc.assert(
    fc.property(anyList, fc.array(anyItem, { maxLength: 4 }), fc.infiniteStream(fc.nat(3)), (list, fields, choices) => {
      const { items } = readList(drinks, list);
      const named = { add: [] as object[], change: [] as object[], disable: [] as string[] };
      for (const [index, { brewedBy: _, ...set }] of fields.entries()) {
        const id = Object.keys(items)[index];
        const choice = choices.next().value;
        if (id === undefined) named.add.push({ id: `new ${index}`, ...set });
        else if (choice === 1) named.change.push({ id, ...set });
        else if (choice === 2) named.disable.push(id);
      }
      const delta = z.parse(z.custom<Parameters<typeof planDelta>[2]>(), { ...named, maxDisabled: 99 });
      const planned = planDelta(drinks, items, delta);
      const touched = [...(delta.change ?? []).map(({ id }) => id), ...(delta.disable ?? [])];
      for (const [id, was] of Object.entries(items)) {
        if (touched.includes(id)) continue;
        const { brewedBy: _, ...sendable } = was;
        expect(planned.items[id]).toEqual(was);
        expect(planned.sent).toContainEqual(sendable);
      }
      const back = reverseDelta(drinks, items, planned.items);
      if (back.delta === undefined) return;
      const restored = planDelta(drinks, planned.items, back.delta).items;
      for (const [id, was] of Object.entries(items)) expect(restored[id]).toEqual(was);
      for (const id of back.added) expect(restored[id]?.disabled).toBe(true);
    }),
  );
});
