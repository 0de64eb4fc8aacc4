import {
  type AllowanceTemplate,
  type ArgumentIssue,
  checkScale,
  compareDecimal,
  decimalOf,
  decimalPlaces,
  type Expense,
  InvalidArgumentsError,
  operations,
  sumByCurrency,
} from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { differences } from '../../difference.ts';
import {
  clearableCustomFields,
  customFieldsToSet,
  mergedCustomFields,
  restoringCustomFields,
} from '../../forms/custom-field-values.ts';
import { shownCode } from '../../forms/naming.ts';
import {
  clearableOf,
  emptiedAgain,
  patchOf,
  replaced,
  restoring,
  unknownFieldNotes,
  writtenFields,
} from '../../forms/replacement.ts';
import { type Reading, type Recipe, type RecipeRequest, type Reversal, recipe } from '../../recipe.ts';
import { givenByJenji } from '../../state.ts';
import { allowanceTemplateOf, fixedByTemplate, nameOfTemplate } from './allowance-template.ts';
import { amountOf, deletedState, editabilityNotes, nameOf, readExpense } from './expense-record.ts';
import { updates } from './variants.ts';

const operation = 'expenses.update';
const [standard, mileage, allowance] = updates;
const variants: Readonly<Record<string, z.ZodObject>> = { STANDARD: standard, MILEAGE: mileage, ALLOWANCE: allowance };

/** Not of the record: what it is, and who changes it. Custom fields are changed one by one. */
const apart = ['type', 'actionUserId', 'customFields'];

const contents = {
  // Stricter rules go over looser ones: what may be missing of one type may not be of another.
  ...allowance.shape,
  ...mileage.shape,
  ...standard.shape,
  type: z.enum(['STANDARD', 'MILEAGE', 'ALLOWANCE']).describe('Cannot be changed; need not be given.'),
  total: standard.shape.total.describe(
    'With taxes, in `currency`. Of a mileage: overrides the amount that Jenji computes; in `clear`, lets Jenji compute it.',
  ),
  customFields: customFieldsToSet,
};

const clearable = [...new Set(Object.values(variants).flatMap(clearableOf)), ...clearableCustomFields].filter(
  (field) => !['type', 'actionUserId'].includes(field),
);

type Patch = Readonly<Record<string, unknown>>;
type Request = RecipeRequest<typeof operation, Patch>;
type Updatable = { expense: Expense; template?: AllowanceTemplate };

/** What Jenji works out from the rest. */
const workedOut = [
  'expense.updatedAt',
  'expense.totalInMasterCurrency',
  'expense.totalWithoutTaxInMasterCurrency',
  'expense.totalConversionRate',
  'expense.warnings.**',
  'expense.reimbursement.**',
];

/** What the amount of a mileage comes from. */
const trip = ['distance', 'distanceUnit', 'vehicleId', 'numberOfPassengers'];

/** What Jenji fills in where it is not sent. */
const filledIn = ['reimbursable', 'distanceUnit'];

async function readUpdatable(reading: Reading, path: { expenseId: string }): Promise<Updatable> {
  const expense = await readExpense(reading, path);
  if (expense.type !== 'ALLOWANCE') return { expense };
  const template = await allowanceTemplateOf(reading, expense.organizationId, expense.templateId);
  return { expense, ...(template && { template }) };
}

/** The body of the type that the expense is of. */
function variantOf({ expense, template }: Updatable): z.ZodObject {
  const name = nameOf(expense);
  if (expense.state === deletedState) {
    throw new ChangeRefused('state', `${name} is deleted. Take it back first, if its workflow has an action for that.`);
  }
  const type = expense.type ?? '';
  const variant = Object.hasOwn(variants, type) ? variants[type] : undefined;
  if (variant === undefined) {
    throw new ChangeRefused(
      'state',
      `${name} is of type ${JSON.stringify(type)}, for which the API has no form to write. Change it in Jenji itself.`,
    );
  }
  if (type === 'ALLOWANCE' && template === undefined) {
    throw new ChangeRefused(
      'state',
      `The template of ${name} is not among those of its organization, so nobody can tell which of its fields may be ` +
        'sent. Change it in Jenji itself.',
    );
  }
  return variant;
}

/** Refuses what this type of expense has not, cannot lose, or takes from its template. */
function checkFields(variant: z.ZodObject, { expense, template }: Updatable, { body, clear }: Request): void {
  const type = expense.type ?? '';
  const optional = clearableOf(variant);
  const fixed = fixedByTemplate(template);
  const issues: ArgumentIssue[] = [];
  const refuse = (path: string, message: string) => void issues.push({ path, message });
  if (body.type !== undefined && body.type !== type) {
    refuse('body.type', `must stay ${shownCode(type)}: delete the expense and create another one instead`);
  }
  const has = Object.keys(variant.shape).filter((name) => name !== 'type');
  for (const [part, names] of [
    ['body', Object.keys(body)],
    ['clear', [...clear]],
  ] as const) {
    for (const name of names) {
      const place = part === 'body' ? `body.${name}` : 'clear';
      const field = name.startsWith('customFields.') ? 'customFields' : name;
      if (!Object.hasOwn(variant.shape, field)) {
        refuse(
          place,
          `names ${name}, which an expense of type ${shownCode(type)} cannot be given; it has ${has.join(', ')}`,
        );
      } else if (fixed.includes(field)) {
        refuse(place, `names ${field}, which ${nameOfTemplate(template)} sets; it cannot be changed on the expense`);
      } else if (part === 'clear' && !optional.includes(field)) {
        refuse(
          place,
          `names ${field}, which an expense of type ${shownCode(type)} must have; set another value instead`,
        );
      }
    }
  }
  if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation });
}

/** The amount of a mileage is sent without its currency, so no rule of the operation holds the one against the other. */
function checkTripAmount({ type, currency }: Expense, total: unknown): void {
  if (type !== 'MILEAGE' || typeof total !== 'number' || !currency || decimalPlaces(currency) === undefined) return;
  const message = checkScale(decimalOf(total).value, currency);
  if (message) throw new InvalidArgumentsError([{ path: 'body.total', message }], { operation });
}

/** What to say where the net and the taxes do not make the total: which of them is right is not ours to decide. */
function sumNotes({ total, totalWithoutTax, taxes, currency }: Expense): string[] {
  if (total == null || totalWithoutTax == null || !taxes?.length || !currency) return [];
  const values = [totalWithoutTax, ...taxes.map(({ amount }) => amount ?? 0)].map((amount) => decimalOf(amount).value);
  const minus = decimalOf(-total).value;
  const [off] = sumByCurrency([...values, minus].map((value) => ({ value, currency })));
  const decimals = decimalPlaces(currency) ?? 2;
  const cent = decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
  if (off === undefined || compareDecimal(off.value.replace('-', ''), cent) <= 0) return [];
  const [sum] = sumByCurrency(values.map((value) => ({ value, currency })));
  return [
    `Without tax plus taxes is ${amountOf(Number(sum?.value), currency)}, the total is ${amountOf(total, currency)}: ` +
      'each is written as given, none is changed to fit the others.',
  ];
}

function prepareUpdate(state: Updatable, request: Request) {
  const { path, query, body, clear } = request;
  const { expense, template } = state;
  const variant = variantOf(state);
  checkFields(variant, state, request);
  checkTripAmount(expense, body.total);
  const { customFields, actionUserId, type: _, ...set } = body;
  const fields = fieldsOf(variant, template);
  const { body: sent, record, losses } = replaced(fields, expense, set, clear);
  const values = mergedCustomFields(expense.customFields, customFields as Patch | undefined, clear);
  const isTouched = (names: readonly string[]) =>
    names.some((name) => Object.hasOwn(set, name) || clear.includes(name));

  const isComputed =
    expense.type === 'MILEAGE' &&
    (clear.includes('total') || (set.total === undefined && trip.some((name) => differsIn(name, expense, record))));
  if (isComputed) {
    delete sent.total;
    record.total = givenByJenji;
  }
  const isFixed = expense.type === 'MILEAGE' && !isComputed && set.total === undefined && expense.total != null;
  const jenjis = filledIn.filter((name) => Object.hasOwn(variant.shape, name) && !Object.hasOwn(sent, name));
  const shown = { ...record, customFields: values.values } as Expense;
  return {
    title: `Change ${nameOf(expense)}`,
    args: {
      path,
      ...(query && { query }),
      body: {
        type: expense.type,
        ...sent,
        ...(Object.keys(values.values).length > 0 && { customFields: values.values }),
        ...(actionUserId != null && { actionUserId }),
      },
    },
    expected: { ...state, expense: shown },
    mayChange: [
      ...workedOut,
      ...jenjis.map((name) => `expense.${name}`),
      ...(isComputed ? ['expense.total', 'expense.currency'] : []),
    ],
    losses: [...losses.filter(({ what }) => !(isComputed && what.startsWith('total '))), ...values.losses],
    notes: [
      ...editabilityNotes(expense),
      ...(isComputed
        ? [`Jenji computes the amount anew; it is ${amountOf(expense.total, expense.currency)} now.`]
        : []),
      ...(isFixed
        ? [`The amount is sent as it is, ${amountOf(expense.total, expense.currency)}: Jenji no longer computes it.`]
        : []),
      ...(isTouched(['total', 'totalWithoutTax', 'taxes', 'currency']) ? sumNotes(shown) : []),
      ...(expense.type === 'MILEAGE' && expense.attendees?.length
        ? ['Its attendees cannot be sent: reading back will tell whether they stay.']
        : []),
      ...unknownFieldNotes(expense, operations['expenses.get'].response),
    ],
  };
}

function fieldsOf(variant: z.ZodObject, template: AllowanceTemplate | undefined) {
  const left = [...apart, ...fixedByTemplate(template)];
  return Object.fromEntries(Object.entries(writtenFields(variant)).filter(([name]) => !left.includes(name)));
}

function differsIn(name: string, was: Patch, is: Patch): boolean {
  return differences(was[name], is[name]).length > 0;
}

function reverseUpdate(request: Request, before: Updatable, after: Updatable): Reversal {
  const [was, is] = [before.expense, after.expense];
  const variant = variantOf(before);
  const { body, clear } = restoring(fieldsOf(variant, before.template), was, is);
  const values = restoringCustomFields(was.customFields, is.customFields);
  // Where the trip is another one, Jenji would compute the amount, which may have been another.
  const isMileage = was.type === 'MILEAGE';
  if (isMileage && was.total != null && trip.some((name) => differsIn(name, was, is))) body.total = was.total;
  const emptied = emptiedAgain(clear, clearableOf(variant));
  const { actionUserId } = request.body;
  return {
    requests: [
      {
        operation,
        path: request.path,
        body: {
          ...body,
          ...(Object.keys(values.set).length > 0 && { customFields: values.set }),
          ...(actionUserId != null && { actionUserId }),
        },
        clear: [...emptied.clear, ...values.clear],
      },
    ],
    except: [
      ...emptied.except,
      ...(isMileage && body.total !== undefined
        ? [`The amount is set to ${amountOf(was.total, was.currency)}; whether Jenji had computed it cannot be read.`]
        : []),
      ...(was.totalConversionRate != null && ['total', 'currency', 'time'].some((name) => differsIn(name, was, is))
        ? ['The amounts in the currency of the organization follow the rate that Jenji takes then.']
        : []),
    ],
  };
}

export const expenseUpdateRecipe: Recipe = recipe({
  operation,
  body: patchOf(z.strictObject(contents)),
  clearable,
  read: (reading, { path }) => readUpdatable(reading, path),
  prepare: prepareUpdate,
  reverse: ({ request, before, after }) => reverseUpdate(request, before, after),
  organization: ({ expense }) => expense.organizationId,
});
