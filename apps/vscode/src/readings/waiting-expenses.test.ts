import { expect, test } from 'vitest';
import { sandboxTree } from '../../test/sandbox-tree.ts';
import { waitingExpensesOf } from './waiting-expenses.ts';

async function connected() {
  const { sandbox, signedIn, requests } = await sandboxTree();
  const [organizationId = ''] = sandbox.world.organizations.keys();
  return { sandbox, connection: await signedIn.connection(), organizationId, requests };
}

test('what waits of all months is one search, the compliance step included', async () => {
  const { connection, organizationId, requests } = await connected();
  const { value } = await waitingExpensesOf(connection, organizationId);
  expect(new Set(value.map(({ state }) => state))).toEqual(
    new Set(['WAITING_FOR_COMPLIANCE', 'WAITING_FOR_VALIDATION']),
  );
  expect(requests()).toEqual(['expenses.search']);
});

test('where Jenji knows no state but those of its manual, these are searched for', async () => {
  const { connection, organizationId, requests, sandbox } = await connected();
  sandbox.faults.add({ operation: 'expenses.search', kind: 'status', status: 400, times: 1 });
  const { value } = await waitingExpensesOf(connection, organizationId);
  expect(new Set(value.map(({ state }) => state))).toEqual(new Set(['WAITING_FOR_VALIDATION']));
  expect(requests()).toEqual(['expenses.search', 'expenses.search']);
});
