import { operations } from '@jenji-kit/client';
import * as z from 'zod';
import { bodyFields } from '../../forms/replacement.ts';
import { type Recipe, recipe } from '../../recipe.ts';
import { organizationHint, organizationOfUser } from '../key-organization.ts';

const body = z.strictObject({ ...bodyFields(operations['receipts.uploadUrl']).shape, ...organizationHint });

/** It changes no record: what it hands out is a link, by which whoever has it can put one file into storage. */
export const receiptUploadRecipe: Recipe = recipe({
  operation: 'receipts.uploadUrl',
  body,
  secretAnswer: ['uploadUrl'],
  read: async (reading, { body: { userId, organizationId } }) => ({
    organization: await organizationOfUser(reading, userId, organizationId),
  }),
  prepare(state, { path, body: { organizationId: _, ...asked } }) {
    const use = asked.receiptType === 'EXPENSE_REQUEST' ? 'a file of an expense request' : 'a receipt';
    return {
      title: `Get a link to upload ${use} of user ${JSON.stringify(asked.userId)}`,
      args: { path, body: asked },
      expected: state,
      unseen: true,
      notes: ['No record is changed. Whoever has the link can upload this one file by it, for a few minutes.'],
    };
  },
  reverse: () => ({
    cannot: 'There is nothing to turn back: no record is changed, and the link is of no use after a few minutes.',
  }),
  organization: ({ organization }) => organization,
});
