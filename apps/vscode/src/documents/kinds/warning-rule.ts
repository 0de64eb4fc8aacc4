import * as z from 'zod';
import { warningRulesKey, warningRulesOf } from '../../readings/warning-rules.ts';
import { divided } from '../content.ts';
import type { DocumentKind } from '../document-kind.ts';
import { labelIn, textOf } from '../labels.ts';
import { type Fields, isFields, ownValue, saysTheSame } from '../nothing.ts';
import { bodyOf, patch, together } from '../patch.ts';
import { itemIn } from './list-item.ts';

const operation = 'warningRules.update';
const fieldsOf = () => Object.keys(bodyOf(operation).shape);

/** Only rules made by API can be changed by it. */
const isOurs = ({ type }: Fields) => type === undefined || type === null || type === 'EXTERNAL';

/** Options as they are written: whether one prevents validation is Jenji’s alone. */
function written(options: unknown): unknown {
  return Array.isArray(options)
    ? options.map((option: unknown) => ({ code: ownValue(option, 'code'), labels: ownValue(option, 'labels') }))
    : undefined;
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

const codesOf = (options: readonly Fields[]) => options.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));

export const warningRuleKind: DocumentKind = {
  name: 'warningRule',
  key: ({ organizationId = '' }) => warningRulesKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => warningRulesOf(connection, organizationId, options),
  find: (value, { ruleId }) => itemIn(value, 'id', ruleId),
  title: ({ labels }, language) => labelIn(labels, language) ?? '',
  content(record) {
    if (!isOurs(record)) return divided(record, []);
    const { editable, readOnly } = divided(record, fieldsOf(), { options: { value: written } });
    const preventing = codesOf(listOf(record.options).filter((option) => option.isPreventingValidation === true));
    return {
      editable,
      readOnly: { ...readOnly, ...(preventing.length > 0 && { optionsPreventingValidation: preventing }) },
    };
  },
  editable: (record) => (isOurs(record) ? bodyOf(operation) : z.strictObject({})),
  changes({ organizationId = '', ruleId = '' }, before, after) {
    const path = { organizationId, ruleId };
    const [was, is] = [listOf(before.options), listOf(after.options)];
    const add = is.filter(({ code }) => !itemIn(was, 'code', textOf(code)));
    const change = is.filter(({ code, ...rest }) => {
      const present = itemIn(was, 'code', textOf(code));
      return present && !saysTheSame({ ...present, code: undefined }, rest);
    });
    const remove = codesOf(was).filter((code) => !itemIn(is, 'code', code));
    const delta = {
      ...(add.length > 0 && { add }),
      ...(change.length > 0 && { change }),
      ...(remove.length > 0 && { remove, maxRemoved: remove.length }),
    };
    const kept = [...codesOf(was).filter((code) => !remove.includes(code)), ...codesOf(add)];
    const order = codesOf(is);
    const isOrdered = saysTheSame(kept, order);
    const options = {
      ...(Object.keys(delta).length > 0 && { options: delta }),
      ...(!isOrdered && order.length > 0 && { optionOrder: order }),
    };
    const rest = patch(before, after, { operation, path, fields: fieldsOf().filter((name) => name !== 'options') });
    if (Object.keys(options).length === 0) return rest;
    const [request] = rest.requests;
    return together({
      requests: [{ ...(request ?? { operation, path }), body: { ...Object(request?.body), ...options } }],
      issues: rest.issues,
    });
  },
};
