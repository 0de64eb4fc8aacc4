import { type Endpoint, type OperationId, operations } from '@jenji-kit/client';
import type { Reader } from '../directory/reader.ts';
import { readExpense } from '../expense/read-expense.ts';
import { Refused } from '../registry/refused.ts';

/** Lists whose items belong to an organization each: where an item says to which. */
const organizationOf: Partial<Record<OperationId, string>> = {
  'organizations.list': 'id',
  'bookkeepers.clients.list': 'organizationId',
  'expenses.search': 'organizationId',
};

/** Operations that are about no organization. */
const ofNone: ReadonlySet<OperationId> = new Set(['mileage.address', 'mileage.trip']);

/**
 * Keeps a call within the organizations that the operator allows. Gives the test that items of a list must pass.
 *
 * @throws Refused when the call is about another organization, or cannot be told to be about an allowed one.
 */
export async function withinBounds(
  reader: Reader,
  id: OperationId,
  path: Readonly<Record<string, unknown>>,
): Promise<(item: unknown) => boolean> {
  const all = () => true;
  if (!reader.isBounded || ofNone.has(id)) return all;
  const field = organizationOf[id];
  if (field !== undefined) return (item) => reader.mayTouch(textIn(item, field));
  const organizationId = path.organizationId ?? path.clientId;
  if (typeof organizationId === 'string' && reader.mayTouch(organizationId)) return all;
  if (organizationId === undefined && typeof path.expenseId === 'string') {
    await readExpense(reader, path.expenseId);
    return all;
  }
  const { summary }: Endpoint = operations[id];
  throw new Refused(
    organizationId === undefined
      ? `The operator of this server has limited it to some organizations, and it cannot tell which ones ${id} is about (${summary})`
      : 'The operator of this server has not allowed this organization.',
  );
}

function textIn(item: unknown, field: string): string | undefined {
  const value = typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}
