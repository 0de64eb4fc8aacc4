import type { Connection } from '../src/accounts/connection.ts';
import type { DocumentAddress, DocumentKindName, Ids } from '../src/documents/document-address.ts';
import { writableOwners } from '../src/documents/kinds/custom-field.ts';

/** A document for each record that the account can see and that has one; of expenses, those of a period. */
export async function documentsOf(connection: Connection): Promise<DocumentAddress[]> {
  const { jenji, account } = connection;
  const found: DocumentAddress[] = [];
  const add = (kind: DocumentKindName, ids: Ids) => found.push({ accountId: account.id, kind, ids, name: kind });
  const { data: organizations } = await jenji.organizations.list({});
  for (const { id } of organizations) {
    const organizationId = String(id);
    const path = { organizationId };
    const organization = await jenji.organizations.get({ path });
    add('organization', path);
    for (const group of organization.groups ?? []) add('group', { ...path, groupId: String(group.id) });
    for (const user of (await jenji.users.list({ path })).data) {
      const userId = String(user.id);
      add('user', { ...path, userId });
      const { data: vehicles } = await jenji.users.vehicles.list({ path: { ...path, userId } });
      for (const vehicle of vehicles) add('vehicle', { ...path, userId, vehicleId: String(vehicle.id) });
    }
    for (const each of (await jenji.categories.list({ path })).data)
      add('category', { ...path, categoryId: String(each.id) });
    for (const each of (await jenji.paymentMethods.list({ path })).data) {
      add('paymentMethod', { ...path, paymentMethodId: String(each.id) });
    }
    for (const each of (await jenji.allowanceTemplates.list({ path })).data) {
      add('allowanceTemplate', { ...path, templateId: String(each.templateId) });
    }
    for (const each of (await jenji.warningRules.list({ path })).data)
      add('warningRule', { ...path, ruleId: String(each.id) });
    for (const each of (await jenji.communications.list({ path })).data) {
      add('communication', { ...path, communicationId: String(each.id) });
    }
    for (const owner of writableOwners) {
      for (const { key, listId } of (await jenji.customFields[owner].list({ path })).data) {
        add('customField', { ...path, owner, customFieldKey: String(key) });
        if (!listId) continue;
        for (const option of (await jenji.customOptions.list({ path: { ...path, listId } })).data) {
          add('customOption', { ...path, listId, optionId: String(option.id) });
        }
      }
    }
  }
  if (account.keyType === 'bookkeeper') {
    for (const { id } of (await jenji.bookkeepers.list({})).data) {
      const bookkeeperId = String(id);
      add('bookkeeper', { bookkeeperId });
      for (const client of (await jenji.bookkeepers.clients.list({ path: { bookkeeperId } })).data) {
        add('vault', { bookkeeperId, organizationId: String(client.organizationId) });
      }
    }
    return found;
  }
  const ids = { organizationId: String(organizations[0]?.id) };
  for (const { id } of (await jenji.expenses.search({ body: {} })).data)
    add('expense', { ...ids, expenseId: String(id) });
  const body = { start: '2020-01-01', end: '2030-01-01' };
  for (const { id } of (await jenji.expenseRequests.search({ body })).data) {
    add('expenseRequest', { ...ids, requestId: String(id) });
  }
  return found;
}
