import { type Credentials, createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import { type Sandbox, type StartOptions, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, expect } from 'vitest';
import { carryOut } from '../src/carry-out.ts';
import type { ChangeRequest } from '../src/change-request.ts';
import { planChange } from '../src/plan-change.ts';
import { readingWith } from '../src/reading.ts';
import type { LeadingBack } from '../src/recipe.ts';

interface Workshop {
  sandbox: Sandbox;
  jenji: JenjiClient;
  reading: ReturnType<typeof readingWith>;
  plan(request: ChangeRequest): ReturnType<typeof planChange>;
  /** Plans, sends, reads back, and expects that all of it is there and nothing else. */
  commit(
    request: ChangeRequest,
  ): Promise<Awaited<ReturnType<typeof planChange>> & { outcome: Awaited<ReturnType<typeof carryOut>> }>;
  /** Commits, then turns it back, by the action given if that takes one; gives what `look` sees before, between and after. */
  thereAndBack<Seen>(
    request: ChangeRequest,
    look: () => Seen,
    leadingBack?: LeadingBack,
  ): Promise<{ before: Seen; changed: Seen; restored: Seen }>;
}

/** A sandbox and a client for the tests of a file; `key` names the credentials, or the user of a key. Closed after the last test. */
export async function openWorkshop({
  key = 'organization',
  ...options
}: StartOptions & { key?: keyof Sandbox['credentials'] | { user: string } } = {}): Promise<Workshop> {
  const sandbox = await startSandbox({ limits: 'none', expenses: 60, ...options });
  const jenji = createJenjiClient({
    baseUrl: sandbox.url,
    credentials: typeof key === 'string' ? sandbox.credentials[key] : credentialsOf(sandbox, key.user),
    budget: { perSecond: 10_000, perMinute: 600_000 },
  });
  afterAll(async () => {
    await jenji.close();
    await sandbox.close();
  });
  const reading = readingWith(jenji);
  const plan = (request: ChangeRequest) => planChange(reading, request);
  const commit = async (request: ChangeRequest) => {
    const planned = await plan(request);
    const outcome = await carryOut(jenji, reading, planned);
    expect(outcome).toMatchObject({ status: 'committed', settlement: { missing: [], unexpected: [] } });
    return { ...planned, outcome };
  };
  return {
    sandbox,
    jenji,
    reading,
    plan,
    commit,
    async thereAndBack(request, look, leadingBack) {
      // A look must not see later changes through what it shares with the world.
      const seen = () => structuredClone(look());
      const before = seen();
      const { recipe, parsed, before: state, outcome } = await commit(request);
      const changed = seen();
      const reversal = recipe.reverse({ request: parsed, before: state, after: outcome.after ?? {} });
      if ('cannot' in reversal) throw new Error(reversal.cannot);
      if ('needs' in reversal && leadingBack === undefined) throw new Error(reversal.text);
      const { requests } = 'needs' in reversal ? reversal.with(leadingBack ?? { action: '' }) : reversal;
      for (const back of requests) await commit(back);
      return { before, changed, restored: seen() };
    },
  };
}

function credentialsOf({ world }: Sandbox, user: string): Credentials {
  const key = world.keys.find((each) => each.user === user);
  if (key === undefined) throw new Error(`The sandbox has no key of ${user}`);
  return { type: key.type, user, secret: key.secret };
}
