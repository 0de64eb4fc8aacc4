import { type AllowanceTemplate, type Expense, ForbiddenError, InvalidArgumentsError } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { addedIds } from '../../forms/collection.ts';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { duplicate } from '../../forms/duplicate.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';
import { organizationHint, organizationOfUser } from '../key-organization.ts';
import { allowanceTemplateOf, fixedByTemplate, nameOfTemplate } from './allowance-template.ts';
import { nameOf } from './expense-record.ts';
import { creations } from './variants.ts';

const operation = 'expenses.create';
const [standard, mileage, allowance] = creations;

const body = z.discriminatedUnion('type', [
  z.strictObject({ ...standard.shape, ...organizationHint }),
  z.strictObject({ ...mileage.shape, ...organizationHint }),
  z.strictObject({ ...allowance.shape, ...organizationHint }),
]);

type Creation = z.infer<typeof body>;

/** The document that holds a user's expenses of a day: one plan may create some for several users and days. */
type Day = `expenses of ${string}`;
const dayOf = ({ userId, time }: Creation): Day => `expenses of ${userId} on ${time}`;

type DayState = {
  organization: string | undefined;
  /** Of an allowance. */
  template?: AllowanceTemplate;
  [day: Day]: Record<string, Expense>;
};

/** The expenses of a user on a day: those that the new one could be a second time, and where it has to appear. */
async function readDay(reading: Reading, { userId, time, organizationId }: Creation): Promise<Record<string, Expense>> {
  const criteria = { searchMode: 'TIME', start: time, end: time, includeDeleted: false } as const;
  const found = organizationId
    ? reading.stream('expenses.searchOrganization', { path: { organizationId }, body: criteria })
    : reading.stream('expenses.search', { body: criteria });
  const expenses: [string, Expense][] = [];
  try {
    for await (const expense of found) {
      if (expense.userId === userId && expense.id) expenses.push([expense.id, withoutPlaceholder(expense)]);
    }
  } catch (error) {
    if (organizationId || !(error instanceof ForbiddenError)) throw error;
    const message = 'is needed with this key, which has no organization of its own: give that of the user';
    throw new InvalidArgumentsError([{ path: 'body.organizationId', message }], { operation });
  }
  return Object.fromEntries(expenses);
}

/** Labels that people would take for the same. */
const simplified = (label: string | null | undefined) =>
  (label ?? '').normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');

/** Whether an expense of the same user and day is the same spending again. */
function isSame(present: Expense, created: Creation): boolean {
  if (created.type === 'STANDARD' && present.receiptKey === created.receiptKey) return true;
  if (present.type !== created.type) return false;
  if (created.type === 'ALLOWANCE') return present.templateId === created.templateId;
  if (simplified(present.label) !== simplified(created.label)) return false;
  return created.type === 'MILEAGE'
    ? present.distance === created.distance && (present.distanceUnit ?? 'KM') === (created.distanceUnit ?? 'KM')
    : hasSameAmount(present, created);
}

function hasSameAmount(present: Expense, created: Creation): boolean {
  return created.type === 'STANDARD' && present.total === created.total && present.currency === created.currency;
}

const listed = (expenses: readonly Expense[]) => expenses.map(nameOf).join('; ');

/** An allowance takes from its template what that sets, and cannot be given the receipt that some ask for. */
function checkTemplate(created: Creation, organization: string | undefined, template: AllowanceTemplate | undefined) {
  if (created.type !== 'ALLOWANCE' || organization === undefined) return;
  const refuse = (path: string, message: string) => {
    throw new InvalidArgumentsError([{ path, message }], { operation });
  };
  if (template === undefined) {
    refuse('body.templateId', `names no allowance template of the organization; allowanceTemplates.list names those`);
  }
  const given = fixedByTemplate(template).find((field) => created[field as keyof Creation] != null);
  if (given) refuse(`body.${given}`, `is set by ${nameOfTemplate(template)}; leave it out`);
  if (template?.requireReceipt) {
    refuse('body.templateId', `names ${nameOfTemplate(template)}, which asks for a receipt; the API takes none here`);
  }
}

export const expenseCreationRecipe: Recipe = recipe({
  operation,
  body,
  acceptable: [duplicate],
  async read(reading, { body: created }): Promise<DayState> {
    const organization = await organizationOfUser(reading, created.userId, created.organizationId);
    const template =
      created.type === 'ALLOWANCE' ? await allowanceTemplateOf(reading, organization, created.templateId) : undefined;
    return { organization, ...(template && { template }), [dayOf(created)]: await readDay(reading, created) };
  },
  prepare(state, { path, query, body: { organizationId: _, ...created }, accept }) {
    const { organization, template } = state;
    const day = dayOf(created);
    const expenses = state[day] ?? {};
    checkTemplate(created, organization, template);
    const others = Object.values(expenses);
    const same = others.filter((each) => isSame(each, created));
    if (same.length > 0 && !accept.includes(duplicate)) {
      throw new ChangeRefused(
        'state',
        `It looks like an expense that is there already: ${listed(same)}. If it is another one all the same, name ` +
          `${duplicate} in accept.`,
      );
    }
    const alike = others.filter((each) => !same.includes(each) && hasSameAmount(each, created));
    const name = nameOf({ ...created, id: 'new' });
    return {
      title: `Create ${name} for user ${JSON.stringify(created.userId)}`,
      args: { path, ...(query && { query }), body: created },
      expected: { ...state, [day]: { ...expenses, [newRecord()]: created } },
      // Jenji may link it with those that it takes for the same.
      mayChange: [
        [day, '*', 'updatedAt'],
        [day, '*', 'warnings', '**'],
      ],
      notes: [
        ...(same.length > 0 ? [`It is created although there is already ${listed(same)}.`] : []),
        ...(alike.length > 0 ? [`On that day there is one of the same amount: ${listed(alike)}.`] : []),
      ],
      newId: ({ id }) => id,
    };
  },
  reverse({ request: { body: created }, before, after }) {
    const [expenseId = newRecord()] = addedIds(before, after, dayOf(created));
    return {
      requests: [{ operation: 'expenses.delete', path: { expenseId } }],
      except: ['It stays readable, in state DELETED.'],
    };
  },
  organization: ({ organization }) => organization,
});
