import type { ExpenseRequest, ExpenseRequestFile } from '@jenji-kit/client';
import { byId } from '../../forms/collection.ts';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { named } from '../../forms/naming.ts';
import type { Reading } from '../../recipe.ts';
import { organizationOfUser } from '../key-organization.ts';

/** An expense request as it is compared: its files by their keys in storage. */
export type RequestState = {
  /** Without its files. */
  request: ExpenseRequest;
  files: Record<string, ExpenseRequestFile>;
  /** How many files have no key, so that nothing can name them; there should be none. */
  filesWithoutKey: number;
  /** Not shown by the request itself: found out as far as possible. */
  organization: string | undefined;
};

export async function readRequest(
  reading: Reading,
  { requestId }: { requestId: string },
  organizationId: string | undefined,
): Promise<RequestState> {
  const { files, ...request } = withoutPlaceholder(await reading.call('expenseRequests.get', { path: { requestId } }));
  return {
    request,
    files: byId(files, ({ file }) => file),
    filesWithoutKey: (files ?? []).filter(({ file }) => !file).length,
    organization: await organizationOfUser(reading, request.userId, organizationId),
  };
}

export async function readActions(reading: Reading, { requestId }: { requestId: string }): Promise<readonly string[]> {
  const { data } = await reading.call('expenseRequests.actions.list', { path: { requestId } });
  return data;
}

export const nameOf = ({ id, label }: ExpenseRequest): string => named('expense request', id ?? '', label);

export const nameOfFile = ({ file, name }: ExpenseRequestFile): string => named('file', file ?? '', name);
