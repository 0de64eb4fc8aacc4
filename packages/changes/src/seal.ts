import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { idBytes, idFrom } from './change-id.ts';
import { ChangeRefused } from './change-refused.ts';

/** Length of the key in bytes. */
export const keyBytes = 32;

const form = 1;
const nonceBytes = 12;
const tagBytes = 16;
const dateBytes = 6;
const lengths = { head: 1 + idBytes, sealed: dateBytes, all: 1 + idBytes + nonceBytes + dateBytes + tagBytes };

/** What a token is bound to, besides the id and the date within it: any text that tells all there is to tell. */
type Bond = string;

/**
 * A token: what it takes to carry out one plan, once, and nothing else. 58 characters, so that a model can copy it.
 *
 * It holds the plan's id and, encrypted, until when it may be used; all the rest (who, where, what, in which state) stands
 * in the journal's line, and the token's tag holds it to that: a token and a line that do not belong together do not open.
 */
export function seal(key: Uint8Array, id: string, expiresAt: number, bond: Bond): string {
  const head = headOf(id);
  const nonce = randomBytes(nonceBytes);
  const date = Buffer.alloc(dateBytes);
  date.writeUIntBE(expiresAt, 0, dateBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(head, bond));
  const sealed = Buffer.concat([cipher.update(date), cipher.final()]);
  return Buffer.concat([head, nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The id of the plan that a token is for. It is not to be trusted before `opens` said so.
 *
 * @throws ChangeRefused when it is no token.
 */
export function planIdOf(token: string): string {
  return idFrom(bytesOf(token).subarray(1, lengths.head));
}

/** Until when a token may be used, in milliseconds since 1970; undefined when it was not sealed for this. */
export function unseal(key: Uint8Array, token: string, bond: Bond): number | undefined {
  const bytes = bytesOf(token);
  const head = bytes.subarray(0, lengths.head);
  const nonce = bytes.subarray(lengths.head, lengths.head + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(associated(head, bond))
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    const date = Buffer.concat([
      decipher.update(bytes.subarray(lengths.head + nonceBytes, -tagBytes)),
      decipher.final(),
    ]);
    return date.readUIntBE(0, dateBytes);
  } catch {
    return undefined;
  }
}

function headOf(id: string): Buffer {
  return Buffer.concat([Buffer.of(form), Buffer.from(id, 'hex')]);
}

function associated(head: Buffer, bond: Bond): Buffer {
  return Buffer.concat([head, createHash('sha256').update(bond).digest()]);
}

function bytesOf(token: string): Buffer {
  const bytes = Buffer.from(token.trim(), 'base64url');
  // Decoding skips what is no base64url, and the last character may hold bits that say nothing: only one spelling counts.
  if (bytes.length === lengths.all && bytes[0] === form && bytes.toString('base64url') === token.trim()) return bytes;
  throw new ChangeRefused(
    'token',
    'This is no token of a plan: copy the token that planning gave, whole and unchanged, or plan again. Nothing was sent.',
  );
}
