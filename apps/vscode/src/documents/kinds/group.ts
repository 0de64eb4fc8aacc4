import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { organizationKey, organizationOf } from '../../readings/organization.ts';
import { customFieldValues, divided } from '../content.ts';
import type { DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { isNothing, ownValue, saysTheSame } from '../nothing.ts';
import { bodyOf, namesOf, patch, together } from '../patch.ts';
import { itemIn } from './list-item.ts';

const itself = 'groups.patch';
const values = 'groups.customFields.patch';
const field = 'customFieldValues';

const fieldsOf = () => Object.keys(bodyOf(itself).shape);

/** A group: its name, place and code, and the values of its custom fields, which another operation writes. */
export const groupKind: DocumentKind = {
  name: 'group',
  key: ({ organizationId = '' }) => organizationKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => organizationOf(connection, organizationId, options),
  find: (value, { groupId }) => itemIn(ownValue(value, 'groups'), 'id', groupId),
  title: ({ name }) => textOf(name) ?? '',
  content: (record) => divided(record, [...fieldsOf(), field], { [field]: customFieldValues }),
  editable: () =>
    z.strictObject({ ...bodyOf(itself).shape, [field]: bodyOf(values).shape.customFieldsValues?.nullish() }),
  values: { owner: 'group', field },
  changes({ organizationId = '', groupId = '' }, before, after) {
    const path = { organizationId, groupId };
    const [was, is] = [before[field], after[field]];
    const codes = [...new Set([...namesOf(was), ...namesOf(is)])];
    const changed = codes.filter((code) => !saysTheSame(ownValue(was, code), ownValue(is, code)));
    const emptied = changed.filter((code) => isNothing(ownValue(is, code)));
    const set = Object.fromEntries(
      changed.filter((code) => !emptied.includes(code)).map((code) => [code, ownValue(is, code)]),
    );
    return together(patch(before, after, { operation: itself, path, fields: fieldsOf() }), {
      requests: Object.keys(set).length > 0 ? [{ operation: values, path, body: { customFieldsValues: set } }] : [],
      issues: emptied.map((code) => ({
        path: [field, code],
        message: l10n.t('cannot be emptied: nothing in the API removes a value of a group. Set another value'),
      })),
    });
  },
};
