import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { bookkeeperOf, manages, ownBookkeeper } from '../access.ts';
import { badRequest, forbidden, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import { bodyReader, mandatoryText, text } from '../http/body.ts';
import { type Call, handlers } from '../http/call.ts';
import { applyTemplate, newOrganization, templateCategories } from '../templates.ts';
import type {
  BookkeeperClient,
  BookkeeperGroup,
  BookkeeperState,
  BookkeeperUser,
  OrganizationState,
  OrganizationTemplate,
} from '../world/index.ts';
import { readCategories, replaceCategories } from './base-customization.ts';
import { list, organizationView } from './views.ts';

const bookkeeperCreation = bodyReader(() => z.object({ name: mandatoryText, templateId: mandatoryText }));
const bookkeeperUpdate = bodyReader(() => z.object({ name: mandatoryText }));
const groupCreation = bodyReader(() => z.object({ name: mandatoryText, parentGroupId: text }));
const userCreation = bodyReader(() => z.object({ firstName: text, lastName: text, groupId: text, internalId: text }));
const clientCreation = bodyReader(() =>
  z.object({ name: mandatoryText, internalId: text, explanation: text, templateId: mandatoryText }),
);
const states = bodyReader(() =>
  z.object({
    states: z.array(z.enum(['BLOCKED', 'INVALID_PAYMENT'], { error: 'must be BLOCKED or INVALID_PAYMENT' }), {
      error: 'is mandatory: a list of BLOCKED, INVALID_PAYMENT',
    }),
  }),
);
const templates = bodyReader(() => z.object({ templateId: text, accountingTemplateId: text }));
const vault = bodyReader(() =>
  z.object({
    enabled: z.boolean({ error: 'is mandatory: true or false' }),
    capacity: z.int().min(0, 'must not be negative').optional(),
  }),
);
const disabledVault = { message: 'Vault disabled' };

export const bookkeeperHandlers = handlers({
  'bookkeepers.list': (call) => {
    ownBookkeeper(call);
    return list([...call.world.bookkeepers.values()].filter((each) => manages(call, each)).map(bookkeeperView));
  },

  'bookkeepers.get': (call) => bookkeeperView(bookkeeperOf(call)),

  'bookkeepers.create': (call) => {
    const master = ownBookkeeper(call);
    if (master.header.masterBookkeeperId !== undefined) throw forbidden('Only a master bookkeeper can do this');
    const { name, templateId } = bookkeeperCreation(call.body);
    const template = master.bookkeeperTemplates.get(templateId);
    if (!template) throw unknownReference('templateId', templateId);
    const at = call.now().toISOString();
    const { clientOptions } = template;
    const bookkeeper: BookkeeperState = {
      header: {
        id: randomUUID(),
        name,
        masterBookkeeperId: master.header.id,
        clientOptions: { ...clientOptions },
        createdAt: at,
        updatedAt: at,
      },
      groups: [{ id: 'root', name, createdAt: at, updatedAt: at }],
      users: new Map(),
      clients: new Map(),
      templates: new Map(),
      templateCategories: new Map(),
      accountingTemplateIds: new Set(),
      bookkeeperTemplates: new Map(),
    };
    call.world.bookkeepers.set(bookkeeper.header.id, bookkeeper);
    return bookkeeperView(bookkeeper);
  },

  'bookkeepers.update': (call) => {
    const bookkeeper = bookkeeperOf(call);
    const { name } = bookkeeperUpdate(call.body);
    Object.assign(bookkeeper.header, { name, updatedAt: call.now().toISOString() });
    return bookkeeperView(bookkeeper);
  },

  'bookkeepers.groups.create': (call) => {
    const { groups } = bookkeeperOf(call);
    const { name, parentGroupId = 'root' } = groupCreation(call.body);
    if (!groups.some(({ id }) => id === parentGroupId)) throw unknownReference('parentGroupId', parentGroupId);
    const at = call.now().toISOString();
    const group: BookkeeperGroup = { id: randomUUID(), name, parentGroupId, createdAt: at, updatedAt: at };
    groups.push(group);
    return group;
  },

  'bookkeepers.clients.list': (call) => list([...bookkeeperOf(call).clients.values()]),

  'bookkeepers.clients.create': (call) => {
    const bookkeeper = bookkeeperOf(call);
    const { name, internalId, explanation, templateId } = clientCreation(call.body);
    const template = findTemplate(call, bookkeeper, templateId);
    if (!template) throw unknownReference('templateId', templateId);
    const { clientOptions, id: bookkeeperId } = bookkeeper.header;
    if (template.plan === 'FREE' && !clientOptions.allowSoloPlanClient) {
      throw forbidden('This bookkeeper may not create clients with the SOLO plan');
    }
    const categories = templateCategories(bookkeeper, template);
    const organization = newOrganization(name, { ...template, categories }, call.now().toISOString());
    if (clientOptions.enableClientVaultOnNewClient) organization.vault = { maxCapacity: 1024, consumedCapacity: 0 };
    const client: BookkeeperClient = { bookkeeperId, organizationId: organization.header.id, internalId, explanation };
    call.world.organizations.set(organization.header.id, organization);
    bookkeeper.clients.set(organization.header.id, client);
    return client;
  },

  'bookkeepers.clients.states.add': (call) => {
    const { organization } = clientOf(call);
    const { header } = organization;
    header.states = [...new Set([...header.states, ...states(call.body).states])];
    return organizationView(organization);
  },

  'bookkeepers.clients.states.remove': (call) => {
    const { organization } = clientOf(call);
    const { header } = organization;
    const removed = states(call.body).states;
    header.states = header.states.filter((state) => !removed.includes(state));
    return organizationView(organization);
  },

  'bookkeepers.clients.applyTemplate': (call) => {
    const { bookkeeper, organization } = clientOf(call);
    const { templateId, accountingTemplateId } = templates(call.body);
    if (templateId === undefined && accountingTemplateId === undefined) {
      throw badRequest('At least one of templateId and accountingTemplateId is required');
    }
    const template = templateId === undefined ? undefined : findTemplate(call, bookkeeper, templateId);
    if (templateId !== undefined && !template) throw unknownReference('templateId', templateId);
    if (accountingTemplateId !== undefined) {
      if (!knowsAccountingTemplate(call, bookkeeper, accountingTemplateId)) {
        throw unknownReference('accountingTemplateId', accountingTemplateId);
      }
      organization.accountingTemplateId = accountingTemplateId;
    }
    if (template) {
      const categories = templateCategories(bookkeeper, template);
      applyTemplate(call.world, organization, { ...template, categories });
    }
    return organizationView(organization);
  },

  'bookkeepers.users.list': (call) => list([...bookkeeperOf(call).users.values()]),

  'bookkeepers.users.create': (call) => {
    const { header, groups, users } = bookkeeperOf(call);
    const { groupId = 'root', ...fields } = userCreation(call.body);
    if (!groups.some(({ id }) => id === groupId)) throw unknownReference('groupId', groupId);
    const at = call.now().toISOString();
    const user: BookkeeperUser = {
      id: randomUUID(),
      bookkeeperId: header.id,
      groupId,
      ...fields,
      updatedAt: at,
      createdAt: at,
    };
    users.set(user.id, user);
    return user;
  },

  // The bookkeeper's own template changes; that of its master stays, and is overridden for this bookkeeper alone.
  'bookkeepers.templates.categories.replaceAll': (call) => {
    const bookkeeper = bookkeeperOf(call);
    const templateId = call.parameter('templateId');
    const template = findTemplate(call, bookkeeper, templateId);
    if (!template) throw notFound('template', templateId);
    const present = templateCategories(bookkeeper, template) ?? [];
    const categories = replaceCategories(present, readCategories(call.body));
    if (bookkeeper.templates.has(templateId)) template.categories = categories;
    else bookkeeper.templateCategories.set(templateId, categories);
    const { id: bookkeeperId } = bookkeeper.header;
    const changedAt = call.now().toISOString();
    const { pendingCategoryUpdates } = call.world;
    const pending = pendingCategoryUpdates.find(
      (each) => each.templateId === templateId && each.bookkeeperId === bookkeeperId,
    );
    if (pending) pending.changedAt = changedAt;
    else pendingCategoryUpdates.push({ bookkeeperId, templateId, requestedAt: changedAt, changedAt });
    return list(categories);
  },

  'bookkeepers.vault.update': (call) => {
    const { organization } = vaultClientOf(call);
    const { enabled, capacity } = vault(call.body);
    if (!enabled) {
      organization.vault = undefined;
      return disabledVault;
    }
    if (capacity === undefined) throw invalidField('capacity', 'is needed to enable the vault');
    organization.vault = { maxCapacity: capacity, consumedCapacity: organization.vault?.consumedCapacity ?? 0 };
    return organization.vault;
  },

  'bookkeepers.vault.get': (call) => vaultClientOf(call).organization.vault ?? disabledVault,
});

function bookkeeperView({ header, groups }: BookkeeperState) {
  return { ...header, groups };
}

function clientOf(call: Call, parameter = 'clientId') {
  const bookkeeper = bookkeeperOf(call);
  const id = call.parameter(parameter);
  const organization = bookkeeper.clients.has(id) ? call.world.organizations.get(id) : undefined;
  if (!organization) throw notFound('client of this bookkeeper', id);
  return { bookkeeper, organization };
}

function vaultClientOf(call: Call): { bookkeeper: BookkeeperState; organization: OrganizationState } {
  const client = clientOf(call, 'organizationId');
  if (!client.bookkeeper.header.clientOptions.manageClientVault) {
    throw forbidden('This bookkeeper may not manage the vaults of its clients');
  }
  return client;
}

function masterOf({ world }: Call, { header }: BookkeeperState): BookkeeperState | undefined {
  return header.masterBookkeeperId === undefined ? undefined : world.bookkeepers.get(header.masterBookkeeperId);
}

/** A template of the bookkeeper or of its master. */
function findTemplate(call: Call, bookkeeper: BookkeeperState, templateId: string): OrganizationTemplate | undefined {
  return bookkeeper.templates.get(templateId) ?? masterOf(call, bookkeeper)?.templates.get(templateId);
}

function knowsAccountingTemplate(call: Call, bookkeeper: BookkeeperState, id: string): boolean {
  return [bookkeeper, masterOf(call, bookkeeper)].some((each) => each?.accountingTemplateIds.has(id));
}
