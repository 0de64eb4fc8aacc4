import * as z from 'zod';
import { findUser, requireActive } from '../access.ts';
import { ApiError, invalidField, unknownReference } from '../http/api-error.ts';
import { bodyReader, mandatoryText } from '../http/body.ts';
import { handlers } from '../http/call.ts';
import { expenseOf } from './expenses.ts';

const uploadRequest = bodyReader(() =>
  z.object({
    fileType: z.enum(['jpg', 'jpeg', 'pdf'], { error: 'must be jpg, jpeg or pdf' }),
    userId: mandatoryText,
    md5: mandatoryText,
    receiptType: z.enum(['EXPENSE', 'EXPENSE_REQUEST']).optional(),
  }),
);

export const receiptHandlers = handlers({
  'receipts.uploadUrl': (call) => {
    const { fileType, userId, md5, receiptType = 'EXPENSE' } = uploadRequest(call.body);
    const found = findUser(call, userId);
    if (!found) throw unknownReference('userId', userId);
    requireActive(found.organization, found.user);
    const digest = Buffer.from(md5, 'base64');
    if (digest.length !== 16 || digest.toString('base64') !== md5) {
      throw invalidField('md5', 'must be the 16 bytes of the MD5 hash in base64 (not in hexadecimal)');
    }
    return call.links.upload(call.origin, userId, fileType, md5, receiptType);
  },

  'receipts.downloadUrl': (call) => {
    const { expense } = expenseOf(call).record;
    const key = expense.type === 'MILEAGE' ? undefined : expense.receiptKey;
    if (key === undefined) throw new ApiError(404, 'NOT_FOUND', 'The expense has no receipt');
    return call.links.download(call.origin, key);
  },
});
