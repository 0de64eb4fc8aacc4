import type { ChangeRequest } from '@jenji-kit/changes';
import * as z from 'zod';
import { acceptDuplicate, accepting } from '../arguments/accept-duplicate.ts';
import { date } from '../arguments/date.ts';
import { fieldValues } from '../arguments/field-values.ts';
import { organization, text } from '../arguments/text.ts';
import type { ChangeScope } from '../changes/change-scope.ts';
import { ownFields } from '../changes/own-fields.ts';

/** The arguments that an expense of any type is created with. */
export const anyNewExpense = {
  organization,
  user: text().describe('Whose: name, login or id'),
  date: date().describe('YYYY-MM-DD'),
  explanation: text(2000).optional().describe('Why, for who approves it'),
  custom_fields: fieldValues().optional().describe('By code or label; options by label, dates YYYY-MM-DD'),
  accept_duplicate: acceptDuplicate,
};

const common = { date: 'time', explanation: 'explanation', custom_fields: 'customFields' } as const;
const schema = z.object(anyNewExpense);
type AnyNewExpense = z.output<typeof schema>;

/** How the arguments of a tool that creates expenses are called in the body; what else there is stands in `set`. */
export function newExpenseFields<const Names extends Readonly<Record<string, string>>>(names: Names) {
  const { argumentNames, bodyOf } = ownFields({ ...common, ...names }, 'set');
  return {
    argumentNames: { ...argumentNames, 'body.userId': 'user' },
    /** The request that creates it, with names resolved; `found` holds fields that the caller resolved itself. */
    async creation(
      type: 'STANDARD' | 'MILEAGE' | 'ALLOWANCE',
      input: AnyNewExpense & { readonly [Own in keyof Names]?: unknown } & {
        set?: Record<string, unknown> | undefined;
      },
      at: { organizationId: string; userId: string; scope: ChangeScope },
      found: Readonly<Record<string, unknown>> = {},
    ): Promise<ChangeRequest> {
      const { organizationId, userId, scope } = at;
      // The types of the names do not reach into the merged record.
      const given = bodyOf(input as Parameters<typeof bodyOf>[0]);
      const body = await scope.body(organizationId, 'body', { ...input.set, ...given, ...found }, 'expense');
      return {
        operation: 'expenses.create',
        body: { ...body, type, userId, organizationId },
        ...accepting(input.accept_duplicate),
      };
    },
  };
}

/** Whose expense it is, in which organization, and what that calls its own country and currency. */
export async function ownerOf({ organization: name, user }: AnyNewExpense, scope: ChangeScope) {
  const organizationId = await scope.organization(name);
  return await scope.reader.withNames(organizationId, ({ directory, people }) => ({
    organizationId,
    person: people.resolve({ field: 'user', kind: 'user', value: user }),
    country: directory.source.masterCountry ?? undefined,
    currency: directory.source.masterCurrency ?? undefined,
    language: directory.source.masterLanguage ?? undefined,
  }));
}
