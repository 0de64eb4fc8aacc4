import { InvalidArgumentsError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../change-refused.ts';
import type { WriteOperationId } from '../change-request.ts';
import { shownCode } from '../forms/naming.ts';
import { bodyFields } from '../forms/replacement.ts';
import type { Reading, Reversal } from '../recipe.ts';
import { givenByJenji } from '../state.ts';

/** What a workflow action takes, and what we ask of it beyond: an undo has to lead to the state there was. */
export const actionBody = z.strictObject({
  ...bodyFields(operations['expenses.actions.execute']).shape,
  leadsTo: z
    .string()
    .min(1)
    .optional()
    .describe('State it has to lead to. Jenji decides where it leads; the result says so where that is another one.'),
});

export type ActionBody = z.infer<typeof actionBody>;

/** What is sent of it. */
export function sentBody({ leadsTo: _, ...body }: ActionBody): Omit<ActionBody, 'leadsTo'> {
  return body;
}

interface Actionable {
  /** In words. */
  name: string;
  state: string | null | undefined;
  actions: readonly string[];
}

/**
 * The state that an action is expected to lead to.
 *
 * @throws ChangeRefused where the action is not possible now, InvalidArgumentsError where it is to lead nowhere.
 */
export function stateAfter({ name, state, actions }: Actionable, action: string, { leadsTo }: ActionBody): string {
  if (!actions.includes(action)) {
    const possible = actions.map(shownCode).join(', ');
    throw new ChangeRefused(
      'state',
      `Action ${JSON.stringify(action)} is not possible on ${name}, which is in state ${JSON.stringify(state ?? '')}. ` +
        (possible === '' ? 'No action is possible on it now.' : `Possible now: ${possible}.`),
    );
  }
  if (leadsTo !== undefined && leadsTo === state) {
    const issue = { path: 'body.leadsTo', message: 'is the state that it is in already; leave it out' };
    throw new InvalidArgumentsError([issue], {});
  }
  return leadsTo ?? givenByJenji;
}

/** What a person should know of an action. */
export function actionNotes(action: string, { leadsTo, actionUserId }: ActionBody): string[] {
  const code = JSON.stringify(action);
  return [
    ...(leadsTo === undefined ? [`The API does not tell beforehand to which state ${code} leads.`] : []),
    actionUserId
      ? `It is done in the name of user ${JSON.stringify(actionUserId)}, who needs a profile that allows it.`
      : 'It is done in the name of the user of the API key.',
  ];
}

/** Of every action that is turned back. */
export const historyStays =
  'What was done stays in its history, and messages that Jenji has sent about it are not taken back.';

/** Of an action after which the state is as it was before. */
export const stateKept = {
  cannot: 'The action left the state as it was, and no operation takes back what else it did.',
};

interface Way {
  operation: Extract<WriteOperationId, `${string}.actions.execute`>;
  path: Readonly<Record<string, string>>;
  /** The state to lead back to; undefined where there was none. */
  to: string | null | undefined;
  actionUserId?: string | null | undefined;
  /** Goes into the body as well: what tells the organization where nothing else does. */
  hint?: Readonly<Record<string, string>>;
  choices(reading: Reading): Promise<readonly string[]>;
  except: readonly string[];
}

/** A change of state is turned back by an action that only people who know the workflow can name. */
export function ledBack({
  operation,
  path,
  to,
  choices,
  except,
  hint,
  ...way
}: Way): Extract<Reversal, { needs: 'action' }> {
  const former = to ? `state ${JSON.stringify(to)}` : 'the state there was';
  return {
    needs: 'action',
    text:
      `Only an action of the workflow may lead back to ${former}, and the API does not tell which: to undo it takes the ` +
      'code of one that is possible then. Where it leads elsewhere, the result says so.',
    choices,
    with: ({ action, actionUserId = way.actionUserId ?? undefined }) => ({
      requests: [
        {
          operation,
          path: { ...path, actionCode: action },
          body: { ...(actionUserId && { actionUserId }), ...(to && { leadsTo: to }), ...hint },
        },
      ],
      except,
    }),
  };
}
