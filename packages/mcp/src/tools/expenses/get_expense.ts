import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { Reader } from '../../directory/reader.ts';
import { readExpense } from '../../expense/read-expense.ts';
import { shownCustomFields, shownExpense, shownWarnings } from '../../expense/shown-expense.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { idText } from '../../results/id-text.ts';
import { requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';

export default defineTool({
  name: 'get_expense',
  title: 'Show an expense',
  toolset: 'expenses',
  hazard: 'read',
  description: [
    'Shows one expense in full, with custom fields, warnings, history, and the workflow actions possible now.',
    'Costs 2 requests, first up to 5. To find one, use search_expenses.',
  ],
  input: z.strictObject({
    expense: recordId().describe('Expense id'),
    exports: z.boolean().default(false).describe('Also the exports that hold it'),
  }),
  output: z.object({
    expense: z.looseObject({}).describe('Its fields'),
    custom_fields: z.array(z.looseObject({})).optional().describe('Those filled'),
    warnings: z.array(z.looseObject({})).optional().describe('Those open'),
    actions: z.array(z.string()).describe('Possible now'),
    exports: z.looseObject({}).optional().describe('Ids, or none'),
    requests: requestCount(),
  }),
  async handler({ expense: expenseId, exports }, context) {
    const reader = await Reader.open(context);
    const path = { expenseId };
    const whatElse = () =>
      Promise.all([
        reader.call('expenses.actions.list', { path }),
        exports ? reader.call('expenses.exports.get', { path }) : undefined,
      ]);
    const found = readExpense(reader, expenseId);
    // All at once where any expense may be touched; else nothing is asked about one that may not be.
    const more = reader.isBounded ? found.then(whatElse) : whatElse();
    const [{ expense, organizationId }, [actions, held]] = await Promise.all([found, more]);
    const names = await reader.withNames(organizationId, (each) => each);
    const [customFields, warnings] = await Promise.all([
      shownCustomFields(expense, names, reader),
      shownWarnings(expense.warnings ?? [], names, reader),
    ]);
    const record = shortenTexts(shownExpense(expense, names)) as Record<string, unknown>;
    const parts = {
      expense: record,
      ...(customFields.length > 0 && { custom_fields: customFields }),
      ...(warnings.length > 0 && { warnings }),
      ...(held && { exports: { accounting: held.accounting ?? 'none', payroll: held.payroll ?? 'none' } }),
    };
    return {
      structured: { ...parts, actions: actions.data, requests: reader.requests },
      text: [
        `Expense ${idText(expense.id)}, state ${idText(expense.state)}. Possible actions: ${actions.data.map(idText).join(', ') || 'none'}.`,
        fencedJson(parts),
      ].join('\n'),
    };
  },
});
