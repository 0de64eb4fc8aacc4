import { createHash } from 'node:crypto';
import type { Api } from './api.ts';

export const pdf = new TextEncoder().encode('%PDF-1.4 a receipt');
export const pdfMd5 = createHash('md5').update(pdf).digest('base64');

/** Uploads a receipt as the manual says and returns its key. */
export async function uploadReceipt(api: Api, userId: string, receiptType?: string): Promise<string> {
  const request = { fileType: 'pdf', userId, md5: pdfMd5, receiptType };
  const { body } = await api('POST', '/receipts/upload-url', request);
  const put = await fetch(body.uploadUrl, { method: 'PUT', headers: { 'content-md5': pdfMd5 }, body: pdf });
  if (put.status !== 200) throw new Error(`upload failed: ${put.status} ${await put.text()}`);
  return body.key;
}

/** A standard expense of alice that is accepted, but for its receipt. */
export const standardExpense = {
  type: 'STANDARD',
  userId: 'alice',
  time: '2025-05-05',
  country: 'FR',
  label: 'Burrito',
  category: 'lunch',
  currency: 'EUR',
  total: 7.11,
  totalWithoutTax: 5.93,
  taxes: [{ baseAmount: 5.93, rate: 20, amount: 1.19 }],
  paymentMethodId: 'personal',
  customFields: {},
  billable: false,
};
