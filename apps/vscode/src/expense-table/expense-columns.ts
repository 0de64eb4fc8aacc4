import { type CustomField, decimalOf, type Expense, localDateOfEpochMs } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { customFieldValue } from '../expense-page/custom-field-value.ts';
import type { Names } from '../expense-page/names.ts';
import { humanized } from '../words/humanized.ts';
import { stateWord } from '../words/state-word.ts';
import { type Column, customColumnPrefix } from './column.ts';
import type { CsvCell } from './csv.ts';
import type { ReadText } from './row-encoder.ts';

/** A column with what it shows of an expense, and what it is in a file. */
export interface ExpenseColumn {
  readonly column: Column;
  /** What it shows; the page itself writes amounts. */
  readonly text: ReadText;
  readonly cell: (expense: Expense) => CsvCell;
}

/** The columns of an organization's expenses, in the language of the person: those that all have, and its custom fields. */
export function expenseColumns(names: Names, language: string): readonly ExpenseColumn[] {
  const person = memoized((id) => names.person(id));
  const category = memoized((id) => names.category(id));
  const paymentMethod = memoized((id) => names.paymentMethod(id));
  const warning = ({ labelsPerLanguage, warningRuleId, code }: NonNullable<Expense['warnings']>[number]) =>
    names.label(labelsPerLanguage) ?? humanized(warningRuleId ?? code ?? '');
  const [yes, no] = [l10n.t('Yes'), l10n.t('No')];
  return [
    textual('date', l10n.t('Date'), 104, ({ time }) => time),
    textual('vendor', l10n.t('Vendor'), 170, ({ label }) => label),
    textual('who', l10n.t('Person'), 136, ({ userId }) => person(userId), { facet: true }),
    textual('category', l10n.t('Category'), 140, (expense) => category(expense.category), { facet: true }),
    {
      column: { id: 'amount', label: l10n.t('Amount'), kind: 'amount', width: 100 },
      text: () => '',
      cell: ({ total }) => (total == null ? { text: '' } : { number: decimalOf(total).value }),
    },
    textual('currency', l10n.t('Currency'), 92, ({ currency }) => currency, { facet: true }),
    textual('state', l10n.t('State'), 175, ({ state }) => stateWord(state ?? ''), { facet: true }),
    textual('paymentMethod', l10n.t('Payment method'), 150, (expense) => paymentMethod(expense.paymentMethodId)),
    textual('warnings', l10n.t('Warnings'), 170, ({ warnings }) =>
      (warnings ?? [])
        .filter(({ mutedAt }) => !mutedAt)
        .map(warning)
        .join(', '),
    ),
    textual('receipt', l10n.t('Receipt'), 80, ({ receiptKey }) => (receiptKey ? yes : no)),
    ...names.customFields.map((field) => customColumn(field, names, language)),
  ];
}

function textual(
  id: string,
  label: string,
  width: number,
  read: (expense: Expense) => string | null | undefined,
  more: Partial<Column> = {},
): ExpenseColumn {
  const text = (expense: Expense) => onOneLine(read(expense));
  return {
    column: { id, label, kind: 'text', width, ...more },
    text,
    cell: (expense) => ({ text: text(expense) }),
  };
}

function customColumn(field: CustomField, names: Names, language: string): ExpenseColumn {
  const key = field.key ?? '';
  const label = names.label(field.labelsPerLanguage) ?? withoutInvisible(key);
  const read = ({ customFields }: Expense): unknown => (customFields ? customFields[key] : undefined);
  const shown = (value: unknown) => {
    if (value == null) return '';
    // Days as in the other columns: they sort, and spreadsheets read them.
    if (field.type === 'DATE' && typeof value === 'number') return dayText(value);
    return [customFieldValue(value, field, names, { language })].flat().join(', ');
  };
  const made = textual(`${customColumnPrefix}${key}`, label, 140, (expense) => shown(read(expense)), {
    hidden: true,
  });
  return {
    ...made,
    cell: (expense) => {
      const value = read(expense);
      if (typeof value !== 'number' || field.type === 'DATE' || !Number.isFinite(value)) return made.cell(expense);
      return { number: decimalOf(value).value };
    },
  };
}

function dayText(milliseconds: number): string {
  try {
    return localDateOfEpochMs(milliseconds);
  } catch {
    return String(milliseconds);
  }
}

/** What people typed, without what nobody can see. */
function onOneLine(text: string | null | undefined): string {
  if (!text) return '';
  return withoutInvisible(text).replace(/\s+/gu, ' ').trim();
}

/** Each id is looked up once, however many rows have it. */
function memoized(read: (id: string) => string): (id: string | null | undefined) => string {
  const known = new Map<string, string>();
  return (id) => {
    if (!id) return '';
    const text = known.get(id) ?? read(id);
    known.set(id, text);
    return text;
  };
}
