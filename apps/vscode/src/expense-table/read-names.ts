import type { CustomOption } from '@jenji-kit/client';
import { AbortedError } from '@jenji-kit/client/errors';
import type { Connection } from '../accounts/connection.ts';
import { Names } from '../expense-page/names.ts';
import { customOptionsOf } from '../readings/custom-options.ts';
import { organizationOf } from '../readings/organization.ts';
import { paymentMethodsOf } from '../readings/payment-methods.ts';
import type { Reading, ReadOptions } from '../readings/readings.ts';
import { usersOf } from '../readings/users.ts';

/**
 * The names of an organization's people, categories, payment methods and fields, and the options of the lists that are
 * asked for. Three requests and one for each list, where nothing was read before. What cannot be read is missing: the
 * ids are shown then.
 *
 * @param fields Keys of custom fields whose options are needed.
 * @throws AbortedError when `signal` aborts.
 */
export async function readNames(
  connection: Connection,
  organizationId: string,
  fields: ReadonlySet<string>,
  language: string,
  options: ReadOptions,
): Promise<Names> {
  const [organization, users, paymentMethods] = await Promise.all([
    orNothing(organizationOf(connection, organizationId, options)),
    orNothing(usersOf(connection, organizationId, options)),
    orNothing(paymentMethodsOf(connection, organizationId, options)),
  ]);
  const lists = (organization?.expenseCustomFields ?? []).flatMap(({ key, type, listId }) =>
    type === 'LIST' && listId && fields.has(key ?? '') ? [listId] : [],
  );
  const read = await Promise.all(
    [...new Set(lists)].map(
      async (listId): Promise<[string, readonly CustomOption[]]> => [
        listId,
        (await orNothing(customOptionsOf(connection, organizationId, listId, options))) ?? [],
      ],
    ),
  );
  if (options.signal?.aborted) throw new AbortedError('Cancelled.');
  return new Names({ language, organization, users, paymentMethods, options: new Map(read) });
}

function orNothing<Value>(reading: Promise<Reading<Value>>): Promise<Value | undefined> {
  return reading.then(
    ({ value }) => value,
    () => undefined,
  );
}
