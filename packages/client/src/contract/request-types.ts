import * as z from 'zod';
import { decimalPlaces } from '../money/currency.ts';
import { checkScale, decimalOf } from '../money/decimal.ts';

// What we send is checked strictly, so that a mistake is told before anything leaves the machine.
// Optional fields take null as well as absence: the service reads both as "empty".

/** Text that must be there; an empty one does not satisfy the manual's "mandatory". */
export const requiredText = z.string().min(1, 'must not be empty');

/** A rule about texts; anything else is told its type first. */
const forTexts =
  (rule: string) =>
  ({ input }: { input?: unknown }) =>
    typeof input === 'string' ? rule : undefined;

export const localDate = z.iso.date({ error: forTexts('must be a real day written YYYY-MM-DD, such as 2024-02-29') });

export const offsetDateTime = z.iso.datetime({
  offset: true,
  error: forTexts('must be an ISO 8601 instant with its offset, such as 2024-02-29T08:30:00Z'),
});

const isExact = (value: number): boolean => Number.isFinite(value) && decimalOf(value).exact;

export const decimal = z
  .number()
  .refine(isExact, 'must have at most 15 digits, or it would change on the way; round it first');

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, three uppercase letters, such as EUR')
  .describe('ISO 4217 code, such as EUR.');

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code, two uppercase letters, such as FR')
  .describe('ISO 3166 code, such as FR.');

export const language = z
  .string()
  .regex(/^[a-z]{2}$/, 'must be an ISO 639 code, two lowercase letters, such as en')
  .describe('ISO 639 code, such as en.');

export const labels = z.record(requiredText, z.string()).describe('Text by two-letter language code.');

export const labelsWithEnglish = labels
  .refine((texts) => Boolean(texts.en), { path: ['en'], error: 'must be there: the English text is required' })
  .describe('Text by two-letter language code; `en` is required.');

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}

/** Whether every number in it is sent as the number it is: whole ones to 2^53, others with at most 15 digits. */
function isExactThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) ? Number.isSafeInteger(value) : isExact(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExactThroughout);
}

/** Values by custom field code. */
export const customFieldValues = z
  .record(
    requiredText,
    z
      .unknown()
      .refine(isJson, { abort: true, error: 'must be a JSON value; send a date as epoch milliseconds' })
      .refine(
        isExactThroughout,
        'must hold no number of more than 15 digits, or it would change on the way; round it first',
      ),
  )
  .describe('Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.');

/** Whether one day or instant is not after another; true where one of them is missing, or wrong for other reasons. */
export const inOrder = (earlier: string | null | undefined, later: string | null | undefined): boolean =>
  !(Date.parse(earlier ?? '') > Date.parse(later ?? ''));

interface Period {
  start?: string | null | undefined;
  end?: string | null | undefined;
}

export const startsBeforeItEnds = ({ start, end }: Period): boolean => inOrder(start, end);

export const periodOrder = { path: ['end'], error: 'must not be before start; swap the two dates' };

interface Amounts {
  currency?: string | null | undefined;
  total?: number | null | undefined;
  totalWithoutTax?: number | null | undefined;
}

/** Check of a body that holds amounts: none has more decimals than its currency. A currency unknown to us passes. */
export function amountsFitCurrency(body: z.core.ParsePayload<Amounts>): void {
  const { currency } = body.value;
  if (!currency || decimalPlaces(currency) === undefined) return;
  for (const field of ['total', 'totalWithoutTax'] as const) {
    const amount = body.value[field];
    const message = amount == null ? undefined : checkScale(decimalOf(amount).value, currency);
    if (message) body.issues.push({ code: 'custom', path: [field], message, input: amount });
  }
}
