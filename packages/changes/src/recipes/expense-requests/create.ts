import { type ExpenseRequest, ForbiddenError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { addedIds, byId } from '../../forms/collection.ts';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { bodyFields } from '../../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';
import { organizationHint, organizationOfUser } from '../key-organization.ts';
import { ledBack } from '../workflow-action.ts';
import { nameOf, readActions } from './request-record.ts';

const body = z.strictObject({ ...bodyFields(operations['expenseRequests.create']).shape, ...organizationHint });

type Creation = z.infer<typeof body>;

const dayMs = 86_400_000;

/** The day so many days from now, UTC. */
const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** Requests of the last week that look like the one to create: there is no operation that lists those of a user. */
async function readAlike(reading: Reading, { userId, type, label }: Creation): Promise<Record<string, ExpenseRequest>> {
  try {
    const period = { start: dayFromNow(-7), end: dayFromNow(1) };
    const { data } = await reading.call('expenseRequests.search', { body: period });
    const alike = data.filter((each) => each.userId === userId && each.type === type && each.label === label);
    return byId(alike.map(withoutPlaceholder), ({ id }) => id);
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    throw new ChangeRefused(
      'policy',
      'This key may not search expense requests, so nobody could tell whether one was created when an answer is lost. ' +
        'Use the key of the organization itself.',
    );
  }
}

export const requestCreationRecipes: readonly Recipe[] = [
  recipe({
    operation: 'expenseRequests.create',
    body,
    async read(reading, { body: asked }) {
      const [organization, requests] = await Promise.all([
        organizationOfUser(reading, asked.userId, asked.organizationId),
        readAlike(reading, asked),
      ]);
      return { organization, requests };
    },
    prepare({ organization, requests }, { path, body: { organizationId: _, ...created } }) {
      const alike = Object.values(requests).map((each) => `${nameOf(each)}, created ${each.creationDate ?? ''}`);
      return {
        title: `Create expense request ${JSON.stringify(created.label)} for user ${JSON.stringify(created.userId)}`,
        args: { path, body: created },
        expected: { organization, requests: { ...requests, [newRecord()]: created } },
        notes: alike.length > 0 ? [`There is one like it already: ${alike.join('; ')}.`] : [],
        newId: ({ id }) => id,
      };
    },
    reverse({ request: { body: asked }, before, after }) {
      const [requestId = newRecord()] = addedIds(before, after, 'requests');
      const reversal = ledBack({
        operation: 'expenseRequests.actions.execute',
        path: { requestId },
        to: undefined,
        ...(asked.organizationId && { hint: { organizationId: asked.organizationId } }),
        choices: (reading) => readActions(reading, { requestId }),
        except: ['It stays, in the state that the action leads to.'],
      });
      return {
        ...reversal,
        text:
          'No operation deletes an expense request; its workflow may have an action that cancels it. Give the code of ' +
          'the one to run, and who performs it if that is someone else.',
      };
    },
    organization: ({ organization }) => organization,
  }),
];
