import { InvalidArgumentsError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { categoryList as anyCategoryList, levelProblems, withChildrenDisabled } from '../forms/category-list.ts';
import { addedIds } from '../forms/collection.ts';
import { twinNotes } from '../forms/duplicate.ts';
import {
  backBy,
  clearableIn,
  deltaOf,
  filledIn,
  type Items,
  isDisabled,
  type ListForm,
  listItem,
  nameOf,
  ownItem,
  planDelta,
  readList,
  reverseDelta,
} from '../forms/list-delta.ts';
import { planItem, restoringItem } from '../forms/list-item.ts';
import { capital, named } from '../forms/naming.ts';
import { bodyFields, patchOf, type ReadRecord } from '../forms/replacement.ts';
import { type Reading, type Recipe, type Reversal, recipe } from '../recipe.ts';
import { canonicalJson, newRecord } from '../state.ts';

const categoryList: ListForm = { ...anyCategoryList, single: 'categories.update' };

interface InOrganization {
  organizationId: string;
}

async function readCategories(reading: Reading, { organizationId }: InOrganization) {
  const { data } = await reading.call('categories.list', { path: { organizationId } });
  const { items, ...rest } = readList(categoryList, data);
  return { categories: items, ...rest };
}

/** Children that are in use although their parent is not: a list cannot be sent with them so, one category can. */
function usedOrphans(categories: Items): string[] {
  const settled = withChildrenDisabled(categories, (id) => isDisabled(categories[id]));
  return Object.keys(categories).filter((id) => isDisabled(settled[id]) && !isDisabled(categories[id]));
}

function reverseCategories(path: InOrganization, before: Items, after: Items): Reversal {
  const { delta, except } = reverseDelta(categoryList, before, after);
  const orphans = new Set(usedOrphans(before).filter((id) => isDisabled(after[id])));
  const change = (delta?.change ?? []).flatMap((item): ReadRecord[] => {
    if (!orphans.has(String(item.id))) return [item];
    const { disabled: _, ...rest } = item;
    return Object.keys(rest).length > 1 ? [rest] : [];
  });
  const whole = { ...delta, change };
  const isEmpty = change.length === 0 && (whole.add ?? whole.disable ?? []).length === 0;
  const requests = [
    ...(isEmpty ? [] : [{ operation: 'categories.replaceAll', path: { ...path }, body: whole } as const]),
    ...[...orphans].map(
      (categoryId) =>
        ({ operation: 'categories.update', path: { ...path, categoryId }, body: { disabled: false } }) as const,
    ),
  ];
  return backBy(requests, except);
}

const categoryBody = bodyFields(operations['categories.update']);

const paymentMethodList: ListForm = {
  noun: 'payment method',
  plural: 'payment methods',
  item: listItem(operations['paymentMethods.replaceAll']),
  keys: ['id'],
  leaving: 'flagged',
  kept: ['label', 'dissociated', 'transactionProvider'],
  single: 'paymentMethods.update',
};

async function readPaymentMethods(reading: Reading, { organizationId }: InOrganization) {
  const { data } = await reading.call('paymentMethods.list', { path: { organizationId } });
  const { items, ...rest } = readList(paymentMethodList, data);
  return { paymentMethods: items, ...rest };
}

/**
 * Jenji makes the label of a payment method from its labels and the language of the organization, whenever the method is
 * written: where that language has changed meanwhile, also from labels that stay.
 */
const labelMade = (id: string) => ['paymentMethods', id, 'label'];

/** What no undo brings back: a label that was made from no labels. */
function labelExcepted(before: Items, after: Items): string[] {
  return Object.entries(before).flatMap(([id, was]) => {
    const isLost =
      was.label !== undefined && was.label !== ownItem(after, id).label && was.labelsPerLanguage === undefined;
    return isLost
      ? [
          `The label of ${nameOf(paymentMethodList, was, id)} may not become ${JSON.stringify(was.label)} again: Jenji makes it from its labels, and it had none.`,
        ]
      : [];
  });
}

/** What to say of a new record of a kind that nothing deletes, where one in use has the same code or the same labels. */
function notesOnTwin(form: ListForm, present: Items, { code, labelsPerLanguage }: ReadRecord): string[] {
  const inUse = Object.entries(present).filter(([, item]) => !isDisabled(item));
  const alike = (field: string, value: unknown) =>
    canonicalJson(value) === ''
      ? undefined
      : inUse.find(([, item]) => canonicalJson(item[field]) === canonicalJson(value));
  const [byCode, byLabels] = [alike('code', code || undefined), alike('labelsPerLanguage', labelsPerLanguage)];
  const [id, twin] = byCode ?? byLabels ?? [];
  return twinNotes(id && twin && nameOf(form, twin, id), byCode ? 'code' : 'labels');
}

const staysDisabled = (name: string) => `${capital(name)} stays in the list, disabled: Jenji deletes none.`;

const templateBody = bodyFields(operations['allowanceTemplates.update']);
const templateList: ListForm = {
  noun: 'allowance template',
  plural: 'allowance templates',
  item: z.strictObject({ templateId: z.string(), ...templateBody.shape }),
  keys: ['templateId'],
  leaving: 'flagged',
  // Cleared, the order would become the last one, and the two flags false: all three can be set instead.
  unclearable: ['order', 'requireReceipt'],
};

async function readTemplates(reading: Reading, { organizationId }: InOrganization) {
  const { data } = await reading.call('allowanceTemplates.list', { path: { organizationId } });
  const { items } = readList(templateList, data);
  const flagged = Object.entries(items).map(([id, item]) => [id, { requireReceipt: false, ...item }] as const);
  return { allowanceTemplates: Object.fromEntries(flagged) };
}

export const baseCustomizationRecipes: readonly Recipe[] = [
  recipe({
    operation: 'categories.replaceAll',
    body: deltaOf(categoryList),
    read: (reading, { path }) => readCategories(reading, path),
    prepare({ categories, ...list }, { path, body }) {
      const planned = planDelta(categoryList, categories, body, list);
      return {
        title: `Categories: ${planned.what}`,
        args: { path, body: planned.sent },
        expected: { categories: planned.items, ...list },
        mayChange: ['sequence', ...filledIn(categoryList, 'categories', planned, body)],
        losses: planned.losses,
      };
    },
    reverse: ({ request: { path }, before, after }) => reverseCategories(path, before.categories, after.categories),
  }),

  recipe({
    operation: 'categories.update',
    body: patchOf(categoryBody),
    clearable: clearableIn(categoryList),
    read: (reading, { path }) => readCategories(reading, path),
    prepare({ categories, ...list }, { path, body, clear }) {
      const { categoryId } = path;
      const { name, item, losses, notes, ...planned } = planItem(categoryList, categories, categoryId, body, clear);
      const items: Items = { ...categories, [categoryId]: item };
      const issues = levelProblems(items, new Map([[categoryId, 'body']]));
      if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: 'categories.update' });
      const settled = isDisabled(items[categoryId]) ? withChildrenDisabled(items, (id) => id === categoryId) : items;
      const children = Object.keys(items).filter((id) => isDisabled(settled[id]) && !isDisabled(items[id]));
      return {
        title: `Change ${name}`,
        args: { path, body: planned.body },
        expected: { categories: settled, ...list },
        mayChange: ['sequence'],
        losses: [
          ...losses,
          ...children.map((id) => ({
            kind: 'disabled' as const,
            what: `${nameOf(categoryList, ownItem(items, id), id)}, with its parent`,
          })),
        ],
        notes,
      };
    },
    reverse({ request: { path }, before, after }) {
      const { organizationId, categoryId } = path;
      const { except, ...restored } = restoringItem(categoryList, categoryId, before.categories, after.categories);
      const children = Object.keys(before.categories).filter(
        (id) => id !== categoryId && isDisabled(after.categories[id]) && !isDisabled(before.categories[id]),
      );
      return {
        requests: [
          { operation: 'categories.update', path, ...restored },
          ...children.map(
            (id) =>
              ({
                operation: 'categories.update',
                path: { organizationId, categoryId: id },
                body: { disabled: false },
              }) as const,
          ),
        ],
        except,
      };
    },
  }),

  recipe({
    operation: 'paymentMethods.create',
    read: (reading, { path }) => readPaymentMethods(reading, path),
    prepare(state, { path, body }) {
      return {
        title: `Add ${named('payment method', body.code ?? 'new', body.labelsPerLanguage)}`,
        args: { path, body },
        expected: {
          ...state,
          paymentMethods: { ...state.paymentMethods, [newRecord()]: { disabled: false, ...body } },
        },
        mayChange: ['sequence'],
        notes: notesOnTwin(paymentMethodList, state.paymentMethods, body),
        newId: ({ id }) => id,
      };
    },
    reverse({ request: { path, body }, before, after }) {
      const [paymentMethodId = newRecord()] = addedIds(before, after, 'paymentMethods');
      const name = named('payment method', paymentMethodId, body.labelsPerLanguage);
      if (body.disabled) return { cannot: staysDisabled(name) };
      return {
        requests: [
          { operation: 'paymentMethods.update', path: { ...path, paymentMethodId }, body: { disabled: true } },
        ],
        except: [staysDisabled(name)],
      };
    },
  }),

  recipe({
    operation: 'paymentMethods.replaceAll',
    body: deltaOf(paymentMethodList),
    read: (reading, { path }) => readPaymentMethods(reading, path),
    prepare(state, { path, body }) {
      const planned = planDelta(paymentMethodList, state.paymentMethods, body, state);
      return {
        title: `Payment methods: ${planned.what}`,
        args: { path, body: planned.sent },
        expected: { ...state, paymentMethods: planned.items },
        mayChange: ['sequence', ...filledIn(paymentMethodList, 'paymentMethods', planned, body), labelMade('*')],
        losses: planned.losses,
      };
    },
    reverse({ request: { path }, before, after }) {
      const { delta, except } = reverseDelta(paymentMethodList, before.paymentMethods, after.paymentMethods);
      return backBy(delta ? [{ operation: 'paymentMethods.replaceAll', path, body: delta }] : [], [
        ...except,
        ...labelExcepted(before.paymentMethods, after.paymentMethods),
      ]);
    },
  }),

  recipe({
    operation: 'paymentMethods.update',
    body: patchOf(bodyFields(operations['paymentMethods.update'])),
    clearable: clearableIn(paymentMethodList),
    read: (reading, { path }) => readPaymentMethods(reading, path),
    prepare(state, { path, body, clear }) {
      const { paymentMethodId } = path;
      if (body.id !== undefined && body.id !== paymentMethodId)
        throw new InvalidArgumentsError(
          [{ path: 'body.id', message: 'must be the same as path.paymentMethodId, or left out' }],
          { operation: 'paymentMethods.update' },
        );
      const { name, item, ...planned } = planItem(
        paymentMethodList,
        state.paymentMethods,
        paymentMethodId,
        body,
        clear,
      );
      return {
        title: `Change ${name}`,
        args: { path, body: { ...planned.body, id: paymentMethodId } },
        expected: { ...state, paymentMethods: { ...state.paymentMethods, [paymentMethodId]: item } },
        mayChange: ['sequence', labelMade(paymentMethodId)],
        losses: planned.losses,
        notes: planned.notes,
      };
    },
    reverse({ request: { path }, before, after }) {
      const { paymentMethodId } = path;
      const { except, ...restored } = restoringItem(
        paymentMethodList,
        paymentMethodId,
        before.paymentMethods,
        after.paymentMethods,
      );
      return {
        requests: [{ operation: 'paymentMethods.update', path, ...restored }],
        except: [...except, ...labelExcepted(before.paymentMethods, after.paymentMethods)],
      };
    },
  }),

  recipe({
    operation: 'allowanceTemplates.create',
    read: (reading, { path }) => readTemplates(reading, path),
    prepare({ allowanceTemplates }, { path, body }) {
      return {
        title: `Add ${named('allowance template', 'new', body.labelsPerLanguage)}`,
        args: { path, body },
        expected: { allowanceTemplates: { ...allowanceTemplates, [newRecord()]: { disabled: false, ...body } } },
        notes: notesOnTwin(templateList, allowanceTemplates, body),
        newId: ({ templateId }) => templateId,
      };
    },
    reverse({ request: { path, body }, before, after }) {
      const [templateId = newRecord()] = addedIds(before, after, 'allowanceTemplates');
      const name = named('allowance template', templateId, body.labelsPerLanguage);
      if (body.disabled) return { cannot: staysDisabled(name) };
      return {
        requests: [{ operation: 'allowanceTemplates.update', path: { ...path, templateId }, body: { disabled: true } }],
        except: [staysDisabled(name)],
      };
    },
  }),

  recipe({
    operation: 'allowanceTemplates.update',
    body: patchOf(templateBody),
    clearable: clearableIn(templateList),
    read: (reading, { path }) => readTemplates(reading, path),
    prepare({ allowanceTemplates }, { path, body, clear }) {
      const { name, item, ...planned } = planItem(templateList, allowanceTemplates, path.templateId, body, clear);
      return {
        title: `Change ${name}`,
        // The order is always sent: leaving it out and sending null are not the same, and only one of them is documented.
        args: { path, body: planned.body },
        expected: { allowanceTemplates: { ...allowanceTemplates, [path.templateId]: item } },
        losses: planned.losses,
        notes: [...planned.notes, 'Expenses already made from it stay as they are.'],
      };
    },
    reverse({ request: { path }, before, after }) {
      const { except, ...restored } = restoringItem(
        templateList,
        path.templateId,
        before.allowanceTemplates,
        after.allowanceTemplates,
      );
      return { requests: [{ operation: 'allowanceTemplates.update', path, ...restored }], except };
    },
  }),
];
