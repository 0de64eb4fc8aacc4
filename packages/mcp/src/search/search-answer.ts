import type { Names } from '../directory/reader.ts';
import { idText } from '../results/id-text.ts';
import { moneyText } from '../results/money.ts';
import { nextPageLine } from '../results/page.ts';
import { untrusted } from '../results/untrusted.ts';
import { type Entry, type EntryField, entriesText } from './expense-entry.ts';
import type { ExpenseRow } from './expense-row.ts';
import type { Grouped } from './grouping.ts';
import type { DateBasis, Period } from './period.ts';
import type { Totals } from './totals.ts';

/** What a search found, ready to be told. */
interface Found {
  names: Names;
  period: Period & { basis: DateBasis; default?: true };
  /** The filters as they were understood. */
  understood: Record<string, string[]>;
  sums: Totals;
  grouped: Grouped | undefined;
  entries: Entry[];
  /** Those that each entry has, where the expense has them. */
  fields: readonly EntryField[];
  /** Whether the caller wanted to see expenses, and not only sums. */
  expensesAsked: boolean;
  nextCursor: string | undefined;
  /** When Jenji was read, and when it was for the page before; milliseconds since 1970. */
  readAt: number;
  readBefore: number | undefined;
  requests: number;
  /** All expenses of the period, those that did not pass the filters too. */
  inPeriod: readonly ExpenseRow[];
}

/** The answer of a search in both channels. */
export function answerOf(found: Found) {
  const { names, period, understood, sums, grouped, entries, nextCursor, requests } = found;
  const { name } = names.directory;
  const notes = notesOn(found);
  const next = nextStep(found);
  const asOf = new Date(found.readAt).toISOString();
  return {
    structured: {
      organization: name,
      period: { ...period },
      filters: understood,
      ...shown(sums),
      ...(grouped && { groups: grouped.groups.map(({ key, name, ...group }) => ({ key, name, ...shown(group) })) }),
      ...(grouped?.others && { other_groups: { groups: grouped.others.groups, ...shown(grouped.others) } }),
      expenses: entries,
      next_cursor: nextCursor,
      as_of: asOf,
      requests,
      ...(notes.length > 0 && { notes }),
      next,
    },
    text: [
      `${untrusted(name)}, ${period.start} to ${period.end} by day of ${period.basis}: ${totalsText(sums)}`,
      ...Object.entries(understood).map(([argument, values]) => `${argument}: ${values.join('; ')}`),
      ...(grouped?.groups ?? []).map(
        ({ key, name, ...group }) =>
          `- ${[name && untrusted(name), key && idText(key)].filter(Boolean).join(' ')}: ${totalsText(group)}`,
      ),
      ...(grouped?.others ? [`- ${grouped.others.groups} others: ${totalsText(grouped.others)}`] : []),
      ...entriesText(entries, found.fields),
      ...notes,
      `As of ${asOf}. ${next}`,
    ].join('\n'),
  };
}

function notesOn({ names, period, sums, readAt, readBefore, inPeriod }: Found): string[] {
  const { masterCurrency } = names.directory.source;
  return [
    period.default && 'No period was given, so this is about the last 3 months only: give start and end for another.',
    readBefore !== undefined &&
      readBefore !== readAt &&
      'Jenji was read again since the page before: pages may overlap or leave a gap.',
    sums.withoutAmount > 0 && `${sums.withoutAmount} expenses have no amount and are in no sum.`,
    sums.inexact > 0 &&
      `${sums.inexact} expenses (inexact: true) have an amount of more than 15 digits, so the last digits of sums are uncertain.`,
    sums.converted?.missing &&
      `Jenji gave no amount in ${masterCurrency} for ${sums.converted.missing} expenses: they are not in the converted total.`,
    sums.count === 0 &&
      inPeriod.length > 0 &&
      `The period has ${inPeriod.length} expenses, in the states ${statesIn(inPeriod)}.`,
  ].filter((note) => typeof note === 'string');
}

function nextStep({ sums, nextCursor, expensesAsked, inPeriod }: Found): string {
  if (inPeriod.length === 0) return 'The period has no expenses at all: widen it.';
  if (sums.count === 0) return 'Drop or change a filter, or widen the period.';
  if (nextCursor) return `${nextPageLine(nextCursor)} Sums already cover all pages.`;
  if (!expensesAsked) return 'Give limit to see the expenses themselves.';
  return 'get_expense shows one in full, with the actions possible on it.';
}

function shown({ count, totals, converted }: Totals) {
  return { count, totals, ...(converted && { converted }) };
}

/** `12 expenses, 340.50 EUR, 20 USD (converted: 359.10 EUR)`. */
export function totalsText({ count, totals, converted }: Pick<Totals, 'count' | 'totals' | 'converted'>): string {
  const sums = totals.map((total) => `, ${moneyText(total)}`).join('');
  const inOne = converted
    ? ` (converted: ${moneyText(converted)}${converted.missing ? `, ${converted.missing} missing` : ''})`
    : '';
  return `${count} ${count === 1 ? 'expense' : 'expenses'}${sums}${inOne}`;
}

function statesIn(rows: readonly ExpenseRow[]): string {
  return [...new Set(rows.map(({ state }) => state))].slice(0, 12).map(idText).join(', ');
}
