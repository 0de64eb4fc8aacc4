import { InvalidArgumentsError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../change-refused.ts';
import { addedIds, itemOf, without } from '../forms/collection.ts';
import { deltaOf, nameOf } from '../forms/list-delta.ts';
import { lostMembers } from '../forms/lost-members.ts';
import { capital, listed } from '../forms/naming.ts';
import { bodyFields, replaced, restoring } from '../forms/replacement.ts';
import { type Loss, type Recipe, recipe } from '../recipe.ts';
import { canonicalJson, newRecord } from '../state.ts';
import { changedOptions, inOrder, optionForm, optionsOf, requireDistinctCodes } from './warning-rules/rule-options.ts';
import {
  notesOn,
  preventingLost,
  type Rule,
  readRules,
  requireUnusedExternalId,
  ruleBack,
  ruleOf,
  shown,
  warningsNote,
} from './warning-rules/rules.ts';

const { labels, externalRuleId, options } = bodyFields(operations['warningRules.update']).shape;
const filledText = z.string().min(1, 'must not be empty; name "externalRuleId" in clear to empty it');
const externalId = filledText.optional().describe(externalRuleId.description ?? '');

const change = z.strictObject({
  labels: labels.optional(),
  externalRuleId: externalId,
  options: deltaOf(optionForm).optional().describe('Options to add, change or remove, by code; all others stay.'),
  optionOrder: z
    .array(filledText)
    .optional()
    .describe('Codes in the order in which options are shown; those not named follow.'),
});

const batch = z
  .array(
    z.strictObject({
      id: filledText
        .optional()
        .describe('Rule to change. Without it, a rule with the external id is changed, or one is created.'),
      labels: labels.optional().describe('Text by two-letter language code, with `en`; required for a new rule.'),
      options: options.describe('All options that the rule is to have; left out, they stay.'),
      externalRuleId: externalId,
    }),
  )
  .min(1, 'must name at least one rule');

/** The languages that go where labels are set, for a rule by name. */
function lostLanguages(rule: Rule, set: { labels?: Rule['labels'] }): Loss[] {
  return lostMembers(rule, { labels: set.labels }).map(({ kind, what }) => ({
    kind,
    what: `${what} of ${shown(rule)}`,
  }));
}

export const advancedCustomizationRecipes: readonly Recipe[] = [
  recipe({
    operation: 'warningRules.create',
    read: (reading, { path }) => readRules(reading, path),
    prepare({ rules, order }, { path, body }) {
      requireUnusedExternalId(rules, body.externalRuleId, 'body.externalRuleId');
      requireDistinctCodes(body.options, 'body.options');
      const rule = {
        type: 'EXTERNAL',
        labels: body.labels,
        options: optionsOf(body.options ?? []),
        externalRuleId: body.externalRuleId || undefined,
      };
      const twin = Object.values(rules).find((each) => each.labels?.en === body.labels.en);
      return {
        title: `Add warning rule ${JSON.stringify(body.labels.en)}`,
        args: { path, body },
        expected: { rules: { ...rules, [newRecord()]: rule }, order },
        notes: [
          'Jenji never puts this warning on expenses by itself: only calls of the API do.',
          ...(twin ? [`There is ${shown(twin)} with the same label.`] : []),
        ],
        newId: ({ id }) => id,
      };
    },
    reverse({ request: { path }, before, after }) {
      const [ruleId = newRecord()] = addedIds(before, after, 'rules');
      return { requests: [{ operation: 'warningRules.delete', path: { ...path, ruleId } }] };
    },
  }),

  recipe({
    operation: 'warningRules.update',
    body: change,
    clearable: ['externalRuleId'],
    read: (reading, { path }) => readRules(reading, path),
    prepare({ rules, order }, { path, body, clear }) {
      const present = ruleOf(rules, path.ruleId);
      requireUnusedExternalId(rules, body.externalRuleId, 'body.externalRuleId', present);
      const codes = itemOf(order, present.id) ?? [];
      const { sent, items, losses } = changedOptions(present, codes, body.options ?? {});
      const unknown = (body.optionOrder ?? []).findIndex((code) => !Object.hasOwn(items, code));
      if (unknown >= 0) {
        const message = `is no option of the rule; those are ${listed(Object.keys(items)) || 'none'}`;
        throw new InvalidArgumentsError([{ path: `body.optionOrder[${unknown}]`, message }]);
      }
      const whole = replaced({ labels: {}, externalRuleId: {} }, present, body, clear);
      const ordered = inOrder(sent, body.optionOrder ?? []);
      const isRemoving = losses.some(({ kind }) => kind === 'removed');
      return {
        title: `Change ${shown(present)}`,
        // By Jenji's id: the external one may be what changes.
        args: {
          path: { ...path, ruleId: present.id },
          body: { ...whole.body, ...(sent.length + codes.length > 0 && { options: ordered }) },
        },
        expected: {
          rules: { ...rules, [present.id]: { ...whole.record, options: items } },
          order: body.optionOrder ? { ...order, [present.id]: ordered.map(({ code }) => code) } : order,
        },
        mayChange: body.optionOrder ? [] : ['order.**'],
        losses: [...whole.losses, ...lostLanguages(present, body), ...losses],
        notes: [...notesOn(present), ...preventingLost(present.options, items), ...(isRemoving ? [warningsNote] : [])],
      };
    },
    reverse({ request: { path }, before, after }) {
      const { request, except } = ruleBack(path.organizationId, ruleOf(before.rules, path.ruleId).id, before, after);
      return { requests: [request], except };
    },
  }),

  recipe({
    operation: 'warningRules.delete',
    read: (reading, { path }) => readRules(reading, path),
    prepare({ rules, order }, { path }) {
      const present = ruleOf(rules, path.ruleId);
      const codes = Object.entries(present.options).map(([code, item]) => nameOf(optionForm, item, code));
      return {
        title: `Delete ${shown(present)}`,
        args: { path: { ...path, ruleId: present.id } },
        expected: { rules: without(rules, present.id), order: without(order, present.id) },
        losses: [
          { kind: 'removed', what: shown(present) },
          ...codes.map((what): Loss => ({ kind: 'removed', what: `${what} of ${shown(present)}` })),
        ],
        notes: [warningsNote],
      };
    },
    reverse({ request: { path }, before }) {
      const was = ruleOf(before.rules, path.ruleId);
      const { body } = restoring({ labels: {}, externalRuleId: {} }, was, {});
      const all = Object.entries(was.options).map(([code, item]) => ({ code, labels: item.labels }));
      return {
        requests: [
          {
            operation: 'warningRules.create',
            path: { organizationId: path.organizationId },
            body: { ...body, ...(all.length > 0 && { options: inOrder(all, itemOf(before.order, was.id) ?? []) }) },
          },
        ],
        except: [
          'It gets a new id; warnings that expenses have from the old one do not belong to it.',
          ...(was.disabled ? ['It was disabled, which the API cannot say: the new one is not.'] : []),
          ...preventingLost(was.options, {}),
        ],
      };
    },
  }),

  recipe({
    operation: 'warningRules.batchPatch',
    body: batch,
    acceptable: ['removedOptions'],
    read: (reading, { path }) => readRules(reading, path),
    prepare({ rules, order }, { path, body, accept }) {
      const changed: Record<string, unknown> = {};
      const losses: Loss[] = [];
      const notes: string[] = [];
      const titles: string[] = [];
      const externalIds = new Set<string>();
      const sent = body.map((item, index) => {
        const field = `body[${index}]`;
        const present = matched(rules, item, field);
        const { externalRuleId: external } = item;
        if (external !== undefined && externalIds.has(external)) {
          throw new InvalidArgumentsError([
            { path: `${field}.externalRuleId`, message: 'is given to another rule of the list' },
          ]);
        }
        if (external !== undefined) externalIds.add(external);
        requireUnusedExternalId(rules, external, `${field}.externalRuleId`, present);
        requireDistinctCodes(item.options, `${field}.options`);
        const set = item.options == null ? {} : { options: optionsOf(item.options, present?.options) };
        const given = { ...(item.labels && { labels: item.labels }), ...(external && { externalRuleId: external }) };
        if (present === undefined) {
          if (item.labels === undefined) {
            throw new InvalidArgumentsError([
              { path: `${field}.labels`, message: 'is required: no rule has this id, so one is created' },
            ]);
          }
          changed[newRecord(1 + titles.filter((title) => title.startsWith('add')).length)] = {
            type: 'EXTERNAL',
            ...given,
            ...set,
          };
          titles.push(`add warning rule ${JSON.stringify(item.labels.en)}`);
          return { ...given, ...(item.options && { options: item.options }) };
        }
        if (Object.hasOwn(changed, present.id)) {
          throw new InvalidArgumentsError([
            { path: field, message: `names ${shown(present)}, which another item names; name it once` },
          ]);
        }
        changed[present.id] = { ...present, ...given, ...set };
        titles.push(`change ${shown(present)}`);
        notes.push(...notesOn(present), ...preventingLost(present.options, set.options ?? present.options));
        losses.push(...lostLanguages(present, given), ...removedOptions(present, set.options));
        return { id: present.id, labels: present.labels, ...given, ...(item.options && { options: item.options }) };
      });
      const removed = losses.filter(({ kind }) => kind === 'removed').map(({ what }) => what);
      if (removed.length > 0 && !accept.includes('removedOptions')) {
        throw new ChangeRefused(
          'losses',
          `This would remove ${listed(removed, 40)}. Give all options that are to stay, or change the rule by warningRules.update, which adds, changes and removes options by code. If they are to go, name removedOptions in accept.`,
        );
      }
      return {
        title: capital(listed(titles, 3)),
        args: { path, body: sent },
        expected: { rules: { ...rules, ...changed }, order },
        mayChange: ['order.**'],
        losses,
        notes: [...notes, ...(removed.length > 0 ? [warningsNote] : [])],
      };
    },
    reverse({ request: { path }, before, after }) {
      const ids = Object.keys(before.rules).filter(
        (id) => canonicalJson(itemOf(before.rules, id)) !== canonicalJson(itemOf(after.rules, id)),
      );
      const back = ids.map((id) => ruleBack(path.organizationId, id, before, after));
      const added = addedIds(before, after, 'rules');
      return {
        requests: [
          ...added.map((ruleId) => ({ operation: 'warningRules.delete' as const, path: { ...path, ruleId } })),
          ...back.map(({ request }) => request),
        ],
        except: back.flatMap(({ except }) => except),
      };
    },
  }),
];

/** The rule that an item of a batch is about; undefined for a new one. */
function matched(
  rules: Readonly<Record<string, Rule>>,
  { id, externalRuleId: external }: { id?: string | undefined; externalRuleId?: string | undefined },
  field: string,
): (Rule & { id: string }) | undefined {
  if (id === undefined) {
    const found = Object.values(rules).find((each) => external && each.externalRuleId === external);
    return found?.id == null ? undefined : ruleOf(rules, found.id);
  }
  if (itemOf(rules, id) !== undefined) return ruleOf(rules, id);
  const message = `is the id of no warning rule; there are ${listed(Object.values(rules).map(shown)) || 'none'}`;
  throw new InvalidArgumentsError([{ path: `${field}.id`, message }]);
}

function removedOptions(rule: Rule, kept: Rule['options'] | undefined): Loss[] {
  if (kept === undefined) return [];
  return Object.entries(rule.options)
    .filter(([code]) => !Object.hasOwn(kept, code))
    .map(([code, item]) => ({ kind: 'removed', what: `${nameOf(optionForm, item, code)} of ${shown(rule)}` }));
}
