import type { ChangeRecord, Plan } from '@jenji-kit/changes';

/** How the user of a program that hosts this server decides: in the program's own windows, not in those of a client. */
export interface HostApproval {
  /**
   * Shows the plan to the user and waits for what they decide. `ask.signal` aborts when nobody waits any more: the call was
   * cancelled, or the plan has expired; the plan is withdrawn then, whatever this answers.
   *
   * @param ask `token` carries the plan out, so it is for the host alone: no model and no client of the server is given it.
   */
  approve(plan: Plan | ChangeRecord, ask: { token: string; signal: AbortSignal }): Promise<Decision>;
  /** What the client of the call is told meanwhile. */
  readonly waiting: string;
}

export type Decision =
  /** `confirmation` is what the person typed, which a reset needs. */
  | { readonly approved: true; readonly confirmation?: { readonly name: string; readonly count: number } | undefined }
  /** `reason` is a sentence for the model and the journal. */
  | { readonly approved: false; readonly reason: string };

/** Clients that give up after a time without news are given some twice as often as the shortest of these times. */
const newsEveryMs = 15_000;

/**
 * What the user decides. A plan that nobody decides on before it expires is refused; one that the host is carrying out by
 * then was decided on, so its answer is waited for.
 *
 * @param tell Is called at once, and again and again while it takes long.
 * @param isBegun Whether the plan is being carried out, or was.
 * @throws the reason of `signal` when the call is cancelled; what `approve` throws.
 */
export async function decisionOf(
  { approve }: Pick<HostApproval, 'approve'>,
  plan: Plan | ChangeRecord,
  token: string,
  { signal, tell, isBegun }: { signal: AbortSignal; tell(): void; isBegun(): Promise<boolean> },
): Promise<Decision> {
  signal.throwIfAborted();
  const waiting = new AbortController();
  const cancel = () => waiting.abort(signal.reason);
  signal.addEventListener('abort', cancel, { once: true });
  const expire = async () => {
    // What cannot be told to have begun is taken for what nobody decided on: carrying it out is refused from now on.
    if (await isBegun().catch(() => false)) return;
    waiting.abort(new DOMException('The plan has expired.', 'TimeoutError'));
  };
  const expiry = setTimeout(() => void expire(), Date.parse(plan.expiresAt) - Date.now());
  const news = setInterval(tell, newsEveryMs);
  tell();
  const nobody = new Promise<Decision>((resolve, reject) => {
    waiting.signal.addEventListener('abort', () => {
      if (signal.aborted) reject(signal.reason);
      else resolve({ approved: false, reason: 'Nobody decided before the plan expired.' });
    });
  });
  try {
    const decision = await Promise.race([approve(plan, { token, signal: waiting.signal }), nobody]);
    signal.throwIfAborted();
    return decision;
  } finally {
    clearTimeout(expiry);
    clearInterval(news);
    signal.removeEventListener('abort', cancel);
  }
}
