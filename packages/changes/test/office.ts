import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJenjiClient, type JenjiClient } from '@jenji-kit/client';
import { type Sandbox, type StartOptions, startSandbox } from '@jenji-kit/sandbox';
import { afterAll } from 'vitest';
import { type Changes, type ChangesOptions, createChanges } from '../src/changes.ts';

export interface Office {
  sandbox: Sandbox;
  jenji: JenjiClient;
  /** Where journal, key and claims are. */
  folder: string;
  /** The first organization of the sandbox. */
  organizationId: string;
  /** Changes as the operator allows everything, unless said otherwise; each with the same folder. */
  changes(options?: Partial<ChangesOptions>): Changes;
}

/** A sandbox, a client, and a folder for the journal, for the tests of a file. Gone after the last test. */
export async function openOffice({
  key = 'organization',
  ...options
}: StartOptions & { key?: 'organization' | 'bookkeeper' } = {}): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'jenji-changes-'));
  const sandbox = await startSandbox({ limits: 'none', expenses: 50, ...options });
  const credentials = sandbox.credentials[key];
  const jenji = createJenjiClient({
    baseUrl: sandbox.url,
    credentials,
    budget: { perSecond: 10_000, perMinute: 600_000 },
  });
  afterAll(async () => {
    await jenji.close();
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const [organization] = sandbox.world.organizations.values();
  if (organization === undefined) throw new Error('The sandbox has no organization');
  return {
    sandbox,
    jenji,
    folder,
    organizationId: organization.header.id,
    changes: (changed) =>
      createChanges({
        jenji,
        principal: { baseUrl: jenji.baseUrl, user: credentials.user },
        policy: { writes: 'confirm', allowReset: 'all' },
        folder,
        ...changed,
      }),
  };
}
