import { InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import type { CustomField, CustomFieldState, CustomOption } from '@jenji-kit/sandbox';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { wholeWorld } from '../../test/whole-world.ts';
import { lossOfAnswers } from '../../test/without-retries.ts';
import { openWorkshop } from '../../test/workshop.ts';
import { carryOut } from '../carry-out.ts';
import type { ChangeRequest } from '../change-request.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const withLostAnswers = lossOfAnswers(sandbox);
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const path = { organizationId: organization.header.id };

const field = (key: string, type: string, order: number, more: Partial<CustomField> = {}): CustomFieldState => ({
  field: { key, type, order, labelsPerLanguage: { en: `The ${key}`, fr: `Le ${key}` }, ...more },
  disabled: false,
});
const bounds = { minimumValue: 1, maximumValue: 60 };
const flags = { disableConfiguration: true, disableOptionConfiguration: true, disableDeletion: true };
const fields = (): CustomFieldState[] => [
  field('project', 'LIST', 0, { listId: 'project', required: true }),
  field('nights', 'LONG', 1, { ...bounds, validation: bounds }),
  field('a/b.c', 'STRING', 2, { visibleScopeCondition: { type: 'EBF_EQ', field: 'CATEGORY', value: 'hotel' } }),
  field('erp', 'EXTERNAL', 3, { configuredByAPI: true, ...flags }),
  { ...field('guarded', 'STRING', 4), editableScopeCondition: { type: 'IS_ADMIN', isAdmin: true } },
  { ...field('gone', 'STRING', 5), disabled: true },
];
const options = (): CustomOption[] => [
  { id: 'P-1', labelsPerLanguage: { en: 'Museum', fr: 'Musée' }, accountingCode: '1', disabled: false },
  { id: 'P/2', labelsPerLanguage: { en: 'Shops' }, extra: '{"parent":"P-1"}', disabled: true },
  { id: '3', disabled: false, scopeCondition: { type: 'UCF_EQ', code: 'agency', value: 'paris' } },
];
beforeEach(() => {
  organization.customFields.expense = fields();
  organization.customFields.vehicle = fields();
  organization.optionLists.set('project', options());
});

/** The order of lists is that of their `order`; the place of an option is told nowhere. */
function world() {
  for (const owner of ['expense', 'vehicle'] as const)
    organization?.customFields[owner].sort((a, b) => (a.field.key < b.field.key ? -1 : 1));
  for (const list of organization?.optionLists.values() ?? []) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return wholeWorld(sandbox.world);
}
const stateOf = (key: string) => organization.customFields.expense.find((each) => each.field.key === key);
const keys = fields().map(({ field: { key } }) => key);
const accept = (but: readonly string[] = []) =>
  keys.filter((key) => !but.includes(key)).map((key) => `editableScopeCondition.${key}`);
const replace = (body: object, accepted: readonly string[] = accept()): ChangeRequest => ({
  operation: 'customFields.expense.replaceAll',
  path,
  body,
  accept: accepted,
});
const update = (customFieldKey: string, request: Partial<ChangeRequest>): ChangeRequest => ({
  ...request,
  operation: 'customFields.expense.update',
  path: { ...path, customFieldKey },
});

describe('the list of custom fields', () => {
  test('is sent only when somebody has decided on what nothing shows, field by field', async () => {
    const refused = plan(replace({ add: [{ key: 'km', type: 'LONG' }], disable: ['gone'], maxDisabled: 1 }, []));
    await expect(refused).rejects.toBeInstanceOf(InvalidArgumentsError);
    await expect(refused).rejects.toThrow(
      /accept: must also hold "editableScopeCondition\.project".*"editableScopeCondition\.a\/b\.c".*customFields\.expense\.update/,
    );
    await expect(refused).rejects.not.toThrow('editableScopeCondition.gone');
    const { prepared } = await plan(
      replace(
        { change: [{ key: 'guarded', editableScopeCondition: { type: 'TRUE' } }], disable: ['gone'], maxDisabled: 1 },
        accept(['guarded', 'gone']),
      ),
    );
    expect(prepared.losses?.filter(({ kind }) => kind === 'unknowable').map(({ what }) => what)).toEqual(
      ['project', 'nights', 'a/b.c', 'erp'].map((key) => expect.stringMatching(`^editableScopeCondition of .*${key}`)),
    );
    expect(prepared.notes).toContainEqual(expect.stringContaining('becomes {"type":"TRUE"}; nothing will show it'));
  });

  test('takes new fields, and loses them again by deleting them alone', async () => {
    const request = replace(
      {
        add: [{ key: 'k.m', type: 'LIST', order: 9, labelsPerLanguage: { en: 'Km' } }],
        disable: ['gone'],
        maxDisabled: 1,
      },
      accept(['gone']),
    );
    const { diff, reversal, prepared } = await plan(request);
    expect(prepared.title).toBe(
      'Custom fields of expenses: add custom field "Km" (k.m); disable custom field "The gone" (gone)',
    );
    expect(diff.map(({ path: [, key, name] }) => `${key} ${name}`)).toContain('k.m listId');
    expect(reversal).toMatchObject({
      requests: [{ operation: 'customFields.expense.delete' }, { operation: 'customFields.expense.replaceAll' }],
    });
    const { before, changed } = await thereAndBack(replace({ add: [{ key: 'k.m', type: 'LIST' }] }), world);
    const at = organization.header.id;
    expect(stateOf('k.m')).toBeUndefined();
    expect(changed.organizations[at]).not.toEqual(before.organizations[at]);
    organization.customFields.expense = fields();
    expect(world()).toEqual(before);
  });

  test('changes what is named, and turns that back one by one', async () => {
    const request = replace({
      change: [
        { key: 'nights', validation: { minimumValue: 2 } },
        { key: 'a/b.c', required: true, clear: ['visibleScopeCondition'] },
        { key: 'erp', configuredByAPI: false },
      ],
    });
    const { diff, reversal, prepared } = await plan(request);
    expect(diff.map(({ path: [, ...place] }) => place.join('.'))).toEqual([
      'nights.minimumValue',
      'nights.maximumValue',
      'nights.validation.minimumValue',
      'nights.validation.maximumValue',
      'a/b.c.visibleScopeCondition.type',
      'a/b.c.visibleScopeCondition.field',
      'a/b.c.visibleScopeCondition.value',
      'a/b.c.required',
      'erp.configuredByAPI',
    ]);
    expect(prepared.losses).toContainEqual({
      kind: 'cleared',
      what: 'validation.maximumValue 60 of custom field "The nights" (nights)',
    });
    expect(reversal).toMatchObject({ requests: Array(3).fill({ operation: 'customFields.expense.update' }) });
    // What nothing shows is left out of the comparison: it was accepted as lost.
    const guarded = stateOf('guarded');
    delete guarded?.editableScopeCondition;
    for (const state of organization.customFields.expense) state.disabled = false;
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
  });

  test('disables what it leaves out, at the end, and makes it usable again', async () => {
    await expect(plan(replace({ disable: ['nights'] }))).rejects.toThrow(
      'This would disable 1 custom field, and maxDisabled is 0: custom field "The nights" (nights).',
    );
    const request = replace({ disable: ['nights', 'gone'], maxDisabled: 2 });
    const { reversal } = await plan(request);
    expect(reversal).toHaveProperty('except', [
      expect.stringMatching(/^The editableScopeCondition of .*project.* does not come back/),
      'Custom field "The nights" (nights), custom field "The gone" (gone) will be usable, whether it was or not.',
    ]);
    const seen = () => organization.customFields.expense;
    const { before, changed, restored } = await thereAndBack(request, seen);
    expect(changed.find(({ field: { key } }) => key === 'nights')).toMatchObject({ disabled: true });
    expect(restored.map((each) => each.field)).toEqual(expect.arrayContaining(before.map((each) => each.field)));
    expect(restored.every(({ disabled }) => !disabled)).toBe(true);
    const hidden = replace({ change: [{ key: 'nights', editableScopeCondition: { type: 'TRUE' } }] });
    expect((await plan(hidden)).reversal).toEqual({ cannot: expect.stringContaining('does not come back') });
    // The last one may keep its order, so that nothing shows what became of it.
    const unseen = replace({ disable: ['gone'], maxDisabled: 1 }, accept(['gone']));
    expect((await plan(unseen)).prepared.unseen).toBe(true);
    await commit(unseen);
    expect(await withLostAnswers(unseen)).toMatchObject([{ status: 'unknown' }, { status: 'unknown' }]);
  });

  test.each([
    [{ add: [{ key: 'x' }] }, 'body.add[0].type', 'is required for a new field'],
    [{ change: [{ key: 'nights', type: 'STRING' }] }, 'body.change[0].type', 'is LONG and cannot be changed'],
    [{ change: [{ key: 'none', order: 1 }] }, 'body.change[0].key', 'is not there'],
  ])('refuses %j', async (body, where, message) => {
    await expect(plan(replace(body))).rejects.toMatchObject({
      issues: [{ path: where, message: expect.stringContaining(message) }],
    });
  });

  test('keeps types of fields that a newer Jenji has, and names fields it cannot send', async () => {
    Object.assign(stateOf('a/b.c')?.field ?? {}, { type: 'HOLOGRAM', depth: 3 });
    const { prepared, recipe, parsed, before, ...planned } = await plan(
      replace({ change: [{ key: 'nights', order: 8 }] }),
    );
    expect(prepared.losses).toContainEqual({
      kind: 'unknowable',
      what: expect.stringMatching(/^"depth" of .*a\/b\.c/),
    });
    const { settlement } = await carryOut(jenji, reading, { prepared, recipe, parsed, before, ...planned });
    expect(settlement?.unexpected).toEqual([{ path: ['customFields', 'a/b.c', 'depth'], before: 3 }]);
    expect(stateOf('a/b.c')?.field.type).toBe('HOLOGRAM');
    Object.assign(stateOf('nights')?.field ?? {}, { visibleScopeCondition: { type: 'IS_FULL_MOON' } });
    await expect(plan(replace({ change: [{ key: 'erp', order: 9 }] }))).rejects.toMatchObject({ reason: 'state' });
  });

  test('tells what became of a change without an answer, and is bound to every field', async () => {
    const request = replace({ change: [{ key: 'nights', order: 7 }] });
    const { hash } = await plan(request);
    Object.assign(stateOf('erp')?.field ?? {}, { required: true });
    expect((await plan(request)).hash).not.toBe(hash);
    expect(await withLostAnswers(request)).toMatchObject([
      { status: 'not-applied' },
      { status: 'committed', settlement: { unexpected: [] } },
    ]);
  });
});

describe('one custom field', () => {
  test('keeps what is not named, its type above all, and turns back', async () => {
    const request = update('a/b.c', { body: { labelsPerLanguage: { en: 'ABC' } }, clear: ['visibleScopeCondition'] });
    const { prepared } = await plan(request);
    expect(prepared.args).toMatchObject({ body: { type: 'STRING', order: 2 } });
    expect(prepared.losses?.map(({ what }) => what)).toEqual([
      'visibleScopeCondition {"type":"EBF_EQ","field":"CATEGORY","value":"hotel"}',
      'labelsPerLanguage.fr "Le a/b.c"',
    ]);
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    const numbers = await thereAndBack(update('nights', { clear: ['validation'] }), world);
    expect(numbers.restored).toEqual(numbers.before);
    const byApi = await thereAndBack(update('nights', { body: { configuredByAPI: true } }), world);
    expect(byApi.restored).toEqual(byApi.before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
  });

  test('reads bounds from where an older field has them', async () => {
    const state = stateOf('nights');
    delete state?.field.validation;
    const { prepared } = await plan(update('nights', { body: { order: 4 } }));
    expect(prepared.args).toMatchObject({ body: { validation: bounds } });
  });

  test('has a fixed type, and has to be there', async () => {
    await expect(plan(update('nights', { body: { type: 'STRING' } }))).rejects.toThrow('cannot be changed');
    await expect(plan(update('nights', { clear: ['type'] }))).rejects.toThrow(InvalidArgumentsError);
    await expect(plan(update('toString', { body: { order: 1 } }))).rejects.toThrow(NotFoundError);
  });

  test('is deleted with the options of its list, and comes back with both but for what nothing shows', async () => {
    const request: ChangeRequest = {
      operation: 'customFields.expense.delete',
      path: { ...path, customFieldKey: 'project' },
    };
    const { prepared, reversal } = await plan(request);
    expect(prepared.losses).toHaveLength(4);
    expect(prepared.losses).toContainEqual({ kind: 'removed', what: 'option "Museum" (P-1) of its list' });
    expect(reversal).toHaveProperty('except', [
      expect.stringContaining('Only the whole list can add it again'),
      expect.stringContaining('whether expenses keep the values'),
    ]);
    const { before, changed, restored } = await thereAndBack(request, () => ({
      fields: Object.fromEntries(organization.customFields.expense.map((each) => [each.field.key, each.field])),
      options: organization.optionLists.get('project')?.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    }));
    expect(changed.options).toBeUndefined();
    expect(restored).toMatchObject(before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
    await expect(plan(request)).rejects.toThrow(NotFoundError);
  });

  test('says that options of another list id cannot be brought back', async () => {
    Object.assign(stateOf('project')?.field ?? {}, { listId: 'other' });
    organization.optionLists.set('other', options());
    const { reversal } = await plan({
      operation: 'customFields.expense.delete',
      path: { ...path, customFieldKey: 'project' },
    });
    expect(reversal).toMatchObject({ requests: [{ operation: 'customFields.expense.replaceAll' }] });
    expect(reversal).toHaveProperty('except', expect.arrayContaining([expect.stringContaining('Its 3 options')]));
    organization.optionLists.delete('other');
  });
});

test('the custom fields of vehicles change in the same way', async () => {
  const at = { ...path, customFieldKey: 'nights' };
  const change = await thereAndBack({ operation: 'customFields.vehicle.update', path: at, body: { order: 9 } }, world);
  expect(change.restored).toEqual(change.before);
  const seen = () => organization.customFields.vehicle.map((each) => each.field.key).sort();
  const deletion = await thereAndBack({ operation: 'customFields.vehicle.delete', path: at }, seen);
  expect(deletion.changed).toHaveLength(5);
  expect(deletion.restored).toEqual(deletion.before);
  const body = { add: [{ key: 'colour', type: 'STRING' }] };
  const addition = await thereAndBack(
    { operation: 'customFields.vehicle.replaceAll', path, body, accept: accept() },
    seen,
  );
  expect(addition.changed).toContain('colour');
  expect(addition.restored).toEqual(addition.before);
  expect((await plan({ operation: 'customFields.vehicle.update', path: at, body: { order: 9 } })).prepared.title).toBe(
    'Change custom field "The nights" (nights) of vehicles',
  );
});

const text = fc.string({ minLength: 1, maxLength: 8 });
const labelsPerLanguage = fc.dictionary(fc.constantFrom('en', 'fr'), text, { minKeys: 1 });

test('changes no custom field that the delta does not name, and turns back to the fields that were', async () => {
  const set = fc.record(
    { labelsPerLanguage, order: fc.nat(20), required: fc.boolean(), visibleByGroups: fc.array(text, { minLength: 1 }) },
    { requiredKeys: [] },
  );
  const named = fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), set, fc.boolean()), {
    selector: ([key]) => key,
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(named, async (all) => {
      organization.customFields.expense = fields();
      const change = all.filter(([, , isOff]) => !isOff).map(([key, values]) => ({ key, ...values }));
      // What sets nothing leaves nothing to turn back.
      fc.pre(all.some(([, values, isOff]) => isOff || Object.keys(values).length > 0));
      const disable = all.filter(([, , isOff]) => isOff).map(([key]) => key);
      const { before, changed, restored } = await thereAndBack(replace({ change, disable, maxDisabled: 9 }), () =>
        Object.fromEntries(organization.customFields.expense.map((each) => [each.field.key, each.field])),
      );
      for (const key of keys.filter((each) => !all.some(([other]) => other === each)))
        expect(changed[key]).toEqual(before[key]);
      expect(restored).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

describe('the options of a list', () => {
  const list = { ...path, listId: 'project' };
  const listed = () =>
    Object.fromEntries((organization.optionLists.get('project') ?? []).map((each) => [each.id, each]));
  const upsert = (optionId: string, request: Partial<ChangeRequest>): ChangeRequest => ({
    ...request,
    operation: 'customOptions.upsert',
    path: { ...list, optionId },
  });
  const batch = (body: object[]): ChangeRequest => ({ operation: 'customOptions.batchUpsert', path: list, body });

  test('are added, and taken away again', async () => {
    const request = upsert('P/9', { body: { id: 'P/9', labelsPerLanguage: { en: 'Tower' } } });
    expect((await plan(request)).prepared.title).toBe('Add option "Tower" ("P/9") of list "project"');
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
    await expect(plan(upsert('a', { body: { id: 'b' } }))).rejects.toThrow('must be the same as path.optionId');
    await expect(plan({ ...request, path: { ...list, listId: 'none', optionId: 'a' } })).rejects.toThrow(NotFoundError);
  });

  test('keep what is not named when they are changed', async () => {
    const request = upsert('P-1', { body: { disabled: true, extra: 'x' }, clear: ['accountingCode'] });
    const { diff, prepared } = await plan(request);
    expect(diff.map(({ path: place }) => place.at(-1))).toEqual(['disabled', 'accountingCode', 'extra']);
    expect(prepared.losses).toEqual([
      { kind: 'disabled', what: 'option "Museum" (P-1)' },
      { kind: 'cleared', what: 'accountingCode "1"' },
    ]);
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    Object.assign(listed()['P-1'] ?? {}, { scopeCondition: { type: 'IS_FULL_MOON' } });
    await expect(plan(request)).rejects.toMatchObject({ reason: 'state' });
  });

  test('are added and changed together, others stay, and all turns back', async () => {
    const request = batch([
      { id: 'P/2', accountingCode: '22' },
      { id: 'new.one', labelsPerLanguage: { en: 'New' } },
      { id: '3', labelsPerLanguage: { fr: 'Trois' }, disabled: true },
    ]);
    const { prepared, reversal } = await plan(request);
    expect(prepared.title).toBe(
      'Options of list "project": add option "New" (new.one); change option "Shops" ("P/2"), option "3"',
    );
    expect(prepared.losses).toEqual([{ kind: 'disabled', what: 'option "3"' }]);
    expect(reversal).toMatchObject({
      requests: [
        { operation: 'customOptions.upsert', path: { optionId: 'P/2' }, clear: ['accountingCode'] },
        { operation: 'customOptions.upsert', path: { optionId: '3' } },
        { operation: 'customOptions.delete', path: { optionId: 'new.one' } },
      ],
    });
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
    const twice = plan(batch([{ id: 'a' }, { id: 'b' }, { id: 'a' }]));
    await expect(twice).rejects.toMatchObject({ issues: [{ path: 'body[2].id' }] });
    await expect(plan(batch([]))).rejects.toThrow(InvalidArgumentsError);
    await expect(plan(batch([{ id: 'a', extra: null }]))).rejects.toThrow('clear it by customOptions.upsert');
  });

  test('come back as they were when one was deleted', async () => {
    const request: ChangeRequest = { operation: 'customOptions.delete', path: { ...list, optionId: 'P/2' } };
    const { prepared, reversal } = await plan(request);
    expect(prepared.losses).toEqual([{ kind: 'removed', what: 'option "Shops" ("P/2")' }]);
    expect(prepared.notes).toContainEqual(expect.stringContaining('to disable it is safer'));
    expect(reversal).toHaveProperty('except', [expect.stringContaining('at which place')]);
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
    await expect(plan(request)).rejects.toThrow(NotFoundError);
  });

  test('are counted, named and kept in a snapshot before all of them are deleted', async () => {
    const request: ChangeRequest = { operation: 'customOptions.deleteAll', path: list };
    const { prepared, recipe, parsed, hash } = await plan(request);
    expect(prepared.destroys).toEqual({ name: 'project', count: 3, what: 'options' });
    expect(prepared.losses).toHaveLength(3);
    expect(prepared.losses).toContainEqual({ kind: 'reset', what: 'option "Museum" (P-1)' });
    expect(prepared.notes).toContainEqual(expect.stringMatching(/^Custom field "The project" \(project\) of expenses/));
    const kept = [];
    for await (const each of recipe.snapshot?.(reading, parsed) ?? []) kept.push(each);
    expect(kept).toEqual(options());
    Object.assign(listed()['3'] ?? {}, { depth: 1 });
    expect((await plan(request)).hash).not.toBe(hash);
    expect((await plan(request)).reversal).toHaveProperty('except', [
      '"depth" of option "3" is gone, and cannot be sent.',
      expect.stringContaining('at which place'),
      expect.stringContaining('stays so'),
    ]);
    organization.optionLists.get('project')?.push({ id: '3', extra: 'again' });
    const twice = await plan(request);
    expect(twice.prepared.destroys).toMatchObject({ count: 4 });
    expect(twice.reversal).toHaveProperty(
      'except',
      expect.arrayContaining([expect.stringContaining('no id of its own')]),
    );
    organization.optionLists.set('project', options());
    const { before, changed, restored } = await thereAndBack(request, world);
    expect(changed).not.toEqual(before);
    expect(restored).toEqual(before);
    expect(await withLostAnswers(request)).toMatchObject([{ status: 'not-applied' }, { status: 'committed' }]);
    await expect(plan(request)).rejects.toMatchObject({ reason: 'state' });
  });

  test('lose nothing to a random batch, and turn back', async () => {
    const set = fc.record(
      { labelsPerLanguage, extra: text, accountingCode: text, disabled: fc.boolean() },
      { requiredKeys: [] },
    );
    const sent = fc.uniqueArray(fc.tuple(fc.oneof(fc.constantFrom('P-1', 'P/2', '3', '__proto__'), text), set), {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(sent, async (all) => {
        fc.pre(all.every(([id]) => id !== '.' && id !== '..'));
        organization.optionLists.set('project', options());
        const request = batch(all.map(([id, values]) => ({ id, ...values })));
        const { before, changed, restored } = await thereAndBack(request, listed);
        for (const id of Object.keys(before).filter((each) => !all.some(([other]) => other === each)))
          expect(changed[id]).toEqual(before[id]);
        expect(restored).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
