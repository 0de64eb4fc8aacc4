import * as z from 'zod';
import { recordIds } from '../../arguments/record-ids.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { NameIndex } from '../../directory/name-index.ts';
import { readExpense } from '../../expense/read-expense.ts';

export default defineChangeTool({
  name: 'set_expense_warning',
  title: 'Put warnings on, take them off',
  toolset: 'receipts',
  hazard: 'delete',
  operations: ['expenses.warnings.add', 'expenses.warnings.remove'],
  description: [
    "Puts a warning of one of the company's own rules on expenses, or takes it off; other warnings stay.",
    "Jenji's own warnings cannot be set. get_expense shows those there are. Costs 6 requests each.",
  ],
  input: z
    .strictObject({
      expenses: recordIds(100).describe('Ids'),
      rule: text().describe('Label or id'),
      present: z.boolean().default(true).describe('false: take it off'),
      code: text().optional().describe('Option, where the rule has several'),
    })
    .check(({ value: { present, code }, issues }) => {
      if (present || code === undefined) return;
      issues.push({ code: 'custom', path: ['code'], message: 'goes with a warning put on; leave it out', input: code });
    }),
  argumentNames: { 'path.warningRuleId': 'rule', path: 'expenses', body: '' },
  async toChange({ expenses, rule, present, code }, { reader }) {
    const [first = ''] = expenses;
    const { organizationId } = await readExpense(reader, first);
    const labels = await reader.warningLabels(organizationId);
    const rules = new NameIndex([...labels].map(([id, name]) => ({ id, name })));
    // The path takes the id of other systems as well, after this.
    const isForeign = rule.startsWith('ext-');
    const { id } = isForeign ? { id: rule } : rules.resolve({ field: 'rule', kind: 'rule made by API', value: rule });
    return expenses.map((expenseId) => {
      const path = { expenseId, warningRuleId: id };
      return present
        ? { operation: 'expenses.warnings.add' as const, path, body: { ...(code !== undefined && { code }) } }
        : { operation: 'expenses.warnings.remove' as const, path };
    });
  },
});
