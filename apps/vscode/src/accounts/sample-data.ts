import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetLimits, Credentials, KeyType } from '@jenji-kit/client';

/** Made-up companies behind a sandbox in this window. */
interface RunningSample {
  readonly url: string;
  readonly credentials: Readonly<Record<KeyType, Credentials>>;
  /** What the sandbox refuses beyond. */
  readonly limits: BudgetLimits;
  /** Temporary: what was changed in a made-up world is worth nothing once it is gone. */
  readonly stateFolder: string;
}

export interface SampleData {
  /** Starts the sandbox with the first use. */
  start(): Promise<RunningSample>;
  /** Forgets the made-up world; the next start makes it anew. */
  stop(): Promise<void>;
}

/** Sample data that keeps to these limits, as Jenji does to its own. */
export function createSampleData(limits: () => Partial<BudgetLimits>): SampleData {
  let running: Promise<RunningSample & { close(): Promise<void> }> | undefined;

  async function begin() {
    await removeForgotten();
    const { startSandbox, documentedLimits } = await import('@jenji-kit/sandbox');
    const kept = { ...documentedLimits, ...limits() };
    const sandbox = await startSandbox({ limits: kept });
    const stateFolder = await mkdtemp(join(tmpdir(), folderStart));
    return {
      url: sandbox.url,
      credentials: sandbox.credentials,
      limits: kept,
      stateFolder,
      async close() {
        await sandbox.close();
        await rm(stateFolder, { recursive: true, force: true });
      },
    };
  }

  return {
    async start() {
      running ??= begin();
      const starting = running;
      try {
        return await starting;
      } catch (error) {
        if (running === starting) running = undefined;
        throw error;
      }
    },
    async stop() {
      const stopping = running;
      running = undefined;
      await (await stopping?.catch(() => undefined))?.close();
    },
  };
}

const folderPrefix = 'jenji-sample-';
const folderStart = `${folderPrefix}${process.pid}-`;

/** Removes what windows left behind that were killed before they could. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const owner = name.startsWith(folderPrefix) ? Number.parseInt(name.slice(folderPrefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || owner === process.pid || isRunning(owner)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
