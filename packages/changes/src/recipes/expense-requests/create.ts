import { type ExpenseRequest, ForbiddenError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { addedIds, byId } from '../../forms/collection.ts';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { shownCode } from '../../forms/naming.ts';
import { bodyFields } from '../../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';
import { organizationHint, organizationOfUser } from '../key-organization.ts';
import { ledBack } from '../workflow-action.ts';
import { nameOf, readActions } from './request-record.ts';

const body = z.strictObject({ ...bodyFields(operations['expenseRequests.create']).shape, ...organizationHint });

type Creation = z.infer<typeof body>;

/** The document that holds a user's requests: one plan may create some for several users. */
type Owned = `requests of ${string}`;
const ownedBy = ({ userId }: Pick<Creation, 'userId'>): Owned => `requests of ${userId}`;

type OwnerState = {
  organization: string | undefined;
  [owned: Owned]: Record<string, ExpenseRequest>;
};

const dayMs = 86_400_000;

/** The day so many days from now, UTC. */
const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** A user's requests of the last week: there is no operation that lists all of them. */
async function readRecent(reading: Reading, { userId }: Creation): Promise<Record<string, ExpenseRequest>> {
  try {
    const period = { start: dayFromNow(-7), end: dayFromNow(1) };
    const { data } = await reading.call('expenseRequests.search', { body: period });
    const own = data.filter((each) => each.userId === userId);
    return byId(own.map(withoutPlaceholder), ({ id }) => id);
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
    async read(reading, { body: asked }): Promise<OwnerState> {
      const [organization, requests] = await Promise.all([
        organizationOfUser(reading, asked.userId, asked.organizationId),
        readRecent(reading, asked),
      ]);
      const state: OwnerState = { organization };
      state[ownedBy(asked)] = requests;
      return state;
    },
    prepare(state, { path, body: { organizationId: _, ...created } }) {
      const requests = state[ownedBy(created)] ?? {};
      const alike = Object.values(requests)
        .filter(({ type, label }) => type === created.type && label === created.label)
        .map((each) => `${nameOf(each)}, created ${shownCode(each.creationDate ?? '')}`);
      return {
        title: `Create expense request ${JSON.stringify(created.label)} for user ${JSON.stringify(created.userId)}`,
        args: { path, body: created },
        expected: { ...state, [ownedBy(created)]: { ...requests, [newRecord()]: created } },
        notes: alike.length > 0 ? [`There is one like it already: ${alike.join('; ')}.`] : [],
        newId: ({ id }) => id,
      };
    },
    reverse({ request: { body: asked }, before, after }) {
      const [requestId = newRecord()] = addedIds(before, after, ownedBy(asked));
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
