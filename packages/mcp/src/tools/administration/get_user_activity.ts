import * as z from 'zod';
import { date } from '../../arguments/date.ts';
import { organization } from '../../arguments/text.ts';
import { defineListTool } from '../../operations/define-reading-tool.ts';

export default defineListTool({
  name: 'get_user_activity',
  title: 'Show user activity',
  toolset: 'administration',
  operation: 'userActivities.list',
  description: ['Counts what each person did on each day of a period.', 'Costs 1 request.'],
  input: z.strictObject({
    organization,
    start: date().describe('First day'),
    end: date().describe('Last day'),
  }),
  async toCall({ organization: name, start, end }, scope) {
    const organizationId = await scope.organization(name);
    return { path: { organizationId }, query: { from: start, to: end }, organizationId };
  },
});
