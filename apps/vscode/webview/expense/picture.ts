import type { ReceiptShown, ToExpensePage } from '../../src/expense-page/page-data.ts';

type Bytes = Extract<ToExpensePage, { type: 'picture' }>;

/** The picture of a receipt, as a URL that only this page has. */
export class Picture {
  #version: number | undefined;
  #url: string | undefined;

  take({ version, mimeType, bytes }: Bytes): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#version = version;
    this.#url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimeType }));
  }

  /** Undefined while the bytes of this version are on their way. */
  urlOf({ status, version }: ReceiptShown): string | undefined {
    return status === 'picture' && version === this.#version ? this.#url : undefined;
  }
}
