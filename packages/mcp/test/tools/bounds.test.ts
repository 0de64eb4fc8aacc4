import { type Endpoint, operationIds, operations, type PathParameterName } from '@jenji-kit/client';
import type { OrganizationState } from '@jenji-kit/sandbox';
import { describe, expect, test } from 'vitest';
import { type Connected, connected } from './connected.ts';
import { today } from './known-world.ts';

/** A bookkeeper's key that sees several organizations, held by the operator to one of them. */
async function bounded(): Promise<Connected & { own: OrganizationState; foreign: OrganizationState }> {
  const open = await connected({ today, key: 'bookkeeper' });
  const { structured } = await open.call('list_organizations');
  const [first, second] = structured.organizations as { id: string }[];
  const connection = await connected({
    today,
    key: 'bookkeeper',
    settings: { organizations: new Set([first?.id ?? '']) },
  });
  const of = (id: string | undefined) => connection.sandbox.world.organizations.get(id ?? '');
  const [own, foreign] = [of(first?.id), of(second?.id)];
  if (!own || !foreign) throw new Error('The bookkeeper of the sandbox has fewer than two clients');
  return { ...connection, own, foreign };
}

/** What in an answer would tell of an organization. */
function tracesOf({ header, users }: OrganizationState): string[] {
  return [header.id, header.name, ...[...users.values()].flatMap(({ user }) => [user.id, user.lastName ?? []].flat())];
}

const reading = operationIds.filter((id) => (operations[id] as Endpoint).hazard === 'read');
const period = { start: '2026-01-01', end: '2026-06-30', searchMode: 'TIME' };

describe('JENJI_ORGANIZATIONS', () => {
  test('holds every reading operation, whatever ids come in path and body', async () => {
    const { call, sandbox, own, foreign } = await bounded();
    const expense = [...sandbox.world.expenses.search(foreign.header.id)][0]?.expense;
    expect(expense).toBeDefined();
    const [userId = ''] = foreign.users.keys();
    const [bookkeeperId = ''] = sandbox.world.bookkeepers.keys();
    const traces = tracesOf(foreign);
    let answered = 0;
    for (const id of reading) {
      const { pathParameters, body }: Endpoint = operations[id];
      for (const organizationId of [foreign.header.id, own.header.id, `${own.header.id}/../${foreign.header.id}`]) {
        const values: Partial<Record<PathParameterName, string>> = {
          organizationId,
          clientId: organizationId,
          userId,
          expenseId: expense?.id ?? '',
          requestId: 'r',
          listId: 'project',
          bookkeeperId,
        };
        const path = Object.fromEntries(pathParameters.map((name) => [name, values[name] ?? 'x']));
        const bodyOf: Record<string, object> = {
          'mileage.address': { startAddress: 'Lyon', endAddress: 'Paris' },
          'mileage.trip': { startAddress: 'Lyon', endAddress: 'Paris' },
        };
        const { text, structured, isError } = await call('call_read_operation', {
          operation: id,
          ...(pathParameters.length > 0 && { path }),
          ...(body && {
            body: bodyOf[id] ?? (/^expenseRequests/.test(id) ? { start: period.start, end: period.end } : period),
          }),
          limit: 200,
        });
        // What the caller wrote may come back in a message.
        const told = isError
          ? text.replaceAll(organizationId, '').replaceAll(userId, '')
          : JSON.stringify([text, structured]);
        for (const trace of traces) expect(told, `${id} ${organizationId}`).not.toContain(trace);
        if (!isError) answered++;
      }
    }
    // Its own organization is reached all the same.
    expect(answered).toBeGreaterThan(10);
    const aboutIt = sandbox.requests.filter(({ path }) => path.includes(foreign.header.id));
    expect(aboutIt).toEqual([]);
  });

  test('holds every other tool, by id, by name, and by the id of a record', async () => {
    const { call, sandbox, foreign } = await bounded();
    const expense = [...sandbox.world.expenses.search(foreign.header.id)][0]?.expense;
    const [person] = foreign.users.values();
    for (const organization of [
      foreign.header.id,
      foreign.header.name,
      `⟦${foreign.header.name}⟧ (${foreign.header.id})`,
    ]) {
      for (const [tool, more] of [
        ['get_organization', {}],
        ['list_custom_fields', {}],
        ['list_custom_field_options', { field: 'project' }],
        ['search_expenses', {}],
        ['search_users', {}],
        ['get_user', { user: person?.user.id }],
      ] as const) {
        const { isError, text } = await call(tool, { organization, ...more });
        expect(isError, `${tool} ${text}`).toBe(true);
      }
    }
    for (const [tool, more] of [
      ['get_expense', { expense: expense?.id }],
      ['update_expense', { expense: expense?.id, set: { label: 'x' } }],
    ] as const) {
      const { isError, text } = await call(tool, more);
      expect(isError).toBe(true);
      expect(text).toContain('has not allowed');
      expect(text).not.toContain(expense?.label);
    }
    expect((await call('get_user', { user: person?.user.id })).isError).toBe(true);
    expect(sandbox.requests.filter(({ path }) => path.includes(foreign.header.id))).toEqual([]);
    expect(sandbox.requests.every(({ operation }) => operation !== 'expenses.actions.execute')).toBe(true);
  });
});

describe('what is remembered', () => {
  test('of one organization never answers for another, nor one account for another', async () => {
    const open = await connected({ today, key: 'bookkeeper' });
    const { structured } = await open.call('list_organizations');
    const quarter = { start: '2026-01-01', end: '2026-06-30', limit: 200, fields: ['user_id'] };
    for (const round of [1, 2]) {
      for (const { id } of structured.organizations as { id: string }[]) {
        const state = open.sandbox.world.organizations.get(id);
        const users = await open.call('search_users', { organization: id });
        expect(users.structured.total, `round ${round}`).toBe(state?.users.size);
        const found = await open.call('search_expenses', { organization: id, ...quarter });
        for (const { user_id: userId } of found.structured.expenses) expect(state?.users.has(userId)).toBe(true);
      }
    }
    const other = await connected({ today });
    const own = await other.call('list_organizations');
    expect(own.structured.organizations).toHaveLength(1);
    expect(JSON.stringify(structured)).not.toContain(own.structured.organizations[0].id);
  });
});
