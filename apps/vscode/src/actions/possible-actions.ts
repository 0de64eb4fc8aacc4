import type { Connection } from '../accounts/connection.ts';
import { actionsOf } from '../readings/expense.ts';
import { requestActionsOf } from '../readings/request-actions.ts';
import { actionWord } from '../words/action-word.ts';
import type { Actionable } from './actionable.ts';

/** A workflow action, and for which of the records it is possible. */
export interface PossibleAction {
  readonly code: string;
  readonly word: string;
  readonly on: readonly Actionable[];
}

export interface PossibleActions {
  /** Those that are possible on most first. */
  readonly actions: readonly PossibleAction[];
  /** Whether each record was asked about, or one for each state they are in: then the plan tells which cannot. */
  readonly each: boolean;
}

export interface PossibleOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** Up to here, each record is asked about: a request for each. */
const mostAsked = 12;

/**
 * Which workflow actions are possible on records. The actions of a workflow hang on the state, so of many records one
 * of each kind and state is asked about: making a plan asks about each anyway, before anything is sent.
 *
 * @throws what reading throws; AbortedError on `signal`.
 */
export async function possibleActions(
  connection: Pick<Connection, 'jenji' | 'readings'>,
  records: readonly Actionable[],
  { signal, progress }: PossibleOptions = {},
): Promise<PossibleActions> {
  const alike = new Map<string, Actionable[]>();
  for (const record of records) {
    const { kind, organizationId, state, id } = record;
    const group = records.length <= mostAsked || state === undefined ? id : `${kind} ${organizationId} ${state}`;
    alike.set(group, [...(alike.get(group) ?? []), record]);
  }
  const on = new Map<string, Actionable[]>();
  let done = 0;
  for (const group of alike.values()) {
    progress?.(done++, alike.size);
    const [asked] = group;
    if (!asked) continue;
    const read = asked.kind === 'expense' ? actionsOf : requestActionsOf;
    const { value } = await read(connection, asked.id, { signal });
    for (const code of value) on.set(code, [...(on.get(code) ?? []), ...group]);
  }
  const actions = [...on].map(([code, able]) => ({ code, word: actionWord(code), on: able }));
  return {
    // What comes first in the workflow stays first among equals.
    actions: actions.sort((a, b) => b.on.length - a.on.length),
    each: alike.size === records.length,
  };
}
