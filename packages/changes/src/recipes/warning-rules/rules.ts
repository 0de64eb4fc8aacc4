import { InvalidArgumentsError, NotFoundError, operations, type WarningRule } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import type { ChangeRequest } from '../../change-request.ts';
import { byId, itemOf } from '../../forms/collection.ts';
import { type Items, nameOf, readList, reverseDelta } from '../../forms/list-delta.ts';
import { listed, named } from '../../forms/naming.ts';
import { type ReadRecord, restoring, unknownFieldNotes } from '../../forms/replacement.ts';
import type { Reading } from '../../recipe.ts';
import { canonicalJson } from '../../state.ts';
import { optionForm } from './rule-options.ts';

/** A warning rule with its options by code. */
export type Rule = Pick<WarningRule, 'id' | 'type' | 'labels' | 'disabled' | 'externalRuleId'> & {
  [field: string]: unknown;
  options: Items;
  /** Options that no code tells apart. */
  unnamed?: ReadRecord[];
};

export type Rules = Readonly<Record<string, Rule>>;

export interface RulesState {
  [document: string]: unknown;
  rules: Rules;
  /** Codes of the options of each rule, in the order that Jenji shows; it is Jenji's to change. */
  order: Readonly<Record<string, readonly string[]>>;
}

const documented = operations['warningRules.update'].response;

/** No operation reads one rule, so all are read. */
export async function readRules(reading: Reading, { organizationId }: { organizationId: string }): Promise<RulesState> {
  const { data } = await reading.call('warningRules.list', { path: { organizationId } });
  const found = byId(data, ({ id }) => id);
  const read = Object.entries(found).map(([id, rule]) => {
    const { items: options, sequence: codes, unnamed } = readList(optionForm, rule.options);
    return { id, codes, rule: { ...rule, options, ...(unnamed && { unnamed }) } };
  });
  return {
    rules: Object.fromEntries(read.map(({ id, rule }) => [id, rule])),
    order: Object.fromEntries(read.map(({ id, codes }) => [id, codes])),
  };
}

export const shown = ({ id, labels }: Rule) => named('warning rule', id ?? '', labels);

/**
 * A rule by Jenji's id, or by `ext-` and its external id.
 *
 * @throws NotFoundError; ChangeRefused for a rule that is not managed by API.
 */
export function ruleOf(rules: Rules, id: string): Rule & { id: string } {
  const found = itemOf(rules, id) ?? Object.values(rules).find(({ externalRuleId: own }) => own && id === `ext-${own}`);
  if (found?.id == null) throw new NotFoundError(`There is no warning rule ${JSON.stringify(id)}.`, { status: 404 });
  if (found.type != null && found.type !== 'EXTERNAL') {
    throw new ChangeRefused(
      'state',
      `${shown(found)} is one of Jenji's own; only rules made by API can be changed by it.`,
    );
  }
  return { ...found, id: found.id };
}

/** @throws InvalidArgumentsError where another rule has that external id. */
export function requireUnusedExternalId(
  rules: Rules,
  externalId: string | null | undefined,
  field: string,
  self?: Rule,
) {
  const other = Object.values(rules).find(
    ({ id, externalRuleId }) => externalId && externalRuleId === externalId && id !== self?.id,
  );
  if (other === undefined) return;
  throw new InvalidArgumentsError([
    { path: field, message: `is the external id of ${shown(other)}; change that one, or give another` },
  ]);
}

/** What a person should know of a rule that is written as a whole. */
export function notesOn(rule: Rule): string[] {
  const { unnamed: _, ...record } = rule;
  return unknownFieldNotes(record, documented);
}

/** What is said wherever options or rules go: nothing lists the expenses that carry their warnings. */
export const warningsNote =
  'No operation lists the expenses that carry such a warning, and what becomes of those warnings is not documented.';

/** The request that makes a rule again what it was. */
export function ruleBack(
  organizationId: string,
  id: string,
  before: RulesState,
  after: RulesState,
): { request: ChangeRequest; except: string[] } {
  const [was, is] = [before, after].map(({ rules }) => itemOf(rules, id) ?? { options: {} });
  const { body, clear } = restoring({ labels: {}, externalRuleId: {} }, was ?? {}, is ?? {});
  const { delta, except } = reverseDelta(optionForm, was?.options ?? {}, is?.options ?? {});
  const [order, orderNow] = [before, after].map((state) => itemOf(state.order, id) ?? []);
  const isReordered = canonicalJson(order) !== canonicalJson(orderNow);
  const isCleared = clear.filter((field) => field === 'externalRuleId');
  return {
    request: {
      operation: 'warningRules.update',
      path: { organizationId, ruleId: id },
      body: { ...body, ...(delta && { options: delta }), ...(isReordered && { optionOrder: order }) },
      clear: isCleared,
    },
    except: [...except, ...preventingLost(was?.options ?? {}, is?.options ?? {})],
  };
}

/** Whether an option prevents validation can be read and not written: an option that comes again does not. */
export function preventingLost(was: Items, is: Items): string[] {
  const names = Object.entries(was)
    .filter(([code, item]) => item.isPreventingValidation === true && !Object.hasOwn(is, code))
    .map(([code, item]) => nameOf(optionForm, item, code));
  if (names.length === 0) return [];
  return [`The API cannot say that an option prevents validation: ${listed(names)} may not do so any more.`];
}
