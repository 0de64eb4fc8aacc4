import { type JenjiClient, receiptType, StorageError } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';

/** Bytes of a receipt that the editor takes: what Jenji's own apps make has a few megabytes. */
const largestReceipt = 20 * 1024 * 1024;

/** What a browser shows as a picture, and nothing that could hold a script. */
const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
};

export interface Receipt {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By its bytes, not by what the storage says. */
  readonly mimeType: string;
}

/**
 * The receipt of an expense: one request for a link, and the file, which does not count.
 *
 * @throws ReceiptTooLarge, and what the client throws; NotFoundError where there is none.
 */
export async function downloadReceipt(jenji: JenjiClient, expenseId: string, signal: AbortSignal): Promise<Receipt> {
  const { downloadUrl } = await jenji.receipts.downloadUrl({ path: { expenseId } }, { signal, priority: 'click' });
  try {
    const file = await jenji.download(downloadUrl ?? '', { signal, maxBytes: largestReceipt });
    const bytes = new Uint8Array(await file.bytes());
    return { bytes, mimeType: receiptType(bytes, file.contentType) };
  } catch (error) {
    if (error instanceof StorageError && error.message.includes('maxBytes')) throw new ReceiptTooLarge();
    throw error;
  }
}

/** It has more bytes than the editor takes. */
export class ReceiptTooLarge extends Error {
  override readonly name = 'ReceiptTooLarge';

  constructor() {
    super(l10n.t('The receipt is larger than {0} MB.', largestReceipt / 1024 / 1024));
  }
}

export function isPicture({ mimeType, bytes }: Receipt): boolean {
  // Only what begins as the picture it is called.
  return pictures.includes(mimeType) && receiptType(bytes, undefined) === mimeType;
}

/** `PDF, 2 pages, 84 kB`. */
export function receiptFacts({ bytes, mimeType }: Receipt, language: string): string {
  const kind = extensions[mimeType]?.toUpperCase() ?? l10n.t('File of an unknown kind');
  const pages = mimeType === 'application/pdf' ? pagesOf(bytes) : 0;
  const size = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: bytes.length < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes.length < 10_000 || bytes.length >= 1_000_000 ? 1 : 0,
  }).format(bytes.length / (bytes.length < 1_000_000 ? 1_000 : 1_000_000));
  const count = pages === 0 ? [] : [pages === 1 ? l10n.t('1 page') : l10n.t('{0} pages', pages)];
  return [kind, ...count, size].join(', ');
}

/** A name for the file of a receipt that tells what it is of, whatever people typed. */
export function receiptFileName(
  { mimeType }: Receipt,
  { label, time, id }: { label?: string | null; time?: string | null; id?: string | null },
): string {
  const words = [time, label]
    .flatMap((part) => part || [])
    .join(' ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} .,'’()-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80);
  return `${words || (id ?? '').replace(/[^\w-]+/g, '-') || 'receipt'}.${extensions[mimeType] ?? 'bin'}`;
}

/** Pages of a PDF as far as it tells them in the open; 0 where it does not. */
function pagesOf(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
}
