import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { JenjiError } from '@jenji-kit/client';

const pieceOf = 64 * 1024;

/**
 * Keeps records in `<folder>/snapshots/<name>.jsonl`, one a line, readable by the user alone and on the disk when it
 * returns. An older file of that name, of an attempt that was cut off, is replaced.
 *
 * @returns the path.
 * @throws JenjiError when it cannot be written, and what reading throws; nothing of the file remains then.
 */
export async function keepSnapshot(folder: string, name: string, records: AsyncIterable<unknown>): Promise<string> {
  const place = join(folder, 'snapshots');
  const path = join(place, `${name}.jsonl`);
  const draft = `${path}.tmp`;
  const handle = await writing(path, async () => {
    await fs.mkdir(place, { recursive: true, mode: 0o700 });
    return fs.open(draft, 'w', 0o600);
  });
  try {
    let piece = '';
    for await (const record of records) {
      piece += `${JSON.stringify(record)}\n`;
      if (piece.length < pieceOf) continue;
      const full = piece;
      piece = '';
      await writing(path, () => handle.appendFile(full));
    }
    await writing(path, async () => {
      await handle.appendFile(piece);
      await handle.sync();
      await handle.close();
      await fs.rename(draft, path);
    });
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fs.rm(draft, { force: true });
    throw error;
  }
  return path;
}

/** Lets go of what was kept before a change that then was not sent. */
export async function dropSnapshot(path: string): Promise<void> {
  await fs.rm(path, { force: true });
}

async function writing<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new JenjiError(`What would be destroyed cannot be kept in ${path}: ${why}. Nothing was sent.`, {
      cause: error,
    });
  }
}
