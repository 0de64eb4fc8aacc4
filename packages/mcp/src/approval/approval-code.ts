import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Of this process: a code is worth nothing to another one. */
const key = randomBytes(32);

/**
 * What the card sends back when a person presses its button. It travels in `_meta` of the answer, which a host gives to
 * the card and not to the model; so whoever has it has it from the card.
 */
export function approvalCode(token: string): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

export function isApprovalCode(code: string, token: string): boolean {
  const [given, wanted] = [Buffer.from(code), Buffer.from(approvalCode(token))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
