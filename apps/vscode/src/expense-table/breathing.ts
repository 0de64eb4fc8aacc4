/**
 * Called between the slices of a long computation: gives way to whatever waits, where the last time is long enough ago.
 * Rejects when the result is not wanted any more.
 */
export type Breathe = () => Promise<void> | undefined;

/** Rows that are worked on between two breaths: well under a millisecond. */
export const sliceRows = 8192;

/** The result is not wanted any more. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * @param signal Ends the computation at its next breath.
 * @param yieldTo Gives way, and resolves when it is our turn again.
 * @param milliseconds How long the computation may hold up everybody else.
 */
export function breathing(signal: AbortSignal, yieldTo: () => Promise<void>, milliseconds = 8): Breathe {
  let since = performance.now();
  return () => {
    if (signal.aborted) return Promise.reject(new Superseded());
    if (performance.now() - since < milliseconds) return undefined;
    return yieldTo().then(() => {
      if (signal.aborted) throw new Superseded();
      since = performance.now();
    });
  };
}

/** Never gives way. */
export const breathless: Breathe = () => undefined;
