import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { JenjiError } from '@jenji-kit/client';
import { isCode } from './journal/file-error.ts';
import { keyBytes } from './seal.ts';

/**
 * The key that seals the tokens of all plans of this user on this machine. The first one who needs it makes it: it appears
 * whole or not at all, readable by the user alone. Whoever deletes it makes all tokens that are still open worthless.
 *
 * @throws JenjiError when it cannot be read or made.
 */
export async function sealingKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'key');
  const present = await read(path);
  if (present) return present;
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `key.${randomUUID()}.tmp`);
  try {
    await fs.writeFile(draft, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true });
    await fs.link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw unusable(path, error);
  } finally {
    await fs.rm(draft, { force: true });
  }
  const made = await read(path);
  if (made) return made;
  throw unusable(path);
}

async function read(path: string): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await fs.readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw unusable(path, error);
  }
  if (bytes.length === keyBytes) return bytes;
  throw new JenjiError(
    `${path} must hold ${keyBytes} bytes and holds ${bytes.length}: it is damaged. Delete it; plans that are still open have to be made again.`,
  );
}

function unusable(path: string, cause?: unknown): JenjiError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new JenjiError(`The key of the change journal, ${path}, cannot be used${why}. Nothing was sent.`, { cause });
}
