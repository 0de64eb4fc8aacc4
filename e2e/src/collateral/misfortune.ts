import type { Fault, Sandbox } from '@jenji-kit/sandbox';
import type { Draw } from '../writing-operations/draw.ts';

/** Whatever can become of a request, whether the server carries it out or not. */
const anything: readonly Fault[] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'reset-after' },
  { kind: 'truncate' },
  { kind: 'cut-body' },
  { kind: 'garbage' },
  { kind: 'garbage', committed: true },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, committed: true },
  { kind: 'status', status: 503 },
  { kind: 'html' },
  { kind: 'html', committed: true },
  { kind: 'status', status: 400 },
  { kind: 'retry-after', seconds: 0 },
  { kind: 'gzip' },
];

/** It costs a second: rare. */
const overTheLimit: Fault = { kind: 'status', status: 429, errorCode: 'RATE_LIMITED' };

/**
 * Lets something go wrong with the requests of one step: with the write, with reads before it, with those after it.
 *
 * @returns what ends it.
 */
export function misfortune(sandbox: Sandbox, draw: Draw, operation: string): () => void {
  let isOver = false;
  const kind = draw.chance(0.01) ? overTheLimit : (draw.one(anything) ?? overTheLimit);
  const times = draw.chance(0.15) ? 2 : 1;
  const where = draw.number();
  if (where < 0.7) sandbox.faults.add({ ...kind, operation, times });
  else if (where < 0.92) sandbox.faults.add({ ...kind, times, probability: 0.5 });
  if (where < 0.1 || where > 0.92) {
    // Nobody can read what became of it, for a while.
    void sandbox
      .nextRequest((request) => isOver || request.operation === operation)
      .then(() => {
        if (!isOver) sandbox.faults.add({ kind: 'status', status: 503, method: 'GET' });
      });
    if (where > 0.92) sandbox.faults.add({ ...kind, operation, times });
  }
  return () => {
    isOver = true;
    sandbox.faults.clear();
  };
}
