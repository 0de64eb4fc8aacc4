import type { ExpenseRequest } from '@jenji-kit/client';
import type { Names, Reader } from '../directory/reader.ts';
import { InvalidInput } from '../registry/invalid-input.ts';

/**
 * One expense request, which says itself to no organization: its owner has to be one of the organization that the caller
 * means, and that has to be one that the operator allows.
 *
 * @throws InvalidInput when its owner is somebody else's; NotFoundError.
 */
export async function readRequest(
  reader: Reader,
  requestId: string,
  organization: string | undefined,
): Promise<{ request: ExpenseRequest; organizationId: string; names: Names }> {
  const organizationId = await reader.organizationId(organization);
  const request = await reader.call('expenseRequests.get', { path: { requestId } });
  const names = await reader.withNames(organizationId, (each) => {
    if (each.people.get(request.userId) !== undefined) return each;
    const rule = 'is a request of nobody in this organization';
    throw new InvalidInput({ field: 'request', rule, fix: 'Name the organization of its owner.' });
  });
  return { request, organizationId, names };
}
