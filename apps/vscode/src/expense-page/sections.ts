import { decimalOf, type Expense } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { amountText, decimalWords } from '../words/amount-text.ts';
import { type DateStyle, dayWords, momentWords } from '../words/date-words.ts';
import { humanized } from '../words/humanized.ts';
import { stateWord } from '../words/state-word.ts';
import { customFieldValue, isFilled, valueText } from './custom-field-value.ts';
import type { Names } from './names.ts';
import type { Row, Section } from './page-data.ts';

/** Fields that the page shows elsewhere than in its sections. */
const shownElsewhere = ['warnings', ...['checked', 'validated', 'accounted', 'paid', 'deleted'].flatMap(byAndAt)];

export interface SectionSources {
  readonly names: Names;
  readonly style: DateStyle;
  readonly templateName?: string | undefined;
}

/** Every field of an expense by its name, grouped. A field that this version does not know is shown as it is. */
export function sectionsOf(expense: Expense, { names, style, templateName }: SectionSources): Section[] {
  const shown = new Set<string>(shownElsewhere);
  const person = (id: string | null | undefined) => (id ? names.person(id) : undefined);
  const number = (value: number | null | undefined) => numberText(value, style.language);
  const money = (value: number | null | undefined) => amountText(value, expense.currency, style.language);
  const converted = (value: number | null | undefined) =>
    amountText(value, names.organization?.masterCurrency, style.language);
  const row = (field: keyof Expense & string, label: string, value: Shown, more: Partial<Row> = {}): Row[] => {
    shown.add(field);
    return rowOf(field, label, value, more);
  };
  const isMileage = expense.type === 'MILEAGE';

  const main = [
    ...row('label', isMileage ? l10n.t('Trip') : l10n.t('Vendor'), plain(expense.label)),
    ...row('total', l10n.t('Amount'), money(expense.total)),
    ...row('currency', l10n.t('Currency'), expense.total == null ? plain(expense.currency) : undefined),
    ...row('time', l10n.t('Date'), expense.time ? dayWords(expense.time, style) : undefined),
    ...row('state', l10n.t('State'), expense.state ? stateWord(expense.state) : undefined),
    ...row('type', l10n.t('Type'), expense.type ? typeWord(expense.type) : undefined),
    ...row('category', l10n.t('Category'), expense.category ? names.category(expense.category) : undefined),
    ...row(
      'paymentMethodId',
      l10n.t('Payment method'),
      expense.paymentMethodId ? names.paymentMethod(expense.paymentMethodId) : undefined,
    ),
    ...row('country', l10n.t('Country'), expense.country ? countryName(expense.country, style.language) : undefined),
    ...row('explanation', l10n.t('Explanation'), plain(expense.explanation)),
    ...row('tags', l10n.t('Tags'), expense.tags?.map(withoutInvisible)),
    ...row('billable', l10n.t('Billable to others'), yesOrNo(expense.billable)),
    ...row('reimbursable', l10n.t('To be reimbursed'), yesOrNo(expense.reimbursable)),
    ...row('templateId', l10n.t('Allowance template'), templateName ?? plain(expense.templateId)),
  ];

  const people = [
    ...row('userId', l10n.t('User'), person(expense.userId)),
    ...rowOf('userId', l10n.t('Group'), expense.userId ? names.groupOf(expense.userId) : undefined),
    ...row(
      'attendees',
      l10n.t('Attendees'),
      expense.attendees?.map((id) => names.person(id)),
    ),
  ];

  const amounts = [
    ...row('totalWithoutTax', l10n.t('Without tax'), money(expense.totalWithoutTax)),
    ...row('taxes', l10n.t('Taxes'), taxTable(expense, style)),
    ...row('totalInMasterCurrency', l10n.t('In the organization’s currency'), converted(expense.totalInMasterCurrency)),
    ...row(
      'totalWithoutTaxInMasterCurrency',
      l10n.t('Without tax in the organization’s currency'),
      converted(expense.totalWithoutTaxInMasterCurrency),
    ),
    ...row('totalConversionRate', l10n.t('Conversion rate'), number(expense.totalConversionRate)),
  ];

  const unit = expense.distanceUnit === 'MI' ? 'mi' : expense.distanceUnit === 'KM' ? 'km' : undefined;
  const distance = (value: number | null | undefined) =>
    value == null ? undefined : `${number(value)} ${unit ?? withoutInvisible(expense.distanceUnit || 'km')}`;
  const journey = [
    ...row('distance', l10n.t('Distance'), distance(expense.distance)),
    ...row('computedDistance', l10n.t('Computed distance'), distance(expense.computedDistance)),
    ...row(
      'distanceUnit',
      l10n.t('Unit of distance'),
      expense.distance == null ? plain(expense.distanceUnit) : undefined,
    ),
    ...row(
      'vehicleId',
      l10n.t('Vehicle'),
      expense.vehicleId ? names.vehicle(expense.userId ?? '', expense.vehicleId) : undefined,
    ),
    ...row('numberOfPassengers', l10n.t('Passengers'), number(expense.numberOfPassengers)),
    ...row('waypoints', l10n.t('Waypoints'), waypoints(expense), { ordered: true }),
  ];

  const { reimbursement } = expense;
  shown.add('reimbursement');
  const repaid = (value: number | null | undefined) =>
    amountText(value, reimbursement?.reimbursementCurrency, style.language);
  const reimbursed = [
    ...rowOf('reimbursement', l10n.t('Reimbursable'), repaid(reimbursement?.reimbursableAmount)),
    ...rowOf(
      'reimbursement',
      l10n.t('Advances'),
      reimbursement?.advances?.map(
        ({ advanceId, imputedAmount }) => `${repaid(imputedAmount) ?? '–'} (${withoutInvisible(advanceId ?? '')})`,
      ),
    ),
    ...rowOf('reimbursement', l10n.t('Still owed to the user'), repaid(reimbursement?.dueAmount)),
    ...unknownRows(
      reimbursement ?? {},
      new Set(['reimbursementCurrency', 'reimbursableAmount', 'advances', 'dueAmount']),
      'reimbursement',
    ),
  ];

  const custom = customRows(expense, names, style);
  shown.add('customFields');

  const technical = [
    ...row('id', l10n.t('Id'), plain(expense.id), { code: true }),
    ...row('organizationId', l10n.t('Organization'), plain(names.organization?.name) ?? plain(expense.organizationId)),
    ...row('createdAt', l10n.t('Created'), expense.createdAt ? momentWords(expense.createdAt, style) : undefined),
    ...row('createdWith', l10n.t('Created with'), plain(expense.createdWith)),
    ...row('updatedAt', l10n.t('Last changed'), expense.updatedAt ? momentWords(expense.updatedAt, style) : undefined),
    ...row('receiptKey', l10n.t('Key of the receipt'), plain(expense.receiptKey), { code: true }),
    ...row('invalidReceipt', l10n.t('Receipt marked as invalid'), yesOrNo(expense.invalidReceipt)),
  ];

  const sections: Section[] = [
    { id: 'main', title: l10n.t('Expense'), rows: main },
    { id: 'people', title: l10n.t('People'), rows: people },
    { id: 'amounts', title: l10n.t('Amounts'), rows: amounts },
    { id: 'journey', title: l10n.t('Journey'), rows: journey },
    { id: 'reimbursement', title: l10n.t('Reimbursement'), rows: reimbursed },
    { id: 'custom', title: l10n.t('Custom fields'), rows: custom },
    { id: 'other', title: l10n.t('Other fields'), rows: unknownRows(expense, shown) },
    { id: 'technical', title: l10n.t('Record'), rows: technical },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

type Shown = string | readonly string[] | Row['table'] | undefined;

function rowOf(field: string, label: string, value: Shown, more: Partial<Row> = {}): Row[] {
  if (value === undefined || value === '') return [];
  if (typeof value === 'string') return [{ field, label, value, ...more }];
  if ('head' in value) return value.lines.length > 0 ? [{ field, label, table: value, ...more }] : [];
  return value.length > 0 ? [{ field, label, items: value, ...more }] : [];
}

function customRows({ customFields }: Expense, names: Names, style: DateStyle): Row[] {
  // The manual's own examples hold an empty key, which means nothing.
  const filled = Object.entries(customFields ?? {}).filter(([key, value]) => key !== '' && isFilled(value));
  const order = new Map(names.customFields.map(({ key }, index) => [key ?? '', index]));
  return filled
    .sort(([a], [b]) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size))
    .flatMap(([key, value]) => {
      const field = names.customFields.find((each) => each.key === key);
      const label = names.label(field?.labelsPerLanguage) ?? withoutInvisible(key);
      return rowOf(`customFields.${key}`, label, customFieldValue(value, field, names, style));
    });
}

/** Fields of a newer API, or of a type that nobody has described. */
function unknownRows(record: object, known: ReadonlySet<string>, prefix = ''): Row[] {
  return Object.entries(record)
    .filter(([name, value]) => !known.has(name) && isFilled(value))
    .flatMap(([name, value]) => rowOf(prefix === '' ? name : `${prefix}.${name}`, humanized(name), otherValue(value)));
}

function otherValue(value: unknown): string | readonly string[] {
  if (typeof value === 'boolean') return yesOrNo(value) ?? '';
  return Array.isArray(value) ? value.map(valueText) : valueText(value);
}

function taxTable({ taxes, currency }: Expense, { language }: DateStyle): Row['table'] {
  return {
    head: [l10n.t('Rate'), l10n.t('Base'), l10n.t('Tax')],
    lines: (taxes ?? []).map(({ rate, baseAmount, amount }) => [
      rate == null ? '–' : `${numberText(rate, language)} %`,
      amountText(baseAmount, currency, language) ?? '–',
      amountText(amount, currency, language) ?? '–',
    ]),
  };
}

function waypoints({ waypoints: all }: Expense): readonly string[] | undefined {
  return all?.map(({ address, latitude, longitude }) =>
    withoutInvisible(address || [latitude, longitude].flatMap((degrees) => degrees ?? []).join(', ') || '–'),
  );
}

function numberText(value: number | null | undefined, language: string): string | undefined {
  return value == null || !Number.isFinite(value) ? undefined : decimalWords(decimalOf(value).value, language);
}

function plain(text: string | null | undefined): string | undefined {
  return text ? withoutInvisible(text) : undefined;
}

function yesOrNo(value: boolean | null | undefined): string | undefined {
  return value == null ? undefined : value ? l10n.t('Yes') : l10n.t('No');
}

function typeWord(type: string): string {
  switch (type) {
    case 'STANDARD':
      return l10n.t('Standard');
    case 'MILEAGE':
      return l10n.t('Mileage');
    case 'ALLOWANCE':
      return l10n.t('Allowance');
    case 'PERDIEM':
      return l10n.t('Per diem');
    default:
      return humanized(type);
  }
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
  } catch {
    return withoutInvisible(code);
  }
}

function byAndAt(step: string): string[] {
  return [`${step}By`, `${step}At`];
}
