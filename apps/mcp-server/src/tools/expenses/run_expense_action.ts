import { type Expense, ForbiddenError, JenjiError } from '@jenji-kit/client';
import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { text } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { type Change, changesBetween } from '../../expense/changes.ts';
import { readExpense } from '../../expense/read-expense.ts';
import { whoMayAct } from '../../expense/who-may-act.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import { Refused } from '../../registry/refused.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { ours } from '../../results/fenced-value.ts';
import { idText } from '../../results/id-text.ts';
import { requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'run_expense_action',
  title: 'Run a workflow action on an expense',
  toolset: 'expenses',
  hazard: 'transition',
  description: [
    'Approves, rejects, pays … one expense. First get_expense, show the user state and action, and ask.',
    'Refuses when the state is not the one given or the action is not possible; reads back afterwards and reports every field that changed.',
    'Costs 4 requests.',
  ],
  input: z.strictObject({
    expense: recordId().describe('Expense id'),
    action: recordId().describe('One of the actions of get_expense'),
    expected_state: text().describe('The state you saw'),
    as_user: text().optional().describe('Name or id of who acts; default the user of the key'),
    comment: text(2000).optional().describe('Why; kept with the change'),
  }),
  output: z.object({
    expense_id: z.string().describe('Which'),
    action: z.string().describe('What was done'),
    from_state: z.string().describe('State before'),
    to_state: z.string().describe('State read back'),
    changed: z.array(z.looseObject({})).describe('{field, before, after}'),
    also_changed: z.array(z.looseObject({})).optional().describe('What a workflow action should not touch'),
    notes: ours(z.array(z.string()).optional().describe('To tell the user')),
    requests: requestCount(),
  }),
  async handler({ expense: expenseId, action, expected_state: expectedState, as_user: asUser, comment }, context) {
    if (context.settings.writes === 'off')
      throw new Refused('This server is read-only: its operator has switched writing off.');
    const reader = await Reader.open(context);
    const path = { expenseId };
    const { expense: before, organizationId } = await readExpense(reader, expenseId);
    const stateBefore = before.state ?? '';
    if (stateBefore !== expectedState) {
      throw new Refused(
        `The expense is in state ${idText(stateBefore)}, not ${JSON.stringify(expectedState)}. Show the user what it is now (get_expense) before deciding again.`,
      );
    }
    const actor =
      asUser === undefined
        ? undefined
        : await reader.withNames(organizationId, ({ people }) =>
            people.resolve({ field: 'as_user', kind: 'user', value: asUser }),
          );
    const { data: possible } = await reader.call('expenses.actions.list', { path });
    if (!possible.includes(action)) {
      throw new InvalidInput({
        field: 'action',
        rule: `is not possible in state ${idText(stateBefore)}: ${JSON.stringify(action)}`,
        fix: possible.length > 0 ? `Possible now: ${possible.map(idText).join(', ')}.` : 'No action is possible now.',
      });
    }

    // From here on what was read of expenses may be wrong, whatever becomes of the request.
    reader.memory.expenses.clear();
    let lostAnswer: JenjiError | undefined;
    try {
      const body = { ...(actor && { actionUserId: actor.id }), ...(comment !== undefined && { comment }) };
      await reader.call('expenses.actions.execute', { path: { expenseId, actionCode: action }, body });
    } catch (error) {
      if (!(error instanceof JenjiError)) throw error;
      if (error instanceof ForbiddenError) throw await explained(error, before, organizationId, reader);
      if (!error.ambiguous) throw error;
      lostAnswer = error;
    }
    const after = await readBack(reader, expenseId, lostAnswer);
    reader.memory.expenses.clear();
    const { expected, unexpected } = changesBetween(before, after);
    if (lostAnswer && expected.length === 0 && unexpected.length === 0) {
      throw new Refused(
        `Jenji gave no answer (${lostAnswer.message}). Read again at once, the expense is as it was, in state ${idText(stateBefore)}. It may still be carried out late: read it again before another attempt.`,
      );
    }

    const stateAfter = after.state ?? '';
    const notes = [
      lostAnswer &&
        `The answer of Jenji was lost (${lostAnswer.name}); reading the expense again shows that it was changed.`,
      stateAfter === stateBefore && 'The state is the same as before.',
      unexpected.length === 0
        ? 'Nothing else of the record changed.'
        : 'More than a workflow action should touch has changed: show it to the user.',
    ].filter((note) => typeof note === 'string');
    const changes = (list: readonly Change[]) =>
      list.map(({ field, before, after }) => ({
        field,
        before: shortenTexts(before, 300),
        after: shortenTexts(after, 300),
      }));
    return {
      structured: {
        expense_id: expenseId,
        action,
        from_state: stateBefore,
        to_state: stateAfter,
        changed: changes(expected),
        ...(unexpected.length > 0 && { also_changed: changes(unexpected).slice(0, 30) }),
        notes,
        requests: reader.requests,
      },
      text: [
        `${idText(action)} on expense ${idText(expenseId)}: state ${idText(stateBefore)} -> ${idText(stateAfter)}${actor ? `, as ${idText(actor.id)}` : ''}.`,
        `Changed: ${expected.map(({ field }) => idText(field)).join(', ') || 'nothing'}.`,
        ...(unexpected.length > 0 ? [`Also changed: ${fencedJson(changes(unexpected), 4000)}`] : []),
        ...notes,
      ].join('\n'),
    };
  },
});

/** A refusal for want of a right, with the people who have it. */
async function explained(
  error: ForbiddenError,
  expense: Expense,
  organizationId: string,
  reader: Reader,
): Promise<ForbiddenError | Refused> {
  const refusal = error.error ?? '';
  const people = await reader
    .withNames(organizationId, (names) => whoMayAct(expense.userId, refusal, names))
    .catch(() => undefined);
  return people ? new Refused(`Jenji refuses it to this user: ${untrusted(refusal)}. ${people}`) : error;
}

/**
 * The expense after the attempt.
 *
 * @throws the error of the attempt when it cannot be read, since then nobody knows what became of it.
 */
async function readBack(reader: Reader, expenseId: string, lostAnswer: JenjiError | undefined): Promise<Expense> {
  try {
    return await reader.call('expenses.get', { path: { expenseId } });
  } catch (error) {
    if (lostAnswer) throw lostAnswer;
    throw new JenjiError(
      `The action was carried out, but the expense could not be read afterwards: ${error instanceof Error ? error.message : 'unknown reason'}`,
      { applied: true, cause: error },
    );
  }
}
