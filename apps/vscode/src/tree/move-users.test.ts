import { expect, test } from 'vitest';
import { sandboxTree } from '../../test/sandbox-tree.ts';
import { moveTo } from './move-users.ts';
import type { TreeRow } from './tree-row.ts';

const people = ['Sandbox', 'Atelier', 'People', 'Atelier'];

async function usersOf(rows: Promise<readonly TreeRow[]>): Promise<TreeRow[]> {
  return (await rows).filter(({ subject }) => subject.kind === 'user');
}

test('people dropped onto a group are one plan, and the tree follows once it was carried out', async () => {
  const { model, open, signedIn } = await sandboxTree({ expenses: 5 });
  const direction = await open(...people, 'Direction');
  const sales = await open(...people, 'Direction', 'Sales', 'Sales North');
  const [one, other] = await usersOf(model.children(sales));
  if (!one || !other) throw new Error('Sales North has two people.');
  const move = moveTo([one, other], direction.subject, 'fr');
  if ('refused' in move) throw new Error(move.refused);
  const connection = await signedIn.connection();
  const changes = await connection.changes();
  const plan = await changes.plan(move.requests);
  expect(plan.items).toHaveLength(2);
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed' });
  connection.readings.refresh(`organizations/${direction.subject.organizationId}/users`);
  await open(...people, 'Direction');
  const ids = (await usersOf(model.children(direction))).map(({ subject }) => subject.id);
  expect(ids).toContain(one.subject.id);
  expect(ids).toContain(other.subject.id);
  await open(...people, 'Direction', 'Sales', 'Sales North');
  expect((await usersOf(model.children(sales))).map(({ subject }) => subject.id)).not.toContain(one.subject.id);
});

test('where nobody names the language, the plan tells that it is lost', async () => {
  const { model, open, signedIn } = await sandboxTree({ expenses: 5 });
  const direction = await open(...people, 'Direction');
  const [one] = await usersOf(model.children(await open(...people, 'Direction', 'Sales')));
  const move = moveTo(one ? [one] : [], direction.subject);
  if ('refused' in move) throw new Error(move.refused);
  const plan = await (await (await signedIn.connection()).changes()).plan(move.requests);
  expect(JSON.stringify(plan)).toContain('language, which nobody can read');
});

test('what cannot be moved is refused in words, and nothing is planned', async () => {
  const { model, open } = await sandboxTree({ expenses: 5 });
  const sales = await open(...people, 'Direction', 'Sales');
  const users = await usersOf(model.children(sales));
  expect(moveTo(users, sales.subject)).toEqual({ refused: 'They are in this group already. Nothing was changed.' });
  expect(moveTo(users, { ...sales.subject, organizationId: 'another' })).toEqual({
    refused: 'People cannot be moved to another organization. Nothing was changed.',
  });
  expect(moveTo([sales], sales.subject)).toEqual({ refused: 'Only people can be moved to a group.' });
  expect(moveTo(users, { ...sales.subject, kind: 'folder' })).toEqual({
    refused: 'People can only be moved to a group.',
  });
});
