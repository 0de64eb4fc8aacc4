import { type JenjiClient, JenjiError } from '@jenji-kit/client';
import { overlaps } from './difference.ts';
import type { PlannedChange } from './plan-change.ts';
import type { Reading } from './recipe.ts';
import { type Settlement, settle } from './settle.ts';
import { givenByJenji, type State } from './state.ts';

/** What became of a write that was sent. */
export interface Outcome {
  /**
   * `committed`: done, and read back. `failed`: Jenji refused it, nothing changed. `not-applied`: no answer came, and
   * reading back shows that it was not carried out. `partly`: some of it is there. `unknown`: no answer came, and
   * reading back failed too, or cannot show what became of it.
   */
  status: 'committed' | 'failed' | 'not-applied' | 'partly' | 'unknown';
  /** The state read back; undefined where that failed, or was not needed. */
  after?: State;
  settlement?: Settlement;
  /** Jenji's answer; undefined where it was lost or has no content. */
  answer?: unknown;
  /** Why there is no answer, or why reading back failed. */
  error?: JenjiError;
}

/** Milliseconds that reading back may take, also after the caller has given up: what was sent must not stay unknown. */
const readBackMs = 60_000;

/**
 * Sends the write, reads back, and compares. Never repeats anything.
 *
 * @param reading Reads without the caller's signal: a call that was cancelled after it was sent is read back all the same.
 * @throws AbortedError when it was cancelled before it was sent.
 */
export async function carryOut(
  jenji: JenjiClient,
  reading: Reading,
  planned: PlannedChange,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { request, recipe, parsed, before, prepared } = planned;
  let answer: unknown;
  let lost: JenjiError | undefined;
  try {
    answer = await jenji.callUnknown(request.operation, prepared.args, { signal, timeoutMs: readBackMs });
  } catch (error) {
    if (!(error instanceof JenjiError)) throw error;
    if (!error.ambiguous) {
      if (signal?.aborted) throw error;
      return { status: 'failed', error };
    }
    lost = error;
  }
  if (lost && prepared.unseen) return { status: 'unknown', error: lost };
  let after: State;
  try {
    after = await recipe.read(reading, parsed);
  } catch (error) {
    if (!(error instanceof JenjiError)) throw error;
    return { status: lost === undefined ? 'committed' : 'unknown', answer, error: lost ?? error };
  }
  const told = answer === undefined || answer === null ? undefined : prepared.answered?.(answer);
  // It was carried out, and what it came to was to be told by the answer, which says nothing.
  if (prepared.answered && told === undefined && lost === undefined) return { status: 'committed', answer };
  after = { ...after, ...told };
  const settlement = settle(before, prepared, after, answeredId(planned, answer));
  // Where all was as wanted before, it makes no difference whether it was carried out.
  const status = statusOf(settlement, lost === undefined || planned.diff.length === 0);
  return {
    // A proxy may call something a success that never reached Jenji, and Jenji may show what it did a moment later.
    status: lost?.applied && status === 'not-applied' ? 'unknown' : status,
    after,
    settlement,
    ...(answer !== undefined && { answer }),
    ...(lost && { error: lost }),
  };
}

/** The id of the new record, if the answer says it. */
export function answeredId({ prepared }: PlannedChange, answer: unknown): string | undefined {
  return answer === undefined || answer === null ? undefined : (prepared.newId?.(answer) ?? undefined);
}

/**
 * What a comparison says of a write. `known`: Jenji said that it succeeded, in an answer that could be read.
 */
export function statusOf(
  { result, missing, changed }: Settlement,
  known: boolean,
): Exclude<Outcome['status'], 'failed'> {
  if (result === 'applied') return 'committed';
  // Jenji's answer is what counts where no record shows it: a link was asked for, or an action kept the state.
  const onlyJenjiKnew = missing.every(({ after }) => after === givenByJenji);
  if (known && onlyJenjiKnew) return 'committed';
  if (result === 'partly' || known) return 'partly';
  // Something happened where it was to happen, and it is not what was sent: Jenji may have written it in its own way, or
  // somebody else may have been there.
  if (missing.some(({ path }) => changed.some((change) => overlaps(change.path, path)))) return 'unknown';
  // Where nothing was to be seen, seeing nothing says nothing; and where an action may have kept the state, a mark that
  // Jenji left says that something was done.
  return missing.length === 0 || (onlyJenjiKnew && changed.length > 0) ? 'unknown' : 'not-applied';
}
