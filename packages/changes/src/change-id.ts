import { randomBytes } from 'node:crypto';

/** Bytes of randomness in the id of a plan. */
export const idBytes = 8;

/** A new id for a plan, which is also that of the change it becomes: 16 hexadecimal digits. */
export function newChangeId(): string {
  return idFrom(randomBytes(idBytes));
}

export function idFrom(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export const changeIdPattern = /^[0-9a-f]{16}$/;
