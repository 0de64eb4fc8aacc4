import { type Endpoint, operationIds, operations } from '@jenji-kit/client';
import { describe, expect, test } from 'vitest';
import { findOperations } from '../../src/operations/operation-search.ts';
import { connected, connectedForAll } from './connected.ts';
import { mainOrganization, today } from './known-world.ts';

/** What people ask, and the operation that has to come first. */
const golden: [query: string, first: string][] = [
  ['approve', 'expenses.actions.execute'],
  ['approve an expense', 'expenses.actions.execute'],
  ['valider une note de frais', 'expenses.actions.execute'],
  ['rembourser', 'expenses.actions.execute'],
  ['reject expense', 'expenses.actions.execute'],
  ['refuser une demande de dépense', 'expenseRequests.actions.execute'],
  ['which actions are possible on an expense', 'expenses.actions.list'],
  ['note de frais', 'expenses.search'],
  ['chercher des notes de frais', 'expenses.search'],
  ['search the expenses of an organization', 'expenses.searchOrganization'],
  ['create expense', 'expenses.create'],
  ['supprimer une dépense', 'expenses.delete'],
  ['utilisateur', 'users.list'],
  ['list users', 'users.list'],
  ['liste des utilisateurs', 'users.list'],
  ['block a user', 'users.block'],
  ['débloquer un utilisateur', 'users.unblock'],
  ['change login', 'users.updateLogin'],
  ['invite somebody', 'invitations.create'],
  ['inviter un salarié', 'invitations.create'],
  ['pending invitations', 'invitations.list'],
  ['vehicles of a user', 'users.vehicles.list'],
  ['ajouter un véhicule', 'users.vehicles.create'],
  ['who can act for whom: delegations', 'users.delegations.list'],
  ['catégories', 'categories.list'],
  ['list categories', 'categories.list'],
  ['moyens de paiement', 'paymentMethods.list'],
  ['create payment method', 'paymentMethods.create'],
  ['allowance templates', 'allowanceTemplates.list'],
  ['forfaits', 'allowanceTemplates.list'],
  ['champs personnalisés des dépenses', 'customFields.expense.list'],
  ['vehicle custom fields', 'customFields.vehicle.list'],
  ['options of a custom field', 'customOptions.list'],
  ['warning rules', 'warningRules.list'],
  ['règles d’alerte', 'warningRules.list'],
  ['warnings on an expense', 'expenses.warnings.list'],
  ['télécharger le justificatif', 'receipts.downloadUrl'],
  ['upload a receipt', 'receipts.uploadUrl'],
  ['accounting export of an expense', 'expenses.exports.get'],
  ['distance of a journey', 'mileage.trip'],
  ['calculer un trajet', 'mileage.trip'],
  ['geocode', 'mileage.address'],
  ['announcements', 'communications.list'],
  ['user activity', 'userActivities.list'],
  ['clients of a bookkeeper', 'bookkeepers.clients.list'],
  ['apply template', 'bookkeepers.clients.applyTemplate'],
  ['coffre-fort', 'bookkeepers.vault.get'],
  ['expence reqests', 'expenseRequests.search'],
  ['aprove expence', 'expenses.actions.execute'],
  ['catgories', 'categories.list'],
  ['utlisateurs', 'users.list'],
];

/** One connection for the tests that send nothing. */
const shared = connectedForAll({ today });

describe('find_operation', () => {
  test.each(golden)('"%s" finds %s first', (query, first) => {
    const found = findOperations(query, 3).map(({ id }) => id);
    expect(found[0], found.join(', ')).toBe(first);
  });

  test('every operation is among the first three for its own summary', () => {
    const missed = operationIds.filter((id) => {
      const operation: Endpoint = operations[id];
      return !findOperations(operation.summary, 3).some((found) => found.id === id);
    });
    expect(missed).toEqual([]);
  });

  test('says what it does, what it may destroy, what it takes, and which tool calls it', async () => {
    const { call, sent } = await connected({ today });
    const { structured } = await call('find_operation', { query: 'expenses.searchOrganization' });
    expect(structured.operations).toMatchObject([
      {
        id: 'expenses.searchOrganization',
        hazard: 'read',
        call_with: ['search_expenses', 'call_read_operation'],
        path: { organizationId: expect.any(String) },
        body: { properties: { searchMode: { enum: ['TIME', 'CREATION'] }, start: { format: 'date' } } },
      },
    ]);
    expect(sent()).toEqual([]);
  });

  test('names no tool for what this server cannot call, or is not allowed to', async () => {
    const { call } = await connected({ today });
    const { text } = await call('find_operation', { query: 'users.block' });
    expect(text).toContain('users.block (transition)');
    expect(text).toContain('Call with: set_user_access, call_write_operation.');
    const readOnly = await connected({ today, settings: { writes: 'off' } });
    const { structured } = await readOnly.call('find_operation', { query: 'expenses.actions.execute' });
    expect(structured.operations[0].call_with).toEqual(['nothing: this server cannot call it']);
  });

  test('gives parameters of every operation that are short and hold no reference', async () => {
    const { call } = await connected({ today });
    for (const id of operationIds) {
      const { structured } = await call('find_operation', { query: id });
      const [{ path, query, body }] = structured.operations;
      const shown = JSON.stringify({ path, query, body });
      expect(shown.length, id).toBeLessThan(6000);
      expect(shown, id).not.toMatch(/\$ref|\$defs|"null"/);
      const operation: Endpoint = operations[id];
      expect(body !== undefined, id).toBe(operation.body !== undefined);
      expect(Object.keys(path ?? {}), id).toEqual(operation.pathParameters);
    }
  });
});

describe('call_read_operation', () => {
  test('calls any reading operation by its id', async () => {
    const { call, sandbox } = await connected({ today });
    const { header, warningRules } = mainOrganization(sandbox);
    const { structured } = await call('call_read_operation', {
      operation: 'warningRules.list',
      path: { organizationId: header.id },
    });
    expect(structured.data.map(({ id }: { id: string }) => id)).toEqual(warningRules.map(({ id }) => id));
    expect(structured.total).toBe(warningRules.length);
  });

  test('pages hold each item once, in order, with only the fields chosen', async () => {
    const { call, sandbox } = await connected({ today });
    const { header, users } = mainOrganization(sandbox);
    const query = {
      operation: 'users.list',
      path: { organizationId: header.id },
      fields: ['id', 'profiles.profileId'],
    };
    const items: { id: string }[] = [];
    let cursor: string | undefined;
    do {
      const { structured } = await call('call_read_operation', { ...query, limit: 7, ...(cursor && { cursor }) });
      expect(structured.total).toBe(users.size);
      items.push(...structured.data);
      cursor = structured.next_cursor;
    } while (cursor);
    expect(items.map(({ id }) => id)).toEqual([...users.keys()]);
    const expected = [...users.values()].map(({ user }) => ({
      id: user.id,
      ...(user.profiles.length > 0 && { profiles: user.profiles.map(({ profileId }) => ({ profileId })) }),
    }));
    expect(items).toEqual(expected);
  });

  test('an answer too long is an error that says how long each field is', async () => {
    const { call, sandbox } = await connected({ today });
    const { header, groups } = mainOrganization(sandbox);
    const path = { organizationId: header.id };
    for (let each = 0; each < 200; each++)
      groups.push({ id: `g-${each}`, name: `Team ${each}`, parentGroupId: 'root' });
    const long = await call('call_read_operation', { operation: 'organizations.get', path });
    expect(long.isError).toBe(true);
    expect(long.text).toMatch(/fields: must choose less.*groups \d+/s);
    const short = await call('call_read_operation', {
      operation: 'organizations.get',
      path,
      fields: ['name', 'groups.name'],
    });
    expect(short.structured.record.name).toBe('⟦Atelier Lumière⟧');
  });

  test('fields that the answer does not have are an error with those it has', async () => {
    const { call, sandbox } = await connected({ today });
    const path = { organizationId: mainOrganization(sandbox).header.id };
    const { isError, text } = await call('call_read_operation', { operation: 'users.list', path, fields: ['name'] });
    expect(isError).toBe(true);
    expect(text).toMatch(/fields: must name at least one.*firstName/);
  });

  test.each(operationIds.filter((id) => (operations[id] as Endpoint).hazard !== 'read'))(
    'never calls %s',
    async (id) => {
      const { call, sent } = await shared();
      const { isError, text } = await call('call_read_operation', { operation: id });
      expect(isError).toBe(true);
      expect(text).toContain('is not a reading operation');
      expect(sent()).toEqual([]);
    },
  );

  test.each([
    [{ operation: 'users.get', path: { organizationId: 'a', userId: '..' } }, 'path.userId'],
    [{ operation: 'users.get', path: { organizationId: 'a' } }, 'path.userId'],
    [{ operation: 'users.get', path: { organizationId: 'a', userId: 'b', more: 'c' } }, 'path.more'],
    [{ operation: 'users.list', path: { organizationId: 'a' }, query: { disabled: true } }, 'query.disabled'],
    [{ operation: 'users.list', path: { organizationId: 'a' }, body: {} }, 'body'],
    [
      { operation: 'expenses.search', body: { start: '2026-02-30', end: '2026-03-01', searchMode: 'TIME' } },
      'body.start',
    ],
    [{ operation: 'users.lst' }, 'operation'],
    [{ operation: 'users.list', path: { organizationId: 'a' }, cursor: 'x' }, 'cursor'],
  ])('refuses %j, naming %s, and sends nothing', async (input, field) => {
    const { call, sent } = await shared();
    const { isError, text } = await call('call_read_operation', input);
    expect(isError).toBe(true);
    expect(text).toContain(`${field}: `);
    expect(sent()).toEqual([]);
  });

  test('stays within the organizations that the operator allows', async () => {
    const { call, sandbox, sent } = await connected({
      today,
      key: 'bookkeeper',
      settings: { organizations: new Set(['nothing']) },
    });
    const { header } = mainOrganization(sandbox);
    const [expense] = sandbox.world.expenses.search(header.id);
    const path = { expenseId: expense?.expense.id };

    const other = await call('call_read_operation', { operation: 'users.list', path: { organizationId: header.id } });
    expect(other.text).toContain('has not allowed this organization');
    const requests = await call('call_read_operation', { operation: 'expenseRequests.get', path: { requestId: 'x' } });
    expect(requests.text).toContain('cannot tell which ones');
    expect(sent()).toEqual([]);

    const warnings = await call('call_read_operation', { operation: 'expenses.warnings.list', path });
    expect(warnings.isError).toBe(true);
    expect(sent()).not.toContain('expenses.warnings.list');

    const list = await call('call_read_operation', { operation: 'organizations.list' });
    expect(list.structured.data).toEqual([]);
  });
});
