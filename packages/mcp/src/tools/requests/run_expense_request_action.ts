import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { recordIds } from '../../arguments/record-ids.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { notInState } from '../../changes/expected-state.ts';

export default defineChangeTool({
  name: 'run_expense_request_action',
  title: 'Run an action on expense requests',
  toolset: 'requests',
  hazard: 'transition',
  operations: ['expenseRequests.actions.execute'],
  description: [
    'Approves, rejects, closes … one or many expense requests in one plan; those on which it is not possible are left out and told.',
    'get_expense_request shows the actions. Costs 6 requests each.',
  ],
  input: z.strictObject({
    organization,
    requests: recordIds(200).describe('Ids'),
    action: recordId().describe('Code, such as validate'),
    expected_state: text().optional().describe('The state you saw'),
    as_user: text().optional().describe('Who acts: name or id'),
    comment: text(2000).optional().describe('Why; kept with it'),
  }),
  argumentNames: { path: 'action', 'path.requestId': 'requests', body: '', 'body.actionUserId': 'as_user' },
  async toChange({ organization: name, requests, action, as_user: asUser, comment }, scope) {
    const organizationId = await scope.organization(name);
    const actionUserId = asUser === undefined ? undefined : await scope.user(organizationId, 'as_user', asUser);
    const body = {
      organizationId,
      ...(actionUserId !== undefined && { actionUserId }),
      ...(comment !== undefined && { comment }),
    };
    return requests.map((requestId) => ({
      operation: 'expenseRequests.actions.execute' as const,
      path: { requestId, actionCode: action },
      body,
    }));
  },
  objection: (plan, { expected_state: expected }) => notInState(plan, expected, 'request'),
});
