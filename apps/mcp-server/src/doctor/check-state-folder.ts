import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '@jenji-kit/client';
import type { Environment } from '../settings/read-settings.ts';
import type { Finding } from './check.ts';

const elsewhere = 'or name another folder, by its absolute path, in JENJI_STATE_DIR.';

/** Whether the folder that all programs with one key share can be written to, and by nobody else. */
export async function checkStateFolder(environment: Environment): Promise<Finding> {
  let folder: string;
  try {
    folder = stateFolder(environment);
  } catch (error) {
    return { status: 'failed', detail: messageOf(error), fix: 'Give JENJI_STATE_DIR an absolute path, or unset it.' };
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `.doctor-${randomUUID()}`);
    await writeFile(probe, '', { mode: 0o600 });
    await rm(probe);
  } catch (error) {
    return {
      status: 'failed',
      detail: `${folder} cannot be written to (${messageOf(error)}): the budget is not shared, and no change can be made.`,
      fix: `Make it a folder that you can write to, ${elsewhere}`,
    };
  }
  const { mode } = await stat(folder);
  // On Windows access is not told by these bits.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return {
      status: 'warning',
      detail: `Other users of this machine can look into ${folder}, where the journal of changes is.`,
      fix: `chmod 700 '${folder}'`,
    };
  }
  return { status: 'ok', detail: folder };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
