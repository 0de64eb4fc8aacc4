import * as z from 'zod';
import { fieldNames, fieldValues } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { organization, text, texts } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';
import { namedFiles } from '../../expense-request/named-files.ts';

const { argumentNames, bodyOf } = ownFields({ label: 'label', comment: 'comment', custom_fields: 'customFields' });
const valuesPrefix = 'custom_fields.';

export default defineChangeTool({
  name: 'update_expense_request',
  title: 'Change an expense request',
  toolset: 'requests',
  hazard: 'replace',
  operations: ['expenseRequests.update', 'expenseRequests.patch'],
  description: [
    'Changes what is named of an expense request, where its state allows; all else and the other files stay.',
    'Costs 5 requests, first up to 8.',
  ],
  input: z
    .strictObject({
      organization,
      request: recordId().describe('Id'),
      label: text(1000).optional().describe('What for'),
      comment: text(2000).optional().describe('For who approves it'),
      custom_fields: fieldValues().optional().describe('Those to set, by code or label'),
      add_files: namedFiles().optional().describe('{name, file: key} to add, or to rename'),
      remove_files: texts().optional().describe('Keys'),
      clear: fieldNames().optional().describe('comment, files, custom_fields, custom_fields.code: to empty'),
    })
    .check(({ value: { organization: _, request: __, ...fields }, issues }) => {
      if (Object.values(fields).some((value) => value !== undefined && Object.keys(value).length > 0)) return;
      const message = 'is required: something to change, such as label, or clear with fields to empty';
      issues.push({ code: 'custom', path: ['label'], message, input: undefined });
    }),
  argumentNames: {
    ...argumentNames,
    'body.files.add': 'add_files',
    'body.files.remove': 'remove_files',
    'body.files': 'add_files',
    'body.organizationId': 'organization',
    'path.requestId': 'request',
  },
  async toChange({ organization: name, request, add_files: add, remove_files: remove, clear, ...fields }, scope) {
    const organizationId = await scope.organization(name);
    const body = { ...(await scope.body(organizationId, 'body', bodyOf(fields), 'expense_request')), organizationId };
    const path = { requestId: request };
    // What a PATCH can do is done by it: it cannot lose what is not named.
    if (remove === undefined && clear === undefined) {
      return { operation: 'expenseRequests.patch', path, body: { ...body, ...(add && { files: add }) } };
    }
    const files = { ...(add && { add }), ...(remove && { remove }) };
    const toClear = await Promise.all((clear ?? []).map((field, at) => fieldToClear(field, at)));
    return {
      operation: 'expenseRequests.update',
      path,
      body: { ...body, ...(Object.keys(files).length > 0 && { files }) },
      clear: toClear,
    };

    async function fieldToClear(field: string, at: number): Promise<string> {
      if (field === 'custom_fields') return 'customFields';
      if (!field.startsWith(valuesPrefix)) return field;
      const wanted = { field: `clear[${at}]`, kind: 'custom field', value: field.slice(valuesPrefix.length) };
      return await scope.reader.withNames(
        organizationId,
        ({ directory }) => `customFields.${directory.fields.expense_request.resolve(wanted).id}`,
      );
    }
  },
});
