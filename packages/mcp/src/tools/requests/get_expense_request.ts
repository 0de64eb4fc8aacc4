import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { shownValues } from '../../directory/custom-values.ts';
import { Reader } from '../../directory/reader.ts';
import { readRequest } from '../../expense-request/read-request.ts';
import { shownRequest } from '../../expense-request/shown-request.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { idText } from '../../results/id-text.ts';
import { requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';

export default defineTool({
  name: 'get_expense_request',
  title: 'Show an expense request',
  toolset: 'requests',
  hazard: 'read',
  operations: ['expenseRequests.get', 'expenseRequests.actions.list'],
  description: [
    'Shows one expense request in full: owner, comment, files, custom fields, expenses made on it, and the workflow actions possible now.',
    'Costs 2 requests, first up to 6. get_expense shows each of its expenses.',
  ],
  input: z.strictObject({ organization, request: recordId().describe('Id') }),
  output: z.object({
    expense_request: z.looseObject({}).describe('Its fields'),
    custom_fields: z.array(z.looseObject({})).optional().describe('Those filled'),
    actions: z.array(z.string()).describe('Possible now'),
    requests: requestCount(),
  }),
  async handler({ organization: name, request: requestId }, context) {
    const reader = await Reader.open(context);
    const { request, organizationId, names } = await readRequest(reader, requestId, name);
    const [{ data: actions }, customFields] = await Promise.all([
      reader.call('expenseRequests.actions.list', { path: { requestId } }),
      shownValues(request.customFields, names.directory.fields.expense_request, organizationId, reader),
    ]);
    const parts = {
      expense_request: shortenTexts(shownRequest(request, names)) as Record<string, unknown>,
      ...(customFields.length > 0 && { custom_fields: customFields }),
    };
    return {
      structured: { ...parts, actions, requests: reader.requests },
      text: [
        `Expense request ${idText(request.id)}, state ${idText(request.state)}. Possible actions: ${actions.map(idText).join(', ') || 'none'}.`,
        fencedJson(parts),
      ].join('\n'),
    };
  },
});
