import { type Hazard, JenjiError } from '@jenji-kit/client';
import { NotConfigured } from '../account/not-configured.ts';
import { InvalidInput } from './invalid-input.ts';

/** What a model reads when a tool failed: what went wrong, what to do next, and whether anything was changed. */
export function errorText(error: unknown, hazard: Hazard): string {
  return [whatWentWrong(error), wasAnythingChanged(error, hazard)].join('\n');
}

/** Whether the error is none that a tool may throw, but a mistake in this program. */
export function isMistake(error: unknown): boolean {
  return !(error instanceof InvalidInput || error instanceof NotConfigured || error instanceof JenjiError);
}

function whatWentWrong(error: unknown): string {
  if (error instanceof InvalidInput) return `The arguments cannot be used as they are.\n${error.message}`;
  if (error instanceof NotConfigured || error instanceof JenjiError) return error.message;
  return 'This server made a mistake; its log says more. Try once more, then report it with the arguments used.';
}

function wasAnythingChanged(error: unknown, hazard: Hazard): string {
  if (hazard === 'read' || error instanceof NotConfigured) return 'Nothing was changed.';
  if (error instanceof InvalidInput) return 'Nothing was sent to Jenji, and nothing was changed.';
  if (error instanceof JenjiError && !error.ambiguous) return 'Jenji did not carry it out: nothing was changed.';
  return 'It is not known whether the change was made. Read the record again before trying once more.';
}
