import { createHash } from 'node:crypto';
import { StorageError } from '../errors.ts';

/** The value of a `Content-MD5` header: the 16 bytes of the hash in base64. */
export function contentMd5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('base64');
}

/** @throws StorageError unless the text is the base64 of 16 bytes. */
export function checkMd5Text(md5: string): void {
  if (!/^[A-Za-z0-9+/]{22}==$/.test(md5)) {
    throw new StorageError('md5 must be the MD5 hash of the content in base64: 24 characters, the last two "==".');
  }
}

/**
 * Passes a content on while hashing it, and keeps the last part back until the hash is known to be right: a content
 * that is not what was promised never arrives whole.
 *
 * @throws StorageError, `mismatch` being its message, when the hash is another one.
 */
export async function* verifyMd5(
  content: AsyncIterable<Uint8Array>,
  md5: string,
  mismatch: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('md5');
  let held: Uint8Array | undefined;
  for await (const part of content) {
    hash.update(part);
    if (held) yield held;
    held = part;
  }
  if (hash.digest('base64') !== md5) throw new StorageError(mismatch);
  if (held) yield held;
}
