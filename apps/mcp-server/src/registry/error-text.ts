import { ChangeRefused } from '@jenji-kit/changes';
import {
  ApiError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  type Hazard,
  InvalidArgumentsError,
  JenjiError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from '@jenji-kit/client';
import { NotConfigured } from '../account/not-configured.ts';
import { plainChange } from '../changes/shown-change.ts';
import { fencedJson } from '../results/fenced-json.ts';
import { cleanAroundFences, untrusted } from '../results/untrusted.ts';
import { AnswerTooLong } from './answer-too-long.ts';
import { InvalidInput } from './invalid-input.ts';
import { Refused } from './refused.ts';

/** What a model reads when a tool failed: what went wrong, what to do next, and whether anything was changed. */
export function errorText(error: unknown, hazard: Hazard): string {
  return cleanAroundFences([...whatAndNext(error), whatBecameOfTheData(error, hazard)].join('\n'));
}

/** Whether the error is none that a tool may throw, but a mistake in this program. */
export function isMistake(error: unknown): boolean {
  return ![InvalidInput, Refused, NotConfigured, AnswerTooLong, JenjiError].some(
    (expected) => error instanceof expected,
  );
}

function whatAndNext(error: unknown): string[] {
  if (error instanceof InvalidInput) return ['The arguments cannot be used as they are.', error.message];
  if (error instanceof ChangeRefused) return [refusalText(error)];
  if (error instanceof NotConfigured || error instanceof Refused || error instanceof AnswerTooLong)
    return [error.message];
  // What an API error quotes are Jenji's words, which may repeat what people typed.
  if (error instanceof ApiError)
    return [error.message.replace(/"(.*)"/s, (_, said) => untrusted(said)), nextStep(error)];
  if (error instanceof JenjiError) return [error.message, nextStep(error)];
  return ['This server made a mistake; its log says more.', 'Try once more, then tell the user to report it.'];
}

/** What the engine of changes says may quote what people typed; where something differs, it is shown. */
function refusalText({ message, drift }: ChangeRefused): string {
  const said = message.includes('"') ? untrusted(message, { max: 3000 }) : message;
  if (drift.length === 0) return said;
  return `${said}\nDiffers: ${fencedJson(drift.slice(0, 20).map(plainChange), 4000)}`;
}

function nextStep(error: JenjiError): string {
  if (error instanceof UnauthorizedError) {
    return 'Tell the user to check JENJI_API_USER, JENJI_API_SECRET, JENJI_KEY_TYPE and JENJI_ENVIRONMENT of this MCP server.';
  }
  if (error instanceof ForbiddenError) return 'Tell the user; trying again does not help.';
  if (error instanceof NotFoundError) return 'Look ids up with a tool that lists or searches.';
  if (error instanceof ConflictError) return 'Read the record again: its state does not allow this, or not any more.';
  if (error instanceof RateLimitedError)
    return `Try again in ${Math.ceil((error.retryAfterMs ?? 60_000) / 1000)} seconds.`;
  if (error instanceof ServerError || error instanceof ConnectionError || error instanceof TimeoutError) {
    return 'Try again in a minute. If it stays so, tell the user that Jenji cannot be reached or is failing.';
  }
  if (error instanceof InvalidArgumentsError || error instanceof ApiError)
    return 'Correct the arguments and call again.';
  return 'Tell the user what happened; trying again does not help.';
}

function whatBecameOfTheData(error: unknown, hazard: Hazard): string {
  const isHarmless = [NotConfigured, Refused, InvalidInput, ChangeRefused].some((each) => error instanceof each);
  if (hazard === 'read' || isHarmless) return 'Nothing was changed.';
  if (error instanceof AnswerTooLong) return 'It was carried out; only the answer did not fit. Do not repeat it.';
  if (error instanceof InvalidArgumentsError) return 'Nothing was sent to Jenji, and nothing was changed.';
  if (error instanceof JenjiError && error.applied) return 'Jenji did carry the change out; only its answer was lost.';
  if (error instanceof JenjiError && !error.ambiguous) return 'Jenji did not carry it out: nothing was changed.';
  return 'It is not known whether the change was made. Read the record again before trying once more.';
}
