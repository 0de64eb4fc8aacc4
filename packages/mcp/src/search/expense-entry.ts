import type { Names } from '../directory/reader.ts';
import { idText } from '../results/id-text.ts';
import { untrusted } from '../results/untrusted.ts';
import type { ExpenseRow } from './expense-row.ts';
import { inMasterCurrency, moneyIn } from './totals.ts';

/** The fields an expense of a search can be answered with, in the order of an answer. */
export const entryFields = [
  'id',
  'date',
  'amount',
  'currency',
  'label',
  'category',
  'category_id',
  'user',
  'user_id',
  'group',
  'group_id',
  'state',
  'type',
  'payment_method',
  'payment_method_id',
  'amount_without_tax',
  'converted_amount',
  'country',
  'billable',
  'reimbursable',
  'explanation',
  'tags',
  'warnings',
  'created_at',
  'updated_at',
] as const;
export type EntryField = (typeof entryFields)[number];

export type Detail = 'concise' | 'full';

const concise: readonly EntryField[] = [
  'id',
  'date',
  'amount',
  'currency',
  'label',
  'category',
  'user',
  'group',
  'state',
  'payment_method',
];

/** What people typed, which goes into the text of an answer only behind a fence. */
const typedFields: ReadonlySet<EntryField> = new Set([
  'label',
  'category',
  'user',
  'group',
  'payment_method',
  'explanation',
  'tags',
]);

export type Entry = Partial<Record<EntryField | 'inexact', string | number | boolean | string[]>>;

/** The fields chosen, without those not chosen; the id is always there, or nothing more could be asked. */
export function chosenFields(fields: readonly EntryField[] | undefined, detail: Detail): readonly EntryField[] {
  const chosen = fields ?? (detail === 'full' ? entryFields : concise);
  return entryFields.filter((field) => field === 'id' || chosen.includes(field));
}

/** An expense as a search answers it; what it lacks is left out. */
export function entryOf(
  row: ExpenseRow,
  fields: readonly EntryField[],
  { directory, people }: Names,
  masterCurrency: string | undefined,
): Entry {
  const groupId = people.get(row.userId)?.source.groupId ?? undefined;
  const converted = masterCurrency === undefined ? undefined : inMasterCurrency(row, masterCurrency);
  const values: Record<EntryField, string | number | boolean | string[] | undefined> = {
    id: row.id,
    date: row.date,
    amount: amountIn(row.amount, row.currency),
    currency: row.currency,
    label: row.label,
    category: directory.categories.nameOf(row.category) ?? row.category,
    category_id: row.category,
    user: people.nameOf(row.userId) ?? row.userId,
    user_id: row.userId,
    group: directory.groups.get(groupId)?.path ?? groupId,
    group_id: groupId,
    state: row.state,
    type: row.type,
    payment_method: directory.paymentMethods.nameOf(row.paymentMethodId) ?? row.paymentMethodId,
    payment_method_id: row.paymentMethodId,
    amount_without_tax: amountIn(row.withoutTax, row.currency),
    converted_amount: masterCurrency && amountIn(converted, masterCurrency),
    country: row.country,
    billable: row.billable,
    reimbursable: row.reimbursable,
    explanation: row.explanation && shortened(row.explanation),
    tags: row.tags?.slice(0, 20).map(shortened),
    warnings: row.warnings,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
  return {
    ...Object.fromEntries(fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
    ...(!row.exact && { inexact: true }),
  };
}

/** A line that says what stands where, and one for each entry: `- 2026-03-02 45.10 EUR ⟦Chez Odette⟧ …`. */
export function entriesText(entries: readonly Entry[], fields: readonly EntryField[]): string[] {
  if (entries.length === 0) return [];
  return [`Expenses (${fields.join(', ')}):`, ...entries.map((entry) => entryText(entry, fields))];
}

/** What an expense lacks is a dash, so that every value keeps its place. */
function entryText(entry: Entry, fields: readonly EntryField[]): string {
  const parts = fields.map((field) => {
    const value = entry[field];
    if (value === undefined) return '-';
    return typedFields.has(field) ? untrusted(String(value)) : idText(String(value));
  });
  return `- ${parts.join(' ')}${entry.inexact ? ' (inexact)' : ''}`;
}

const longestExplanation = 500;

function shortened(text: string): string {
  return text.length > longestExplanation ? `${text.slice(0, longestExplanation)}…` : text;
}

function amountIn(value: string | undefined, currency: string): string | undefined {
  return value === undefined ? undefined : moneyIn(value, currency).amount;
}
