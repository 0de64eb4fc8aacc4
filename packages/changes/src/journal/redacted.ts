/** Members whose values are signed links or keys, wherever they stand. */
const secretMembers = /^(authorization|uploadUrl|downloadUrl)$/i;
const credential = /^(basic|bearer)\s+\S+$/i;
const link = /^https?:\/\//i;
/** The part of a link that gives whoever has it the right to use it. */
const signature = /([?&](?:x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig)=)[^&#\s"]+/gi;

/** Stands where a secret stood. */
export const removed = '[removed]';

/** A value as a file may keep it: without signed links, keys and tokens. */
export function redacted(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (secretMembers.test(name) && (link.test(value) || credential.test(value))) return removed;
    return value.replace(signature, `$1${removed}`);
  }
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redacted(member, key)]));
}
