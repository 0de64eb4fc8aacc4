import { createHash } from 'node:crypto';
import * as z from 'zod';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';
import { sendLater } from '../../receipt/files-to-send.ts';
import { readReceiptFile } from '../../receipt/receipt-file.ts';

const { argumentNames, bodyOf } = ownFields({ file_type: 'fileType', md5: 'md5', for: 'receiptType' });

export default defineChangeTool({
  name: 'upload_receipt',
  title: 'Upload a receipt',
  toolset: 'receipts',
  hazard: 'create',
  operations: ['receipts.uploadUrl'],
  description: [
    'Uploads a PDF or JPEG of this machine, where the operator allows its folder, and answers with the key that create_expense takes as receipt.',
    'Without file it gives a link, good for minutes, to which another program sends the file by PUT with the header Content-MD5.',
    'Costs 1 request, first up to 4.',
  ],
  input: z
    .strictObject({
      organization,
      user: text().describe('Whose: name, login or id'),
      file: text(2000).optional().describe('Absolute path'),
      file_type: z.enum(['pdf', 'jpg', 'jpeg']).optional().describe('Without file: its extension'),
      md5: text().optional().describe('Without file: its MD5 in base64'),
      for: z.enum(['EXPENSE', 'EXPENSE_REQUEST']).default('EXPENSE').describe('What it will belong to'),
    })
    .check(({ value: { file, file_type: fileType, md5 }, issues }) => {
      const problem = (path: string, message: string) =>
        issues.push({ code: 'custom', path: [path], message, input: undefined });
      if (file !== undefined) {
        if (fileType !== undefined) problem('file_type', 'goes without file; leave it out');
        if (md5 !== undefined) problem('md5', 'goes without file; leave it out');
      } else if (fileType === undefined || md5 === undefined) {
        problem('file', 'is required: a path, or else file_type and md5 for a link');
      }
    }),
  argumentNames,
  async toChange({ organization: name, user, file, file_type: fileType, md5, for: use }, scope) {
    // Before anything is asked of Jenji.
    const content = file === undefined ? undefined : await readReceiptFile(file, scope.settings);
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const digest = content ? createHash('md5').update(content.bytes).digest('base64') : md5;
    if (file !== undefined && digest !== undefined) sendLater(scope.reader.jenji, digest, file);
    const body = bodyOf({ file_type: content?.fileType ?? fileType, md5: digest, for: use });
    return { operation: 'receipts.uploadUrl', body: { ...body, userId, organizationId } };
  },
});
