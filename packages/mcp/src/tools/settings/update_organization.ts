import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_organization',
  title: 'Change an organization',
  toolset: 'settings',
  hazard: 'merge',
  operations: ['organizations.patch'],
  description: [
    'Renames a company, or changes its main language, currency or country; all else stays.',
    'Costs 5 requests.',
  ],
  input: z
    .strictObject({
      organization,
      set: fieldValues().optional().describe('name, masterLanguage, masterCurrency, masterCountry'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, set = {}, clear }, scope) {
    const organizationId = await scope.organization(name);
    return { operation: 'organizations.patch', path: { organizationId }, body: set, ...(clear && { clear }) };
  },
});
