import { ChangeRefused } from '@jenji-kit/changes';
import {
  ApiError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  type Hazard,
  InvalidArgumentsError,
  isOperationId,
  JenjiError,
  NotFoundError,
  operations,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from '@jenji-kit/client';
import { NotConfigured } from '../account/not-configured.ts';
import { fencedChanges } from '../changes/change-answers.ts';
import { changeLine } from '../changes/shown-change.ts';
import { idText } from '../results/id-text.ts';
import { said } from '../results/said.ts';
import { cleanAroundFences } from '../results/untrusted.ts';
import type { Advice } from '../settings/settings.ts';
import { AnswerTooLong } from './answer-too-long.ts';
import { InvalidInput } from './invalid-input.ts';
import { Refused } from './refused.ts';

/** What a model reads when a tool failed: what went wrong, what to do next, and whether anything was changed. */
export function errorText(error: unknown, hazard: Hazard, advice: Advice = {}): string {
  return cleanAroundFences([...whatAndNext(error, advice), whatBecameOfTheData(error, hazard)].join('\n'));
}

/** Whether the error is none that a tool may throw, but a mistake in this program. */
export function isMistake(error: unknown): boolean {
  return ![InvalidInput, Refused, NotConfigured, AnswerTooLong, JenjiError].some(
    (expected) => error instanceof expected,
  );
}

function whatAndNext(error: unknown, advice: Advice): string[] {
  if (error instanceof InvalidInput) return ['The arguments cannot be used as they are.', error.message];
  if (error instanceof ChangeRefused) return refusalLines(error);
  if (error instanceof InvalidArgumentsError)
    return ['The arguments cannot be used as they are.', ...issueLines(error)];
  if (error instanceof NotConfigured || error instanceof Refused || error instanceof AnswerTooLong)
    return [error.message];
  // What an error quotes are Jenji's words, which may repeat what people typed.
  if (error instanceof JenjiError) return [said(error.message), nextStep(error, advice)];
  return ['This server made a mistake; its log says more.', 'Try once more, then tell the user to report it.'];
}

/** What the engine of changes says; where something differs, that is shown, and where something is to be chosen, what there is. */
function refusalLines({ message, reason, drift, choices }: ChangeRefused): string[] {
  if (choices.length > 0) {
    return [
      'Only a workflow action can turn this back, and Jenji does not tell which one leads where.',
      `Call undo_change again with action, one of those possible now: ${choices.map(idText).join(', ')}. The result says where it led.`,
    ];
  }
  // That nothing was changed is said once, at the end.
  const why = said(message.replace(/ ?Nothing (of it )?was sent( now)?\.$/, ''));
  const differs = fencedChanges(drift.slice(0, 20), {}).map((change) => `- ${changeLine(change)}`);
  return [
    why,
    ...(differs.length > 0 ? ['What differs:', ...differs] : []),
    ...(reason === 'losses' ? [afterLosses(message)] : []),
    ...(reason === 'unresolved' ? ['list_changes with this change_id finds it out; then undo it.'] : []),
    ...(reason === 'unknown' ? ['list_changes shows those there are.'] : []),
  ];
}

/** Tools call the number by another name than the bodies of operations. */
function afterLosses(message: string): string {
  const most = /\bmax([A-Z][a-z]+)\b/.exec(message)?.[1];
  const how = most
    ? `, with that number as max_${most.toLowerCase()} where the tool has it, in body where it has none`
    : '';
  return `Show the user what would be lost; after a yes, call again${how}.`;
}

function issueLines({ issues }: InvalidArgumentsError): string[] {
  return issues.map(({ path, message }) => said(path ? `${path}: ${message}` : message));
}

function nextStep(error: JenjiError, { credentials }: Advice): string {
  if (error instanceof UnauthorizedError) {
    return credentials ?? 'Tell the user to check the credentials of Jenji that this server was given.';
  }
  if (error instanceof ForbiddenError) return 'Tell the user; trying again does not help.';
  if (error instanceof NotFoundError) return 'Look ids up with a tool that lists or searches.';
  if (error instanceof ConflictError) return 'Read the record again: its state does not allow this, or not any more.';
  if (error instanceof RateLimitedError)
    return `Try again in ${Math.ceil((error.retryAfterMs ?? 60_000) / 1000)} seconds.`;
  if (error instanceof ServerError || error instanceof ConnectionError || error instanceof TimeoutError) {
    return 'Try again in a minute. If it stays so, tell the user that Jenji cannot be reached or is failing.';
  }
  if (error instanceof ApiError) return 'Correct the arguments and call again.';
  return 'Tell the user what happened; trying again does not help.';
}

function whatBecameOfTheData(error: unknown, hazard: Hazard): string {
  const isHarmless = [NotConfigured, Refused, InvalidInput, ChangeRefused, InvalidArgumentsError].some(
    (each) => error instanceof each,
  );
  if (hazard === 'read' || isHarmless || isReading(error)) return 'Nothing was changed.';
  if (error instanceof AnswerTooLong) return 'It was carried out; only the answer did not fit. Do not repeat it.';
  if (error instanceof JenjiError && error.applied) return 'Jenji did carry the change out; only its answer was lost.';
  if (error instanceof JenjiError && !error.ambiguous) return 'Jenji did not carry it out: nothing was changed.';
  return 'It is not known whether the change was made. Read the record again before trying once more.';
}

/** Whether it failed while reading: what plans and turns back only reads, and what sends tells of failures in its result. */
function isReading(error: unknown): boolean {
  if (!(error instanceof JenjiError) || error.ambiguous || error.operation === undefined) return false;
  return isOperationId(error.operation) && operations[error.operation].hazard === 'read';
}
