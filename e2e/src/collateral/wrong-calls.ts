import { randomUUID } from 'node:crypto';
import type { Draw } from '../writing-operations/draw.ts';
import type { Place } from '../writing-operations/requests.ts';
import type { ToolCall } from './tool-call.ts';

/** A call that must be refused before anything is sent, as models make them. */
export function wrongCall({ organization, draw }: Place): ToolCall {
  const path = { organizationId: organization.header.id };
  const user = draw.one(organization.users.keys());
  const category = draw.one(organization.categories)?.id;
  const write = (operation: string, rest: Record<string, unknown>): ToolCall => ({
    name: 'call_write_operation',
    input: { operation, ...rest },
  });
  const calls: readonly (() => ToolCall)[] = [
    () => write('users.destroy', { path }),
    () => write('users.list', { path }),
    () => write('users.block', { path }),
    () => write('users.block', { path: { ...path, userId: randomUUID() } }),
    () => write('users.block', { path: { ...path, userId: '../..' } }),
    () => write('users.update', { path: { ...path, userId: user }, body: { firstName: draw.text() } }),
    () => write('users.update', { path: { ...path, userId: user }, body: { language: 'fr', nonsense: 1 } }),
    () => write('users.update', { path: { ...path, userId: user }, body: { language: 'fr', groupId: 'nowhere' } }),
    () => write('categories.replaceAll', { path, body: [{ id: category }] }),
    () => write('categories.replaceAll', { path, body: { disable: organization.categories.map(({ id }) => id) } }),
    () => write('categories.update', { path: { ...path, categoryId: category }, body: { order: 'first' } }),
    () => write('customFields.expense.replaceAll', { path, body: { add: [{ key: draw.code(), type: 'STRING' }] } }),
    () => write('groups.create', { path, body: { name: '' } }),
    () => write('groups.patch', { path: { ...path, groupId: 'root' }, body: { parentGroupId: 'root' } }),
    () => write('expenses.delete', { path: { expenseId: randomUUID() } }),
    () => write('communications.create', { path, body: 'Closing on Friday' }),
    () => ({ name: 'commit_change', input: { token: 'x'.repeat(draw.whole(10, 90)) } }),
    () => ({ name: 'undo_change', input: { change_id: 'ffffffffffffffff' } }),
    () => ({ name: 'update_user', input: { user: 'Nobody At All', set: { firstName: 'X' } } }),
    () => ({ name: 'set_user_access', input: { users: [draw.text()], blocked: true } }),
    () => ({ name: 'run_expense_action', input: { expenses: [randomUUID()], action: 'accept' } }),
  ];
  return (draw.one(calls) ?? (() => write('', {})))();
}

/** A token with one character changed. */
export function tampered(token: string, draw: Draw): string {
  const at = draw.whole(0, token.length - 1);
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}
