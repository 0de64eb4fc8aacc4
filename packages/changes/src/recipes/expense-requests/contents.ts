import { type ExpenseRequestFile, InvalidArgumentsError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { differences } from '../../difference.ts';
import { itemOf } from '../../forms/collection.ts';
import {
  clearableCustomFields,
  customFieldsToSet,
  mergedCustomFields,
  restoringCustomFields,
} from '../../forms/custom-field-values.ts';
import { bodyFields, replaced, restoring, unknownFieldNotes } from '../../forms/replacement.ts';
import { type Loss, type Recipe, type Reversal, recipe } from '../../recipe.ts';
import { organizationHint } from '../key-organization.ts';
import { nameOf, nameOfFile, type RequestState, readRequest } from './request-record.ts';

const documented = bodyFields(operations['expenseRequests.update']).shape;
/** What is written as it is read. Files and custom field values are written by what changes in them. */
const fields = { label: {}, comment: {} };

const emptiedByClear = 'must not be empty; name it in clear to empty it, or leave it out to keep it';

const common = {
  label: documented.label.optional(),
  comment: z.string().min(1, emptiedByClear).optional().describe('For the person who approves it.'),
  customFields: customFieldsToSet.optional(),
  ...organizationHint,
};

const namedFiles = z.array(
  z.strictObject({
    file: z.string().min(1).describe('The `key` of `receipts.uploadUrl`.'),
    name: z.string().min(1).describe('The name people see.'),
  }),
);

const updateBody = z.strictObject({
  ...common,
  files: z
    .strictObject({
      add: namedFiles.optional().describe('Files to add; one that is there already gets the new name.'),
      remove: z.array(z.string().min(1)).optional().describe('Keys of files to take off.'),
    })
    .optional()
    .describe('What changes in its files; the others stay.'),
});

const patchBody = z.strictObject({
  ...common,
  files: namedFiles
    .optional()
    .describe('Files to add or, where they are there already, to rename. To remove one, use expenseRequests.update.'),
});

type Files = Record<string, ExpenseRequestFile>;

/** The files after some are added or renamed and others removed. */
function changedFiles(present: Files, add: readonly ExpenseRequestFile[], remove: readonly string[]) {
  const issues = [
    ...remove
      .filter((key) => itemOf(present, key) === undefined)
      .map((key) => ({
        path: 'body.files.remove',
        message: `names ${JSON.stringify(key)}, which is no file of this request; it has ${JSON.stringify(Object.keys(present))}`,
      })),
    ...add
      .filter(({ file }, index) => remove.includes(file ?? '') || add.findIndex((each) => each.file === file) !== index)
      .map(({ file }) => ({ path: 'body.files', message: `names ${JSON.stringify(file)} twice; name each file once` })),
  ];
  if (issues.length > 0) throw new InvalidArgumentsError(issues, {});
  const kept = Object.entries(present).filter(([key]) => !remove.includes(key));
  const named = add.map((file) => [file.file ?? '', { ...itemOf(present, file.file ?? ''), ...file }] as const);
  return {
    files: Object.fromEntries([...kept, ...named]),
    losses: remove.map((key): Loss => ({ kind: 'removed', what: nameOfFile(itemOf(present, key) ?? {}) })),
  };
}

type Restored = Pick<RequestState, 'request' | 'files'>;

/** The change that makes a request again what it was. */
function changeBack(requestId: string, hint: string | undefined, was: Restored, is: Restored): Reversal {
  const { body, clear } = restoring(fields, was.request, is.request);
  const values = restoringCustomFields(was.request.customFields, is.request.customFields);
  const remove = Object.keys(is.files).filter((key) => !Object.hasOwn(was.files, key));
  const add = Object.values(was.files).filter(
    (file) => differences(file, itemOf(is.files, file.file ?? '')).length > 0,
  );
  const returned = add.filter(({ file }) => !Object.hasOwn(is.files, file ?? ''));
  const files = { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) };
  return {
    requests: [
      {
        operation: 'expenseRequests.update',
        path: { requestId },
        body: {
          ...body,
          ...(Object.keys(values.set).length > 0 && { customFields: values.set }),
          ...(Object.keys(files).length > 0 && { files }),
          ...(hint && { organizationId: hint }),
        },
        clear: [...clear, ...values.clear],
      },
    ],
    except:
      returned.length > 0
        ? [`${returned.map(nameOfFile).join(', ')} can only be put back as long as Jenji’s storage keeps it.`]
        : [],
  };
}

export const requestContentRecipes: readonly Recipe[] = [
  recipe({
    operation: 'expenseRequests.update',
    body: updateBody,
    clearable: ['comment', 'files', ...clearableCustomFields],
    read: (reading, { path, body }) => readRequest(reading, path, body.organizationId),
    prepare(state, { path, body: { files, customFields, organizationId: _, ...set }, clear }) {
      const { request } = state;
      if (state.filesWithoutKey > 0 && !clear.includes('files')) {
        throw new ChangeRefused(
          'state',
          `${nameOf(request)} has files without a key, which this change would remove because they cannot be sent back. ` +
            'Use expenseRequests.patch, which removes no file, or name files in clear to remove all of them.',
        );
      }
      const scalars = replaced(fields, request, set, clear);
      const values = mergedCustomFields(request.customFields, customFields, clear);
      const removed = clear.includes('files') ? Object.keys(state.files) : (files?.remove ?? []);
      const after = changedFiles(state.files, files?.add ?? [], removed);
      return {
        title: `Change ${nameOf(request)}`,
        args: {
          path,
          body: {
            ...scalars.body,
            ...(Object.keys(after.files).length > 0 && { files: Object.values(after.files) }),
            ...(Object.keys(values.values).length > 0 && { customFields: values.values }),
          },
        },
        expected: {
          ...state,
          request: { ...scalars.record, customFields: values.values },
          files: after.files,
          ...(clear.includes('files') && { filesWithoutKey: 0 }),
        },
        losses: [...scalars.losses, ...values.losses, ...after.losses],
        notes: unknownFieldNotes(request, operations['expenseRequests.get'].response),
      };
    },
    reverse: ({ request: { path, body }, before, after }) =>
      changeBack(path.requestId, body.organizationId, before, after),
    organization: ({ organization }) => organization,
  }),

  recipe({
    operation: 'expenseRequests.patch',
    body: patchBody,
    read: (reading, { path, body }) => readRequest(reading, path, body.organizationId),
    prepare(state, { path, body: { files = [], customFields, organizationId: _, ...set } }) {
      const { request } = state;
      // The manual wants the label with each patch; and it does not say whether a patch of custom fields keeps those
      // that are not sent, so all are.
      const { values } = mergedCustomFields(request.customFields, customFields, []);
      const after = changedFiles(state.files, files, []);
      return {
        title: `Change ${nameOf(request)}`,
        args: {
          path,
          body: {
            label: request.label,
            ...set,
            ...(files.length > 0 && { files }),
            ...(customFields && { customFields: values }),
          },
        },
        expected: {
          ...state,
          request: { ...request, ...set, ...(customFields && { customFields: values }) },
          files: after.files,
        },
      };
    },
    reverse: ({ request: { path, body }, before, after }) =>
      changeBack(path.requestId, body.organizationId, before, after),
    organization: ({ organization }) => organization,
  }),
];
