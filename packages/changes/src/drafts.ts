import * as fs from 'node:fs/promises';
import { join } from 'node:path';

/** Nobody writes at one file for this long, in milliseconds. */
const abandonedAfter = 24 * 3_600_000;

/** Deletes what processes that were killed left half written: new keys, tidied journals, copies of what a reset destroys. */
export async function tidyDrafts(folder: string): Promise<void> {
  for (const place of [folder, join(folder, 'snapshots')]) {
    for (const entry of await fs.readdir(place).catch(() => [])) {
      if (!entry.endsWith('.tmp')) continue;
      const path = join(place, entry);
      const written = (await fs.stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
      if (Date.now() - written > abandonedAfter) await fs.rm(path, { force: true });
    }
  }
}
