import * as z from 'zod';
import { type Recipe, recipe } from '../../recipe.ts';
import { organizationHint } from '../key-organization.ts';
import { actionBody, actionNotes, historyStays, ledBack, sentBody, stateAfter, stateKept } from '../workflow-action.ts';
import { nameOf, readActions, readRequest } from './request-record.ts';

const body = z.strictObject({ ...actionBody.shape, ...organizationHint });

/** The expenses that belong to a request: whether an action changes them as well is written nowhere. */
function linked(expenses: readonly string[] | null | undefined): string[] {
  const count = expenses?.length ?? 0;
  return count > 0 ? [`Its ${count === 1 ? 'expense' : `${count} expenses`} may be changed by it too.`] : [];
}

export const requestWorkflowRecipes: readonly Recipe[] = [
  recipe({
    operation: 'expenseRequests.actions.execute',
    body,
    async read(reading, { path, body: { organizationId } }) {
      const [{ request, organization }, actions] = await Promise.all([
        readRequest(reading, path, organizationId),
        readActions(reading, path),
      ]);
      return { request, actions, organization };
    },
    prepare({ request, actions, organization }, { path, body: { organizationId: _, ...asked } }) {
      const name = nameOf(request);
      const state = stateAfter({ name, state: request.state, actions }, path.actionCode, asked);
      return {
        title: `Run ${JSON.stringify(path.actionCode)} on ${name}`,
        args: { path, body: sentBody(asked) },
        expected: { request: { ...request, state }, actions, organization },
        mayChange: ['actions'],
        notes: [...actionNotes(path.actionCode, asked), ...linked(request.expenses)],
      };
    },
    reverse({ request: { path, body: asked }, before, after }) {
      if (after.request.state === before.request.state) return stateKept;
      return ledBack({
        operation: 'expenseRequests.actions.execute',
        path: { requestId: path.requestId },
        to: before.request.state,
        actionUserId: asked.actionUserId,
        ...(asked.organizationId && { hint: { organizationId: asked.organizationId } }),
        choices: (reading) => readActions(reading, path),
        except: [historyStays],
      });
    },
    organization: ({ organization }) => organization,
  }),
];
