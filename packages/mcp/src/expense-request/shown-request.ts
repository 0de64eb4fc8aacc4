import type { ExpenseRequest } from '@jenji-kit/client';
import type { Names } from '../directory/reader.ts';
import { filled } from '../results/filled.ts';

/** Fields of the wire that an answer shows on its own terms; all others are shown as they are. */
const shownOtherwise: ReadonlySet<string> = new Set([
  'id',
  'shortId',
  'label',
  'type',
  'userId',
  'state',
  'comment',
  'expenses',
  'creationDate',
  'customFields',
  'files',
]);

/** A request as a list shows it. */
export function requestEntry(request: ExpenseRequest, { directory, people }: Names): Record<string, unknown> {
  const owner = people.get(request.userId);
  return filled({
    id: request.id,
    short_id: request.shortId,
    created_at: request.creationDate,
    label: request.label,
    type: request.type,
    state: request.state,
    user: owner?.name,
    user_id: request.userId,
    group: directory.groups.get(owner?.source.groupId)?.path,
  });
}

/** Every field of a request but its custom fields, with what ids mean. */
export function shownRequest(request: ExpenseRequest, names: Names): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(request).filter(([name]) => !shownOtherwise.has(name)));
  return {
    ...requestEntry(request, names),
    ...filled({
      comment: request.comment,
      expense_ids: request.expenses,
      files: request.files?.map(({ name, file }) => filled({ name, key: file })),
    }),
    ...filled(others),
  };
}
