import type { ToolContext } from '../registry/tool-context.ts';

/** Work in several stretches, each of which counts from its own start, told as one progress that only grows. */
export interface Stretches {
  /** Of the present stretch. */
  readonly progress: ToolContext['progress'];
  /** One step forward that ends the present stretch. */
  step(message: string): void;
}

export function inStretches(progress: ToolContext['progress']): Stretches {
  let begun = 0;
  let latest = 0;
  return {
    progress(done, total, message) {
      latest = Math.max(latest, begun + done);
      progress(begun + done, total === undefined ? undefined : begun + total, message);
    },
    step(message) {
      begun = latest + 1;
      latest = begun;
      progress(begun, undefined, message);
    },
  };
}
