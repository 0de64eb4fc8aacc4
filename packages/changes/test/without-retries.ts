import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import type { Sandbox } from '@jenji-kit/sandbox';
import { afterAll } from 'vitest';
import { carryOut, type Outcome } from '../src/carry-out.ts';
import type { ChangeRequest, WriteOperationId } from '../src/change-request.ts';
import { planChange } from '../src/plan-change.ts';
import { readingWith } from '../src/reading.ts';

/** A client that tries once, for tests of writes that get no answer: any other repeats what may be repeated. */
function clientWithoutRetries(sandbox: Sandbox): JenjiClient {
  const jenji = createJenjiClient({
    baseUrl: sandbox.url,
    credentials: sandbox.credentials.organization,
    budget: { perSecond: 10_000, perMinute: 600_000 },
    maxAttempts: 1,
  });
  afterAll(() => jenji.close());
  return jenji;
}

/** Carries a change out twice while its answer is lost: first the request does not arrive, then it does. */
export function lossOfAnswers(sandbox: Sandbox): (request: ChangeRequest) => Promise<[Outcome, Outcome]> {
  const jenji = clientWithoutRetries(sandbox);
  const reading = readingWith(jenji);
  const carried = async (request: ChangeRequest, kind: 'reset-before' | 'reset-after') => {
    const operation: WriteOperationId = request.operation;
    const planned = await planChange(reading, request);
    const remove = sandbox.faults.add({ operation, kind, times: 1 });
    const outcome = await carryOut(jenji, reading, planned);
    remove();
    return outcome;
  };
  return async (request) => [await carried(request, 'reset-before'), await carried(request, 'reset-after')];
}
