import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { allLabels, labelOf } from '../../directory/labels.ts';
import { NameIndex } from '../../directory/name-index.ts';
import { anyNewExpense, newExpenseFields, ownerOf } from '../../expense/new-expense.ts';

const { argumentNames, creation } = newExpenseFields({ template: 'templateId' });

export default defineChangeTool({
  name: 'create_allowance',
  title: 'Create an allowance',
  toolset: 'receipts',
  hazard: 'create',
  operations: ['expenses.create'],
  description: [
    'Creates an expense of a flat rate, such as a meal allowance, from a template that sets its amount.',
    'Unknown names are answered with the nearest. Costs 6 requests, first up to 9.',
  ],
  input: z.strictObject({
    ...anyNewExpense,
    template: text().describe('Label or id'),
    set: fieldValues().optional().describe('label, category, country … where the template leaves them open; tags'),
  }),
  argumentNames,
  async toChange(input, scope) {
    const { organizationId, person, language } = await ownerOf(input, scope);
    const { data } = await scope.reader.call('allowanceTemplates.list', { path: { organizationId } });
    const templates = new NameIndex(
      data
        .filter(({ disabled }) => disabled !== true)
        .map(({ templateId, labelsPerLanguage: labels }) => ({
          id: templateId ?? '',
          name: labelOf(labels, language) ?? templateId ?? '',
          otherNames: allLabels(labels),
        })),
    );
    const template = templates.resolve({ field: 'template', kind: 'allowance template', value: input.template });
    const at = { organizationId, userId: person.id, scope };
    return await creation('ALLOWANCE', input, at, { templateId: template.id });
  },
});
