import type { ChangeRequest } from '@jenji-kit/changes';
import * as z from 'zod';
import { fieldNames, fieldValues } from '../../arguments/field-values.ts';
import { organization, texts } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { isRecord } from '../../operations/chosen-fields.ts';

export default defineChangeTool({
  name: 'change_custom_fields',
  title: 'Change custom fields',
  toolset: 'settings',
  hazard: 'replace',
  operations: [
    'customFields.expense.replaceAll',
    'customFields.vehicle.replaceAll',
    'customFields.expense.update',
    'customFields.vehicle.update',
  ],
  description: [
    'Adds, changes and disables custom fields of expenses or vehicles; those not named stay as they are.',
    'Jenji loses editableScopeCondition of all fields, except when one is changed and nothing else.',
    'list_custom_fields shows them. Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    of: z.enum(['expense', 'vehicle']).describe('What has them'),
    add: z.array(fieldValues()).optional().describe('key, type, labelsPerLanguage {en}, required, listId …'),
    change: z.array(fieldValues()).optional().describe('key and the fields to set; clear: names to empty'),
    disable: texts().optional().describe('Labels or keys'),
    max_disabled: z.int().optional().describe('How many may be disabled, default those named'),
    accept: fieldNames().optional().describe('editableScopeCondition, as nobody can read it'),
  }),
  argumentNames: { body: '' },
  async toChange(
    { organization: name, of, add, change, disable, max_disabled: most, accept },
    scope,
  ): Promise<ChangeRequest> {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, '', { add, change });
    const keys = await Promise.all(
      (disable ?? []).map((value, at) => scope.customField(organizationId, of, `disable[${at}]`, value)),
    );
    const all = await scope.reader.withNames(organizationId, ({ directory }) =>
      directory.fields[of].items.map(({ id }) => id),
    );
    const [only, ...more] = Array.isArray(body.change) ? body.change : [];
    if (isRecord(only) && more.length === 0 && !add && !disable && typeof only.key === 'string') {
      const { key, clear, ...set } = only;
      return {
        operation: `customFields.${of}.update` as const,
        path: { organizationId, customFieldKey: key },
        body: set,
        ...(Array.isArray(clear) && { clear: clear.map(String) }),
      };
    }
    return {
      operation: `customFields.${of}.replaceAll` as const,
      path: { organizationId },
      body: { ...body, ...(disable && { disable: keys, maxDisabled: most ?? keys.length }) },
      ...(accept && {
        accept: accept.flatMap((field) => (field === unreadable ? all.map((key) => `${field}.${key}`) : field)),
      }),
    };
  },
});

/** No operation reads it, and writing the list clears it. */
const unreadable = 'editableScopeCondition';
