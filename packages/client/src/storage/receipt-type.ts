/** What a receipt begins with, by type. */
const beginnings: readonly (readonly [mimeType: string, bytes: RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/heic', /^.{4}ftyp(heic|heix|mif1|msf1)/s],
];

/**
 * The MIME type of a receipt by what it begins with. Only what the storage says of a type known here counts else: it says
 * what somebody told it, and a page to run scripts in must not pass as a receipt.
 */
export function receiptType(bytes: Uint8Array, told: string | undefined): string {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const found = beginnings.find(([, form]) => form.test(beginning))?.[0];
  const toldType = told?.split(';')[0]?.trim().toLowerCase();
  const known = beginnings.find(([mimeType]) => mimeType === toldType)?.[0];
  return found ?? known ?? 'application/octet-stream';
}
