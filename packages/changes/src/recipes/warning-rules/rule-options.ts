import { InvalidArgumentsError, operations } from '@jenji-kit/client';
import { type ListDelta, type ListForm, type PlannedList, planDelta, readList } from '../../forms/list-delta.ts';
import { bodyFields } from '../../forms/replacement.ts';
import { within } from '../../forms/within.ts';
import type { Rule } from './rules.ts';

const option = bodyFields(operations['warningRules.update']).shape.options.unwrap().unwrap().element;

/** The options of a warning rule: those that a write leaves out are gone. */
export const optionForm: ListForm = {
  noun: 'option',
  plural: 'options',
  item: option,
  keys: ['code'],
  leaving: 'removed',
  kept: ['isPreventingValidation'],
};

/** The options of a rule after a change; errors name their places in the body. */
export function changedOptions({ options, unnamed }: Rule, sequence: readonly string[], delta: ListDelta): PlannedList {
  return within('options', () => planDelta(optionForm, options, delta, { sequence, ...(unnamed && { unnamed }) }));
}

/** Options as they are sent, in the order of these codes; those not named follow. */
export function inOrder<Item extends Readonly<Record<string, unknown>>>(
  options: readonly Item[],
  codes: readonly string[],
): Item[] {
  const place = ({ code }: Item) => {
    const index = codes.indexOf(String(code));
    return index < 0 ? codes.length : index;
  };
  return [...options].sort((a, b) => place(a) - place(b));
}

/** Options by code, each as reading will show it: what only Jenji sets stays with its code. */
export function optionsOf(
  list: readonly Readonly<Record<string, unknown>>[],
  present: Rule['options'] = {},
): Rule['options'] {
  const { items } = readList(optionForm, list);
  return Object.fromEntries(
    Object.entries(items).map(([code, item]) => [
      code,
      { ...(Object.hasOwn(present, code) && present[code]), ...item },
    ]),
  );
}

/** @throws InvalidArgumentsError where two options have the same code. */
export function requireDistinctCodes(options: readonly { code: string }[] | null | undefined, field: string): void {
  const codes = (options ?? []).map(({ code }) => code);
  const index = codes.findIndex((code, position) => codes.indexOf(code) !== position);
  if (index < 0) return;
  const message = `is the code of another option; give each option a code of its own`;
  throw new InvalidArgumentsError([{ path: `${field}[${index}].code`, message }]);
}
