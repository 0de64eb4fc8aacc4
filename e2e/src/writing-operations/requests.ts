import { createHash, randomUUID } from 'node:crypto';
import type { ChangeRequest, WriteOperationId } from '@jenji-kit/changes';
import type {
  BookkeeperState,
  CustomFieldOwner,
  Expense,
  OrganizationState,
  Sandbox,
  StandardExpense,
  UserState,
  WarningRule,
  Workflow,
} from '@jenji-kit/sandbox';
import type { Draw } from './draw.ts';

/** Where a request is to be made, and the choices for it. */
export interface Place {
  world: Sandbox['world'];
  /** Of the key, unless it is a bookkeeper's. */
  organization: OrganizationState;
  /** Of the key, if it is a bookkeeper's. */
  bookkeeper: BookkeeperState;
  draw: Draw;
}

/** A request that the state of the world allows now. */
export interface Asked {
  request: ChangeRequest;
  /** What someone else does meanwhile, so that a plan for the request no longer fits; absent where nothing is read of it. */
  disturb?(): void;
  /** The workflow action that leads back, where only such an action does. */
  wayBack?: { action: string; actionUserId: string };
}

/** Whose key an operation takes. */
export type KeyKind = 'organization' | 'bookkeeper' | 'master';

export interface Row {
  key: KeyKind;
  /** The kind of the records that it creates, as `worldRecords` calls it; absent where it creates none. */
  creates?: string;
  /** May first put what it needs into the world. Undefined where this place has nothing of the kind. */
  ask(place: Place): Asked | undefined;
}

const labels = ({ draw }: Place) => ({ en: draw.text(), fr: draw.text() });

/** Users who hold no key: to block the user of a key says nothing about the operation. */
function people({ world, organization }: Place): UserState[] {
  const holders = new Set(world.keys.map(({ userId }) => userId));
  return [...organization.users.values()].filter(({ user }) => !holders.has(user.id));
}

const active = (place: Place) => people(place).filter(({ user }) => !user.blockedAt);

const isTop = ({ id }: { id: string }) => id === 'root';

const now = () => new Date().toISOString();

/** A day of last year: far from what else there is. */
const someDay = ({ draw }: Place) => `2025-${pad(draw.whole(1, 12))}-${pad(draw.whole(1, 28))}`;
const pad = (number: number) => String(number).padStart(2, '0');

function renameGroup({ organization, draw }: Place): void {
  const group = draw.one(organization.groups.filter((each) => !isTop(each))) ?? organization.groups[0];
  if (group) group.name = draw.text();
}

function addCommunication(place: Place) {
  const { organization, draw } = place;
  const communication = {
    id: randomUUID(),
    code: draw.code(),
    groupId: 'root',
    messagesPerLanguage: labels(place),
    level: 'INFO',
    updatedAt: now(),
  };
  organization.communications.push(communication);
  return communication;
}

function communication(place: Place) {
  return place.draw.one(place.organization.communications) ?? addCommunication(place);
}

function addCategory(place: Place): void {
  place.organization.categories.push({ id: place.draw.code(), disabled: false, labelsPerLanguage: labels(place) });
}

function addPaymentMethod(place: Place): void {
  const labelsPerLanguage = labels(place);
  place.organization.paymentMethods.push({ id: place.draw.code(), disabled: false, labelsPerLanguage });
}

function addTemplate(place: Place) {
  const { organization, draw } = place;
  const template = {
    templateId: draw.code(),
    labelsPerLanguage: labels(place),
    order: organization.allowanceTemplates.length,
    disabled: false,
    requireReceipt: false,
  };
  organization.allowanceTemplates.push(template);
  return template;
}

function addField({ organization, draw }: Place, owner: CustomFieldOwner) {
  const fields = organization.customFields[owner];
  const state = {
    field: { key: draw.code(), type: 'STRING', labelsPerLanguage: { en: draw.text() }, order: fields.length },
    disabled: false,
  };
  fields.push(state);
  return state;
}

const fieldKeys = ({ organization }: Place, owner: CustomFieldOwner) =>
  organization.customFields[owner].map(({ field }) => field.key);

/** A list of options, with two in it at least; none that people's own values come from, who could not be changed then. */
function optionList(place: Place) {
  const { organization, draw } = place;
  const ofPeople = organization.customFields.user.map(({ field }) => field.listId);
  const lists = [...organization.optionLists.keys()].filter((id) => !ofPeople.includes(id));
  const listId = draw.one(lists) ?? addField(place, 'expense').field.key;
  const options = organization.optionLists.get(listId) ?? [];
  organization.optionLists.set(listId, options);
  while (options.length < 2) options.push({ id: draw.code(), labelsPerLanguage: labels(place), disabled: false });
  return { path: { organizationId: organization.header.id, listId }, options };
}

const addOption = (place: Place, options: { id: string }[]) => void options.push({ id: place.draw.code() });

function addRule(place: Place) {
  const rule = { id: randomUUID(), type: 'EXTERNAL' as const, labels: { en: place.draw.text() } };
  place.organization.warningRules.push(rule);
  return rule;
}

const rule = (place: Place): WarningRule => place.draw.one(place.organization.warningRules) ?? addRule(place);

const addUser = (place: Place, login: string) => {
  const { organization } = place;
  const id = randomUUID();
  const user = {
    ...{ id, login, organizationId: organization.header.id, groupId: 'root', vehicles: [], profiles: [] },
    ...{ delegations: [], mainAccount: false, createdAt: now(), updatedAt: now(), firstName: place.draw.text() },
  };
  organization.users.set(id, { user });
  return user;
};

const rename = (place: Place, { user }: UserState) => {
  user.lastName = place.draw.text();
};

function driver(place: Place): UserState | undefined {
  const found = place.draw.one(active(place).filter(({ user }) => user.vehicles.some((each) => !each.disabledAt)));
  if (found) return found;
  const state = place.draw.one(active(place));
  state?.user.vehicles.push({ id: randomUUID(), type: 'CAR', label: place.draw.text(), checked: false });
  return state;
}

const login = ({ draw }: Place) => `${draw.code().toLowerCase()}@example.test`;

/** A standard expense that waits, put into the world. */
function putExpense(place: Place, fields: Partial<StandardExpense> = {}): StandardExpense | undefined {
  const { world, organization, draw } = place;
  const owner = draw.one(active(place));
  const category = draw.one(organization.categories.filter(({ disabled }) => !disabled));
  const paymentMethod = draw.one(organization.paymentMethods.filter(({ disabled }) => !disabled));
  if (!owner || !category || !paymentMethod) return undefined;
  const expense: StandardExpense = {
    ...{ type: 'STANDARD', id: randomUUID(), userId: owner.user.id, organizationId: organization.header.id },
    ...{ time: someDay(place), label: draw.text(), total: draw.whole(1, 9999) / 100, currency: 'EUR', country: 'FR' },
    ...{ category: category.id, paymentMethodId: paymentMethod.id, billable: false, reimbursable: true },
    ...{ state: organization.expenseWorkflow.initialState, createdAt: '2025-12-31T12:00:00Z', createdWith: 'api/v1' },
    ...fields,
  };
  world.expenses.put({ expense });
  return expense;
}

function changeExpense({ world, draw }: Place, { id }: Pick<Expense, 'id'>): void {
  const record = world.expenses.get(id);
  if (record) world.expenses.put({ ...record, expense: { ...record.expense, explanation: draw.text() } });
}

/** Someone who holds one of the profiles for everybody. */
function holderOf({ organization }: Place, profiles: readonly string[]): string | undefined {
  const holds = ({ user }: UserState) =>
    user.profiles.some(({ profileId, groupIds }) => profiles.includes(profileId) && groupIds.includes('root'));
  return [...organization.users.values()].find((each) => !each.user.blockedAt && holds(each))?.user.id;
}

/** An action that is possible in a state, who may perform it, and the action by which the same person takes it back. */
function actionFrom(place: Place, { transitions }: Workflow, state: string) {
  const ways = transitions.flatMap(({ action, from, to, profiles }) => {
    const actionUserId = from.includes(state) ? holderOf(place, profiles) : undefined;
    const back = transitions.find(
      (each) =>
        each.from.includes(to) && each.to === state && each.profiles.some((profile) => profiles.includes(profile)),
    );
    return actionUserId && back ? [{ actionCode: action, wayBack: { action: back.action, actionUserId } }] : [];
  });
  const way = place.draw.one(ways);
  const body = way && { actionUserId: way.wayBack.actionUserId, comment: place.draw.text() };
  return way && { ...way, body };
}

function putRequest(place: Place) {
  const { organization, draw } = place;
  const type = draw.one(organization.expenseRequestTypes);
  const owner = draw.one(active(place));
  if (type === undefined || owner === undefined) return undefined;
  const request = {
    ...{ id: randomUUID(), shortId: draw.code(), label: draw.text(), type, userId: owner.user.id, expenses: [] },
    ...{ state: organization.expenseRequestWorkflow.initialState, creationDate: '2026-01-02T08:00:00Z' },
    comment: draw.text(),
  };
  organization.expenseRequests.set(request.id, request);
  return request;
}

function changeRequestOf({ organization, draw }: Place, id: string): void {
  const request = organization.expenseRequests.get(id);
  if (request) organization.expenseRequests.set(id, { ...request, comment: draw.text() });
}

/** A client of the bookkeeper, with its organization. */
function client({ world, bookkeeper, draw }: Place) {
  const clientId = draw.one(bookkeeper.clients.keys());
  const organization = world.organizations.get(clientId ?? '');
  return clientId !== undefined && organization ? { clientId, organization } : undefined;
}

const flags = ['BLOCKED', 'INVALID_PAYMENT'] as const;

function delegationsRow(sort?: 'users' | 'groups'): Row {
  return {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const owner = draw.one(active(place));
      if (owner === undefined) return undefined;
      const { user } = owner;
      const has = (id: string) => user.delegations.some((each) => each.id === id);
      const onUser = draw.one(active(place).filter((each) => each !== owner && !has(each.user.id)));
      const onGroup = draw.one(organization.groups.filter(({ id }) => !has(id)));
      const present = draw.one(
        user.delegations.filter(({ userId }) => sort === undefined || !userId === (sort === 'groups')),
      );
      const permission = draw.one(['READ', 'WRITE', 'PERSONAL'] as const);
      const target =
        sort === 'groups' || (sort === undefined && draw.chance(0.5))
          ? { groupId: onGroup?.id }
          : { userId: onUser?.user.id };
      if (!Object.values(target)[0]) return undefined;
      const { userId, groupId, start } = present ?? {};
      const remove = present && draw.chance(0.4) ? [groupId ? { groupId } : { userId, since: start ?? null }] : [];
      const body = { add: [{ ...target, permission }], ...(remove.length > 0 && { remove }) };
      const path = { organizationId: organization.header.id, userId: user.id };
      return {
        request: { operation: sort ? `users.delegations.${sort}.replace` : 'users.delegations.replace', path, body },
        // Of the sort that is changed: what is not read need not be as it was.
        disturb: () => {
          const kind = sort === 'groups' ? 'groupId' : 'userId';
          const taken = new Set([target.userId, target.groupId]);
          const ids =
            kind === 'groupId' ? organization.groups.map(({ id }) => id) : active(place).map((each) => each.user.id);
          const id = ids.find((each) => !taken.has(each) && !has(each) && each !== user.id) ?? '';
          user.delegations.push({ id, [kind]: id, permission: 'READ' });
        },
      };
    },
  };
}

function fieldRows(owner: 'expense' | 'vehicle') {
  const path = ({ organization }: Place) => ({ organizationId: organization.header.id });
  const some = (place: Place) => {
    const fields = place.organization.customFields[owner];
    while (fields.length < 3) addField(place, owner);
    return place.draw.one(fields)?.field ?? addField(place, owner).field;
  };
  return {
    replaceAll: {
      key: 'organization',
      creates: `customFields.${owner}`,
      ask(place) {
        const changed = some(place);
        const added = {
          key: place.draw.code(),
          type: 'STRING',
          labelsPerLanguage: { en: place.draw.text() },
          order: 99,
        };
        const change = [{ key: changed.key, labelsPerLanguage: { en: place.draw.text() } }];
        const accept = fieldKeys(place, owner).map((key) => `editableScopeCondition.${key}`);
        return {
          request: {
            operation: `customFields.${owner}.replaceAll`,
            path: path(place),
            body: { change, add: [added] },
            accept,
          },
          disturb: () => void addField(place, owner),
        };
      },
    },
    update: {
      key: 'organization',
      ask(place) {
        const body = { labelsPerLanguage: { en: place.draw.text() } };
        return {
          request: {
            operation: `customFields.${owner}.update`,
            path: { ...path(place), customFieldKey: some(place).key },
            body,
          },
          disturb: () => void addField(place, owner),
        };
      },
    },
    delete: {
      key: 'organization',
      ask: (place) => ({
        request: {
          operation: `customFields.${owner}.delete`,
          path: {
            ...path(place),
            customFieldKey: place.draw.chance(0.5) ? some(place).key : addField(place, owner).field.key,
          },
        },
        disturb: () => void addField(place, owner),
      }),
    },
  } as const satisfies Record<string, Row>;
}

const expenseFields = fieldRows('expense');
const vehicleFields = fieldRows('vehicle');

/** One valid request for every operation that writes. */
export const rows: Readonly<Record<WriteOperationId, Row>> = {
  'organizations.patch': {
    key: 'organization',
    ask({ organization, draw }) {
      const body = { name: draw.text(), ...(draw.chance(0.3) && { masterLanguage: draw.one(['en', 'fr', 'de']) }) };
      return {
        request: { operation: 'organizations.patch', path: { organizationId: organization.header.id }, body },
        disturb: () => {
          organization.header.masterCurrency = organization.header.masterCurrency === 'CHF' ? 'EUR' : 'CHF';
        },
      };
    },
  },
  'groups.create': {
    key: 'organization',
    creates: 'groups',
    ask(place) {
      const { organization, draw } = place;
      const parentGroupId = draw.one(organization.groups)?.id;
      const body = { name: draw.text(), parentGroupId, ...(draw.chance(0.5) && { internalId: draw.code() }) };
      return {
        request: { operation: 'groups.create', path: { organizationId: organization.header.id }, body },
        disturb: () => renameGroup(place),
      };
    },
  },
  'groups.patch': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const group = draw.one(organization.groups.filter((each) => !isTop(each)));
      if (group === undefined) return undefined;
      const moves = draw.chance(0.3) && group.parentGroupId !== 'root';
      const body = { name: draw.text(), internalId: draw.code(), ...(moves && { parentGroupId: 'root' }) };
      return {
        request: {
          operation: 'groups.patch',
          path: { organizationId: organization.header.id, groupId: group.id },
          body,
        },
        disturb: () => renameGroup(place),
      };
    },
  },
  'groups.customFields.patch': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const field = draw.one(organization.customFields.group)?.field ?? addField(place, 'group').field;
      const group = draw.one(organization.groups);
      if (group === undefined) return undefined;
      const customFieldsValues = { [field.key]: field.type === 'LONG' ? draw.whole(1, 999) : draw.text() };
      return {
        request: {
          operation: 'groups.customFields.patch',
          path: { organizationId: organization.header.id, groupId: group.id },
          body: { customFieldsValues },
        },
        disturb: () => {
          group.internalId = draw.code();
        },
      };
    },
  },
  'communications.create': {
    key: 'organization',
    creates: 'communications',
    ask(place) {
      const { organization, draw } = place;
      const groupId = draw.one(organization.groups)?.id ?? 'root';
      const body = {
        code: draw.code(),
        groupId,
        messagesPerLanguage: labels(place),
        level: draw.one(['INFO', 'ERROR']),
      };
      return {
        request: { operation: 'communications.create', path: { organizationId: organization.header.id }, body },
        disturb: () => void addCommunication(place),
      };
    },
  },
  'communications.update': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const { id } = communication(place);
      const body = { code: draw.code(), ...(draw.chance(0.5) && { messagesPerLanguage: labels(place) }) };
      const path = { organizationId: organization.header.id, communicationId: id };
      return {
        request: { operation: 'communications.update', path, body },
        disturb: () => void addCommunication(place),
      };
    },
  },
  'communications.delete': {
    key: 'organization',
    ask(place) {
      const path = { organizationId: place.organization.header.id, communicationId: communication(place).id };
      return { request: { operation: 'communications.delete', path }, disturb: () => void addCommunication(place) };
    },
  },
  'categories.replaceAll': {
    key: 'organization',
    creates: 'categories',
    ask(place) {
      const { organization, draw } = place;
      const changed = draw.one(organization.categories);
      if (changed === undefined) return undefined;
      const add = [{ id: draw.code(), labelsPerLanguage: labels(place), order: draw.whole(1, 99) }];
      const change = [{ id: changed.id, labelsPerLanguage: labels(place) }];
      const leaving = draw.one(organization.categories.filter((each) => each !== changed && !each.disabled));
      const disable = leaving && draw.chance(0.3) ? { disable: [leaving.id], maxDisabled: 40 } : {};
      return {
        request: {
          operation: 'categories.replaceAll',
          path: { organizationId: organization.header.id },
          body: { add, change, ...disable },
        },
        disturb: () => addCategory(place),
      };
    },
  },
  'categories.update': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const changed = draw.one(organization.categories);
      if (changed === undefined) return undefined;
      return {
        request: {
          operation: 'categories.update',
          path: { organizationId: organization.header.id, categoryId: changed.id },
          body: { labelsPerLanguage: labels(place), ...(draw.chance(0.5) && { order: draw.whole(1, 99) }) },
        },
        disturb: () => addCategory(place),
      };
    },
  },
  'paymentMethods.replaceAll': {
    key: 'organization',
    creates: 'paymentMethods',
    ask(place) {
      const { organization, draw } = place;
      const changed = draw.one(organization.paymentMethods);
      if (changed === undefined) return undefined;
      const add = [{ id: draw.code(), labelsPerLanguage: labels(place) }];
      return {
        request: {
          operation: 'paymentMethods.replaceAll',
          path: { organizationId: organization.header.id },
          body: { change: [{ id: changed.id, code: draw.code() }], add },
        },
        disturb: () => addPaymentMethod(place),
      };
    },
  },
  'paymentMethods.create': {
    key: 'organization',
    creates: 'paymentMethods',
    ask(place) {
      const { organization, draw } = place;
      return {
        request: {
          operation: 'paymentMethods.create',
          path: { organizationId: organization.header.id },
          body: { labelsPerLanguage: labels(place), code: draw.code(), reimbursable: draw.chance(0.5) },
        },
        disturb: () => addPaymentMethod(place),
      };
    },
  },
  'paymentMethods.update': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const paymentMethodId = draw.one(organization.paymentMethods)?.id;
      if (paymentMethodId === undefined) return undefined;
      return {
        request: {
          operation: 'paymentMethods.update',
          path: { organizationId: organization.header.id, paymentMethodId },
          body: { code: draw.code(), ...(draw.chance(0.5) && { labelsPerLanguage: labels(place) }) },
        },
        disturb: () => addPaymentMethod(place),
      };
    },
  },
  'allowanceTemplates.create': {
    key: 'organization',
    creates: 'allowanceTemplates',
    ask(place) {
      const body = { labelsPerLanguage: labels(place), total: place.draw.whole(1, 99), currency: 'EUR', country: 'FR' };
      return {
        request: {
          operation: 'allowanceTemplates.create',
          path: { organizationId: place.organization.header.id },
          body,
        },
        disturb: () => void addTemplate(place),
      };
    },
  },
  'allowanceTemplates.update': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const { templateId } = draw.one(organization.allowanceTemplates) ?? addTemplate(place);
      return {
        request: {
          operation: 'allowanceTemplates.update',
          path: { organizationId: organization.header.id, templateId },
          body: { labelsPerLanguage: labels(place), ...(draw.chance(0.5) && { order: draw.whole(0, 20) }) },
        },
        disturb: () => void addTemplate(place),
      };
    },
  },
  'customFields.expense.replaceAll': expenseFields.replaceAll,
  'customFields.expense.update': expenseFields.update,
  'customFields.expense.delete': expenseFields.delete,
  'customFields.vehicle.replaceAll': vehicleFields.replaceAll,
  'customFields.vehicle.update': vehicleFields.update,
  'customFields.vehicle.delete': vehicleFields.delete,
  'customOptions.upsert': {
    key: 'organization',
    creates: 'options',
    ask(place) {
      const { draw } = place;
      const { path, options } = optionList(place);
      const optionId = draw.chance(0.5) ? draw.text() : (draw.one(options)?.id ?? draw.text());
      return {
        request: {
          operation: 'customOptions.upsert',
          path: { ...path, optionId },
          body: { labelsPerLanguage: labels(place), accountingCode: draw.code() },
        },
        disturb: () => addOption(place, options),
      };
    },
  },
  'customOptions.batchUpsert': {
    key: 'organization',
    creates: 'options',
    ask(place) {
      const { draw } = place;
      const { path, options } = optionList(place);
      const present = draw.one(options)?.id ?? draw.code();
      const body = [
        { id: present, accountingCode: draw.code() },
        { id: draw.text(), labelsPerLanguage: labels(place) },
      ];
      return {
        request: { operation: 'customOptions.batchUpsert', path, body },
        disturb: () => addOption(place, options),
      };
    },
  },
  'customOptions.delete': {
    key: 'organization',
    ask(place) {
      const { path, options } = optionList(place);
      const optionId = place.draw.one(options)?.id ?? '';
      return {
        request: { operation: 'customOptions.delete', path: { ...path, optionId } },
        disturb: () => addOption(place, options),
      };
    },
  },
  'customOptions.deleteAll': {
    key: 'organization',
    ask(place) {
      const { path, options } = optionList(place);
      return {
        request: { operation: 'customOptions.deleteAll', path },
        disturb: () => addOption(place, options),
      };
    },
  },
  'warningRules.create': {
    key: 'organization',
    creates: 'warningRules',
    ask(place) {
      const { organization, draw } = place;
      const options = [{ code: draw.code(), labels: labels(place) }];
      return {
        request: {
          operation: 'warningRules.create',
          path: { organizationId: organization.header.id },
          body: { labels: labels(place), ...(draw.chance(0.5) && { options }), externalRuleId: draw.code() },
        },
        disturb: () => void addRule(place),
      };
    },
  },
  'warningRules.update': {
    key: 'organization',
    ask(place) {
      const options = { add: [{ code: place.draw.code(), labels: labels(place) }] };
      return {
        request: {
          operation: 'warningRules.update',
          path: { organizationId: place.organization.header.id, ruleId: rule(place).id },
          body: { labels: labels(place), ...(place.draw.chance(0.5) && { options }) },
        },
        disturb: () => void addRule(place),
      };
    },
  },
  'warningRules.delete': {
    key: 'organization',
    ask: (place) => ({
      request: {
        operation: 'warningRules.delete',
        path: { organizationId: place.organization.header.id, ruleId: rule(place).id },
      },
      disturb: () => void addRule(place),
    }),
  },
  'warningRules.batchPatch': {
    key: 'organization',
    creates: 'warningRules',
    ask(place) {
      const body = [
        { id: rule(place).id, labels: labels(place) },
        { labels: labels(place), externalRuleId: place.draw.code() },
      ];
      return {
        request: {
          operation: 'warningRules.batchPatch',
          path: { organizationId: place.organization.header.id },
          body,
        },
        disturb: () => void addRule(place),
      };
    },
  },
  'users.create': {
    key: 'organization',
    creates: 'users',
    ask(place) {
      const { organization, draw } = place;
      const body = {
        ...{ login: login(place), firstName: draw.text(), lastName: draw.text(), language: 'fr' },
        groupId: draw.one(organization.groups)?.id,
      };
      return {
        request: { operation: 'users.create', path: { organizationId: organization.header.id }, body },
        disturb: () => void addUser(place, body.login),
      };
    },
  },
  'users.update': {
    key: 'organization',
    ask(place) {
      const { organization, draw } = place;
      const state = draw.one(people(place));
      if (state === undefined) return undefined;
      return {
        request: {
          operation: 'users.update',
          path: { organizationId: organization.header.id, userId: state.user.id },
          body: { firstName: draw.text(), language: 'en', ...(draw.chance(0.5) && { internalId: draw.code() }) },
        },
        disturb: () => rename(place, state),
      };
    },
  },
  'users.updateLogin': {
    key: 'organization',
    ask(place) {
      const state = place.draw.one(people(place));
      if (state === undefined) return undefined;
      const path = { organizationId: place.organization.header.id, userId: state.user.id };
      return {
        request: { operation: 'users.updateLogin', path, body: { login: login(place) } },
        disturb: () => rename(place, state),
      };
    },
  },
  'invitations.create': {
    key: 'organization',
    creates: 'invitations',
    ask(place) {
      const body = { login: login(place), firstName: place.draw.text(), skipMail: true };
      return {
        request: { operation: 'invitations.create', path: { organizationId: place.organization.header.id }, body },
        disturb: () => void addUser(place, body.login),
      };
    },
  },
  'users.block': {
    key: 'organization',
    ask(place) {
      const state = place.draw.one(active(place));
      if (state === undefined) return undefined;
      const path = { organizationId: place.organization.header.id, userId: state.user.id };
      return { request: { operation: 'users.block', path }, disturb: () => rename(place, state) };
    },
  },
  'users.unblock': {
    key: 'organization',
    ask(place) {
      const blocked = people(place).filter(({ user }) => user.blockedAt);
      const state = place.draw.one(blocked) ?? place.draw.one(people(place));
      if (state === undefined) return undefined;
      state.user.blockedAt ??= '2026-01-01T00:00:00Z';
      const path = { organizationId: place.organization.header.id, userId: state.user.id };
      return { request: { operation: 'users.unblock', path }, disturb: () => rename(place, state) };
    },
  },
  'users.vehicles.create': {
    key: 'organization',
    ask(place) {
      const state = place.draw.one(active(place));
      if (state === undefined) return undefined;
      return {
        request: {
          operation: 'users.vehicles.create',
          path: { organizationId: place.organization.header.id, userId: state.user.id },
          body: { label: place.draw.text(), type: 'CAR', taxHorsepower: place.draw.whole(3, 9), energy: 'PETROL' },
        },
        disturb: () => rename(place, state),
      };
    },
  },
  'users.vehicles.update': {
    key: 'organization',
    ask(place) {
      const state = driver(place);
      const vehicleId = state?.user.vehicles.find(({ disabledAt }) => !disabledAt)?.id;
      if (state === undefined || vehicleId === undefined) return undefined;
      return {
        request: {
          operation: 'users.vehicles.update',
          path: { organizationId: place.organization.header.id, userId: state.user.id, vehicleId },
          body: { label: place.draw.text() },
        },
        disturb: () => rename(place, state),
      };
    },
  },
  'users.delegations.replace': delegationsRow(),
  'users.delegations.users.replace': delegationsRow('users'),
  'users.delegations.groups.replace': delegationsRow('groups'),
  'expenses.create': {
    key: 'organization',
    creates: 'expenses',
    ask(place) {
      const { draw } = place;
      const state = driver(place);
      const vehicleId = state?.user.vehicles.find(({ disabledAt }) => !disabledAt)?.id;
      if (state === undefined || vehicleId === undefined) return undefined;
      const { id: userId } = state.user;
      const time = someDay(place);
      const body = {
        ...{ type: 'MILEAGE', userId, time, label: draw.text(), vehicleId, country: 'FR' },
        ...{ distance: draw.whole(1, 999), distanceUnit: 'KM' },
      };
      return {
        request: { operation: 'expenses.create', path: {}, body },
        disturb: () => void putExpense(place, { userId, time }),
      };
    },
  },
  'expenses.update': {
    key: 'organization',
    ask(place) {
      const expense = putExpense(place);
      if (expense === undefined) return undefined;
      const { draw } = place;
      const body = { explanation: draw.text(), ...(draw.chance(0.5) && { tags: [draw.text()] }) };
      return {
        request: { operation: 'expenses.update', path: { expenseId: expense.id }, body },
        disturb: () => changeExpense(place, expense),
      };
    },
  },
  'expenses.actions.execute': {
    key: 'organization',
    ask(place) {
      const expense = putExpense(place);
      const way = expense && actionFrom(place, place.organization.expenseWorkflow, expense.state);
      if (expense === undefined || way === undefined) return undefined;
      const path = { expenseId: expense.id, actionCode: way.actionCode };
      return {
        request: { operation: 'expenses.actions.execute', path, body: way.body },
        wayBack: way.wayBack,
        disturb: () => changeExpense(place, expense),
      };
    },
  },
  'expenses.delete': {
    key: 'organization',
    ask(place) {
      const expense = putExpense(place);
      return (
        expense && {
          request: { operation: 'expenses.delete', path: { expenseId: expense.id } },
          wayBack: { action: 'undelete', actionUserId: expense.userId },
          disturb: () => changeExpense(place, expense),
        }
      );
    },
  },
  'receipts.uploadUrl': {
    key: 'organization',
    ask(place) {
      const state = place.draw.one(active(place));
      if (state === undefined) return undefined;
      const md5 = createHash('md5').update(place.draw.text()).digest('base64');
      const body = { fileType: 'pdf', userId: state.user.id, md5 };
      return { request: { operation: 'receipts.uploadUrl', path: {}, body } };
    },
  },
  'expenses.warnings.add': {
    key: 'organization',
    ask(place) {
      const expense = putExpense(place);
      const { id, options = [] } = rule(place);
      const code = place.draw.one(options)?.code;
      return (
        expense && {
          request: {
            operation: 'expenses.warnings.add',
            path: { expenseId: expense.id, warningRuleId: id },
            body: code === undefined ? {} : { code },
          },
          disturb: () => changeExpense(place, expense),
        }
      );
    },
  },
  'expenses.warnings.remove': {
    key: 'organization',
    ask(place) {
      const { id, options = [] } = rule(place);
      const { code, isPreventingValidation } = place.draw.one(options) ?? {};
      const ofOption = {
        ...(code !== undefined && { code }),
        ...(isPreventingValidation && { isPreventingValidation }),
      };
      const expense = putExpense(place);
      if (expense) {
        const { time, userId } = expense;
        const warning = { warningRuleId: id, ...ofOption, time, userId, updatedAt: now() };
        place.world.expenses.put({ expense: { ...expense, warnings: [warning] } });
      }
      return (
        expense && {
          request: { operation: 'expenses.warnings.remove', path: { expenseId: expense.id, warningRuleId: id } },
          disturb: () => changeExpense(place, expense),
        }
      );
    },
  },
  'expenses.exports.delete': {
    key: 'organization',
    ask(place) {
      const expense = putExpense(place, { state: 'EXPORTED' });
      if (expense === undefined) return undefined;
      const exportType = place.draw.one(['accounting', 'payroll']) ?? 'payroll';
      place.world.expenses.put({ expense, exports: { accounting: randomUUID(), payroll: randomUUID() } });
      return {
        request: { operation: 'expenses.exports.delete', path: { expenseId: expense.id, exportType } },
        disturb: () => changeExpense(place, expense),
      };
    },
  },
  'expenseRequests.create': {
    key: 'organization',
    creates: 'expenseRequests',
    ask(place) {
      const { organization, draw } = place;
      const type = draw.one(organization.expenseRequestTypes);
      const state = draw.one(active(place));
      if (type === undefined || state === undefined) return undefined;
      const body = { label: draw.text(), type, userId: state.user.id, comment: draw.text() };
      return {
        request: { operation: 'expenseRequests.create', path: {}, body },
        wayBack: { action: 'cancel', actionUserId: body.userId },
        // Only one like it shows to the plan.
        disturb: () => {
          const { id } = putRequest(place) ?? { id: '' };
          const request = organization.expenseRequests.get(id);
          if (request) organization.expenseRequests.set(id, { ...request, ...body, creationDate: now() });
        },
      };
    },
  },
  'expenseRequests.update': {
    key: 'organization',
    ask(place) {
      const request = putRequest(place);
      return (
        request && {
          request: {
            operation: 'expenseRequests.update',
            path: { requestId: request.id },
            body: { label: place.draw.text() },
            ...(place.draw.chance(0.5) && { clear: ['comment'] }),
          },
          disturb: () => changeRequestOf(place, request.id),
        }
      );
    },
  },
  'expenseRequests.patch': {
    key: 'organization',
    ask(place) {
      const request = putRequest(place);
      return (
        request && {
          request: {
            operation: 'expenseRequests.patch',
            path: { requestId: request.id },
            body: { comment: place.draw.text() },
          },
          disturb: () => changeRequestOf(place, request.id),
        }
      );
    },
  },
  'expenseRequests.actions.execute': {
    key: 'organization',
    ask(place) {
      const request = putRequest(place);
      const way = request && actionFrom(place, place.organization.expenseRequestWorkflow, request.state);
      if (request === undefined || way === undefined) return undefined;
      const path = { requestId: request.id, actionCode: way.actionCode };
      return {
        request: { operation: 'expenseRequests.actions.execute', path, body: way.body },
        wayBack: way.wayBack,
        disturb: () => changeRequestOf(place, request.id),
      };
    },
  },
  'bookkeepers.create': {
    key: 'master',
    creates: 'bookkeepers',
    ask({ world, bookkeeper, draw }) {
      const templateId = draw.one(bookkeeper.bookkeeperTemplates.keys());
      if (templateId === undefined) return undefined;
      return {
        request: { operation: 'bookkeepers.create', path: {}, body: { name: draw.text(), templateId } },
        disturb: () => {
          const member = [...world.bookkeepers.values()].find(
            ({ header }) => header.masterBookkeeperId === bookkeeper.header.id,
          );
          if (member) member.header.name = draw.text();
        },
      };
    },
  },
  'bookkeepers.update': {
    key: 'bookkeeper',
    ask: ({ bookkeeper, draw }) => ({
      request: {
        operation: 'bookkeepers.update',
        path: { bookkeeperId: bookkeeper.header.id },
        body: { name: draw.text() },
      },
      disturb: () => {
        bookkeeper.header.name = draw.text();
      },
    }),
  },
  'bookkeepers.groups.create': {
    key: 'bookkeeper',
    creates: 'bookkeeperGroups',
    ask: ({ bookkeeper, draw }) => ({
      request: {
        operation: 'bookkeepers.groups.create',
        path: { bookkeeperId: bookkeeper.header.id },
        body: { name: draw.text(), parentGroupId: draw.one(bookkeeper.groups)?.id },
      },
      disturb: () => {
        bookkeeper.header.name = draw.text();
      },
    }),
  },
  'bookkeepers.users.create': {
    key: 'bookkeeper',
    creates: 'bookkeeperUsers',
    ask: ({ bookkeeper, draw }) => ({
      request: {
        operation: 'bookkeepers.users.create',
        path: { bookkeeperId: bookkeeper.header.id },
        body: { firstName: draw.text(), lastName: draw.text(), groupId: draw.one(bookkeeper.groups)?.id },
      },
      disturb: () => {
        bookkeeper.header.name = draw.text();
      },
    }),
  },
  'bookkeepers.clients.create': {
    key: 'bookkeeper',
    creates: 'clients',
    ask({ world, bookkeeper, draw }) {
      const templateId = draw.one(bookkeeper.templates.keys());
      if (templateId === undefined) return undefined;
      return {
        request: {
          operation: 'bookkeepers.clients.create',
          path: { bookkeeperId: bookkeeper.header.id },
          body: { name: draw.text(), templateId, internalId: draw.code() },
        },
        disturb: () => {
          const organization = world.organizations.get(draw.one(bookkeeper.clients.keys()) ?? '');
          if (organization) organization.header.name = draw.text();
        },
      };
    },
  },
  'bookkeepers.clients.states.add': {
    key: 'bookkeeper',
    ask(place) {
      const found = client(place);
      if (found === undefined) return undefined;
      const { header } = found.organization;
      const state = place.draw.one(flags) ?? 'BLOCKED';
      header.states = header.states.filter((each) => each !== state);
      return {
        request: {
          operation: 'bookkeepers.clients.states.add',
          path: { bookkeeperId: place.bookkeeper.header.id, clientId: found.clientId },
          body: { states: [state] },
        },
        disturb: () => {
          header.name = place.draw.text();
        },
      };
    },
  },
  'bookkeepers.clients.states.remove': {
    key: 'bookkeeper',
    ask(place) {
      const found = client(place);
      if (found === undefined) return undefined;
      const { header } = found.organization;
      const state = place.draw.one(flags) ?? 'BLOCKED';
      header.states = [...new Set([...header.states, state])];
      return {
        request: {
          operation: 'bookkeepers.clients.states.remove',
          path: { bookkeeperId: place.bookkeeper.header.id, clientId: found.clientId },
          body: { states: [state] },
        },
        disturb: () => {
          header.name = place.draw.text();
        },
      };
    },
  },
  'bookkeepers.clients.applyTemplate': {
    key: 'bookkeeper',
    ask(place) {
      const { bookkeeper, draw } = place;
      const found = client(place);
      const templateId = draw.one(
        [...bookkeeper.templates.keys()].filter((id) => id !== found?.organization.header.templateId),
      );
      if (found === undefined || templateId === undefined) return undefined;
      const { organization, clientId } = found;
      return {
        request: {
          operation: 'bookkeepers.clients.applyTemplate',
          path: { bookkeeperId: bookkeeper.header.id, clientId },
          body: { templateId },
        },
        disturb: () => {
          organization.header.name = draw.text();
        },
      };
    },
  },
  'bookkeepers.templates.categories.replaceAll': {
    key: 'bookkeeper',
    ask(place) {
      const { bookkeeper, draw, world } = place;
      const template = draw.one(
        [...bookkeeper.templates.values()].filter(({ categories = [] }) => categories.length > 0),
      );
      if (template === undefined) return undefined;
      const categories = structuredClone(template.categories ?? []).map(({ id, ...rest }) => ({ id, ...rest }));
      const changed = draw.one(categories)?.id;
      return {
        request: {
          operation: 'bookkeepers.templates.categories.replaceAll',
          path: { bookkeeperId: bookkeeper.header.id, templateId: template.id },
          body: { categories, delta: { change: [{ id: changed, labelsPerLanguage: labels(place) }] } },
        },
        // Nobody can read the categories; how many clients there are belongs to what the plan says.
        disturb: () => {
          const id = randomUUID();
          const [model] = [...bookkeeper.clients.keys()].flatMap((each) => world.organizations.get(each) ?? []);
          if (!model) return;
          world.organizations.set(id, { ...structuredClone(model), header: { ...model.header, id } });
          bookkeeper.clients.set(id, { bookkeeperId: bookkeeper.header.id, organizationId: id });
        },
      };
    },
  },
  'bookkeepers.vault.update': {
    key: 'bookkeeper',
    ask(place) {
      const found = client(place);
      if (found === undefined) return undefined;
      const { organization, clientId } = found;
      const capacity = (organization.vault?.maxCapacity ?? 1000) + place.draw.whole(1, 999);
      return {
        request: {
          operation: 'bookkeepers.vault.update',
          path: { bookkeeperId: place.bookkeeper.header.id, organizationId: clientId },
          body: { enabled: true, capacity },
        },
        disturb: () => {
          organization.header.name = place.draw.text();
        },
      };
    },
  },
};
