import { InvalidArgumentsError } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { undated, wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';
import { stateHash } from '../../state.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop({ key: 'bookkeeper' });
const [bookkeeper] = [...sandbox.world.bookkeepers.values()];
const [template, other] = [...(bookkeeper?.templates.values() ?? [])];
if (bookkeeper === undefined || template === undefined || other === undefined) throw new Error('There is no template');
const bookkeeperId = bookkeeper.header.id;
const path = { bookkeeperId, templateId: template.id };
const original = structuredClone(template.categories ?? []);
const sent = () => sandbox.requests.filter(({ method }) => method === 'POST').length;
const categories = () => structuredClone(template.categories ?? []);

const client = async (templateId = template.id) => {
  const name = `Client ${sandbox.world.organizations.size}`;
  const body = { name, templateId };
  const { outcome } = await commit({ operation: 'bookkeepers.clients.create', path: { bookkeeperId }, body });
  const organization = sandbox.world.organizations.get(outcome.settlement?.newIds[0] ?? '');
  if (organization === undefined) throw new Error('The client was not made');
  return organization;
};
/** A client as the template is now. */
const fresh = async () => {
  template.categories = structuredClone(original);
  return client();
};
const operation = 'bookkeepers.templates.categories.replaceAll';
const guessing = (from: string, delta: object, rest: object = {}) =>
  ({ operation, path, body: { from, delta, ...rest }, accept: ['categories'] }) as const;
const knowing = (delta: object) => ({ operation, path, body: { categories: categories(), delta } }) as const;

const bus = { id: 'bus', labelsPerLanguage: { fr: 'Bus "express"' }, order: 9 };
const everything = {
  add: [bus],
  change: [{ id: 'fuel', labelsPerLanguage: { fr: 'Essence' } }],
  disable: ['books'],
  maxDisabled: 1,
};

test('refuses to guess: the categories are given, or it is accepted that nobody can read them', async () => {
  const { header } = await fresh();
  const before = sent();
  const refused = [
    { operation, path, body: { from: header.id, delta: everything } },
    { operation, path, body: { delta: everything }, accept: ['categories'] },
    { operation, path, body: { from: header.id, categories: original, delta: everything } },
    { operation, path, body: { categories: original, delta: everything, leaveOut: ['fuel'] } },
  ] as const;
  for (const request of refused) await expect(plan(request)).rejects.toThrow(InvalidArgumentsError);
  expect(sent()).toBe(before);
});

test('shows what it takes for the template, what would go, and what nobody can know', async () => {
  const { header } = await fresh();
  const { prepared, diff, reversal, organization } = await plan(guessing(header.id, everything));
  const name = `client "${header.name}" (${header.id})`;
  expect(organization).toBeUndefined();
  expect(prepared.title).toContain('add category "Bus \\"express\\"" (bus)');
  expect(diff.map(({ path: [, id, field] }) => `${id} ${field}`)).toEqual([
    'fuel labelsPerLanguage',
    'books disabled',
    'bus disabled',
    'bus id',
    'bus labelsPerLanguage',
    'bus order',
  ]);
  expect(prepared.losses).toEqual([
    { kind: 'disabled', what: 'category "Documentation" (books)' },
    { kind: 'unknowable', what: expect.stringContaining(`that the template has and ${name} has not`) },
  ]);
  expect(prepared.notes?.[0]).toContain(name);
  expect(prepared.notes?.[1]).toBe('Sent as they are: category "Repas" (meals), category "Fournitures" (supplies).');
  expect(prepared.notes?.[2]).toContain(`of the ${bookkeeper.clients.size} of this bookkeeper`);
  expect(reversal).toMatchObject({ except: [expect.stringContaining('(bus)'), expect.any(String)] });
  await expect(plan(guessing(header.id, { ...everything, maxDisabled: 0 }))).rejects.toThrow(ChangeRefused);
});

test('changes the template alone, learns from the answer what came of it, and turns it back', async () => {
  const { header } = await fresh();
  const all = () => {
    const { bookkeepers, ...rest } = wholeWorld(sandbox.world);
    const { templates: _, ...own } = Object(bookkeepers)[bookkeeperId];
    return {
      ...rest,
      pendingCategoryUpdates: undefined,
      own,
      others: { ...Object(bookkeepers), [bookkeeperId]: undefined },
    };
  };
  const world = all();
  const { before, changed, restored } = await thereAndBack(guessing(header.id, everything), categories);
  expect(before).toEqual(original);
  expect(changed.find(({ id }) => id === 'bus')).toEqual({ ...bus, disabled: false });
  expect(changed.find(({ id }) => id === 'books')).toMatchObject({ disabled: true });
  expect(changed.find(({ id }) => id === 'meals')).toEqual(original.find(({ id }) => id === 'meals'));
  expect(restored).toEqual([...original, { ...bus, disabled: true }]);
  expect(all()).toEqual(world);
  sandbox.world.settleCategoryUpdates();
  expect(sandbox.world.organizations.get(header.id)?.categories.filter(({ disabled }) => !disabled)).toEqual(original);
});

test('begins the next change with what was answered, also before a client has it', async () => {
  const { header } = await fresh();
  await commit(guessing(header.id, { add: [bus] }));
  const tram = { id: 'tram', labelsPerLanguage: { fr: 'Tram' } };
  const { prepared } = await commit(knowing({ add: [tram] }));
  expect(prepared.losses).toEqual([]);
  expect(categories().filter(({ disabled }) => !disabled)).toHaveLength(original.length + 2);
});

test('tells of a category that nobody could know of, once the answer names it', async () => {
  const { header } = await fresh();
  template.categories?.push({ id: 'hidden', disabled: false, labelsPerLanguage: { fr: 'Caché' } });
  const planned = await plan(guessing(header.id, { add: [bus] }));
  const outcome = await carryOut(jenji, reading, planned);
  expect(outcome.status).toBe('committed');
  expect(outcome.settlement?.unexpected).toContainEqual({ path: ['categories', 'hidden', 'disabled'], after: true });
  const { recipe, parsed: request, before } = planned;
  expect(recipe.reverse({ request, before, after: outcome.after ?? {} })).toMatchObject({
    requests: [{ body: { delta: { disable: ['bus'] } } }],
    except: [
      expect.stringContaining('(bus)'),
      expect.stringContaining('category "Caché" (hidden)'),
      expect.any(String),
    ],
  });
});

test('takes nothing of the client for the template’s without a word: what it has disabled, what is its own', async () => {
  const organization = await fresh();
  const { id } = organization.header;
  const fuel = organization.categories.find((each) => each.id === 'fuel');
  if (fuel) fuel.disabled = true;
  organization.categories.push({ id: 'own', disabled: false, labelsPerLanguage: { fr: 'À nous' } });
  const refused = guessing(id, { add: [bus] });
  await expect(plan(refused)).rejects.toThrow(/category "Carburant" \(fuel\), disabled in client/);
  const enabled = guessing(id, { add: [bus], change: [{ id: 'fuel', disabled: false }] });
  expect((await plan(enabled)).prepared.notes?.[1]).toContain('category "À nous" (own)');
  const decided = (maxDisabled: number) =>
    guessing(id, { add: [bus], disable: ['fuel'], maxDisabled }, { leaveOut: ['own'] });
  await expect(plan(decided(1))).rejects.toThrow(/maxDisabled: 2/);
  const { prepared } = await plan(decided(2));
  expect(prepared.losses?.map(({ what }) => what)).toEqual([
    'category "Carburant" (fuel), if it is in use in the template',
    'category "À nous" (own), if the template has it',
    expect.any(String),
  ]);
  await commit(decided(2));
  expect(categories().map((each) => `${each.id} ${each.disabled}`)).toEqual([
    'meals false',
    'fuel true',
    'supplies false',
    'books false',
    'bus false',
  ]);
  await expect(plan(guessing(id, { add: [bus] }, { leaveOut: ['constructor'] }))).rejects.toThrow(
    /body\.leaveOut\[0\]/,
  );
});

test('refuses a client of another template, of none, or of nobody, and a delta that does not fit', async () => {
  const { header } = await fresh();
  const [elsewhere] = [...bookkeeper.clients.keys()];
  const made = await client(other.id);
  const before = sent();
  await expect(plan(guessing(made.header.id, { add: [bus] }))).rejects.toThrow(/was not made from this template/);
  await expect(plan(guessing(elsewhere ?? '', { add: [bus] }))).rejects.toThrow(/no template was applied/);
  await expect(plan(guessing('nowhere', { add: [bus] }))).rejects.toThrow(/is no client/);
  await expect(plan(guessing(header.id, { add: [{ id: 'fuel' }] }))).rejects.toThrow(/body\.delta\.add\[0\]\.id/);
  await expect(plan(guessing(header.id, {}))).rejects.toThrow(InvalidArgumentsError);
  expect(sent()).toBe(before);
});

test('is bound to the client it was worked out from', async () => {
  const organization = await fresh();
  const request = guessing(organization.header.id, { add: [bus] });
  const { hash } = await plan(request);
  expect((await plan(request)).hash).toBe(hash);
  const [first] = organization.categories;
  if (first) first.labelsPerLanguage = { fr: 'Autre' };
  expect(stateHash((await plan(request)).before)).not.toBe(hash);
});

test('says that nobody knows what became of it where the answer is lost, and sends it once', async () => {
  const { header } = await fresh();
  for (const kind of ['reset-before', 'reset-after'] as const) {
    const planned = await plan(guessing(header.id, { add: [bus] }));
    const before = sent();
    sandbox.faults.add({ operation, kind, times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'unknown' });
    expect(sent()).toBe(before + 1);
  }
});

test('changes nothing but what it is asked to, and undoes all of it', async () => {
  const ids = original.map(({ id }) => id);
  const text = fc.string({ minLength: 1, maxLength: 10 });
  const fates = fc.array(fc.constantFrom('keep', 'change', 'disable'), {
    minLength: ids.length,
    maxLength: ids.length,
  });
  const added = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(fates, added, text, async (fate, names, label) => {
      template.categories = structuredClone(original);
      const named = (what: string) => ids.filter((_, index) => fate[index] === what);
      const labelsPerLanguage = { fr: label };
      const add = names.filter((id) => !ids.includes(id)).map((id) => ({ id, labelsPerLanguage }));
      const disable = named('disable');
      const change = named('change').map((id) => ({ id, labelsPerLanguage }));
      if (add.length + disable.length + change.length === 0) return;
      const request = knowing({ add, change, disable, maxDisabled: disable.length });
      if ((await plan(request)).diff.length === 0) return;
      const { changed, restored } = await thereAndBack(request, categories);
      const wanted = original.map((each) => ({
        ...each,
        ...(disable.includes(each.id) && { disabled: true }),
        ...(named('change').includes(each.id) && { labelsPerLanguage }),
      }));
      expect(undated(changed)).toEqual([...wanted, ...add.map((each) => ({ ...each, disabled: false }))]);
      expect(restored).toEqual([...original, ...add.map((each) => ({ ...each, disabled: true }))]);
    }),
    { numRuns: 25 },
  );
});
