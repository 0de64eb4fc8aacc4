import { expect, test } from 'vitest';
import { sandboxTree } from '../../test/sandbox-tree.ts';
import { findRow } from './find-row.ts';
import type { TreeRow } from './tree-row.ts';

function pathOf(row: TreeRow | undefined): string[] {
  return row ? [...pathOf(row.parent), row.node.label] : [];
}

test('an expense is found by its id alone, for the requests that its way costs', async () => {
  const { model, sandbox, signedIn, requests } = await sandboxTree();
  const [organizationId = ''] = sandbox.world.organizations.keys();
  const [first] = sandbox.world.expenses.search(organizationId, {
    mode: 'TIME',
    start: '2025-03-01',
    end: '2025-03-31',
  });
  const subject = { kind: 'expense', accountId: signedIn.account.id, organizationId, id: first?.expense.id } as const;
  const row = await findRow(model, subject);
  expect(pathOf(row).slice(0, 6)).toEqual(['Sandbox', 'Atelier Lumière', 'Expenses', 'Earlier…', '2025', 'March 2025']);
  expect(row?.subject.id).toBe(subject.id);
  expect(requests()).toEqual(['expenses.get', 'expenses.search', 'organizations.list', 'users.list']);
  expect(await findRow(model, subject)).toBe(row);
  expect(requests()).toEqual(['expenses.get'].slice(1));
});

test('every record that a row stands for is found again by its subject', async () => {
  const { model, open } = await sandboxTree({ expenses: 40 });
  const organization = ['Sandbox', 'Atelier'];
  const settings = [...organization, 'Settings'];
  const rows = [
    await open(...organization, 'People', 'Atelier', 'Direction', 'Sales'),
    await open(...organization, 'People', 'Atelier', 'Jenji Kit API'),
    await open(...organization, 'Invitations', 'Clara'),
    await open(...organization, 'Expense requests', 'Salon de Lille'),
    await open(...settings, 'Categories', 'Meals', 'Guest meals'),
    await open(...settings, 'Payment methods', 'Cash'),
    await open(...settings, 'Custom fields', 'Of expenses', 'Project'),
    await open(...settings, 'Custom fields', 'Of expenses', 'Project', 'Internal'),
    await open(...settings, 'Allowance templates', 'Lunch'),
    await open(...settings, 'Warning rules', 'Weekend'),
    await open(...settings, 'Communications', 'Outage'),
    await open(...organization, 'Expenses', 'November 2026'),
    await open(...organization, 'Expenses', 'November 2026', 'Waiting for approval'),
  ];
  for (const row of rows) expect(await findRow(model, row.subject), row.id).toBe(row);
});

test('what is not there is not found', async () => {
  const { model, open } = await sandboxTree({ expenses: 5 });
  const { subject } = await open('Sandbox', 'Atelier');
  expect(await findRow(model, { ...subject, kind: 'user', id: 'nobody' })).toBeUndefined();
  expect(await findRow(model, { ...subject, kind: 'user', accountId: 'other', id: 'nobody' })).toBeUndefined();
});
