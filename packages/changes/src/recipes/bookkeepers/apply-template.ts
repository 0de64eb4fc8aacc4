import { createHash } from 'node:crypto';
import { ForbiddenError, type Organization, type User } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { byId } from '../../forms/collection.ts';
import { listed, named, shownCode } from '../../forms/naming.ts';
import { type Loss, type Reading, type Recipe, recipe } from '../../recipe.ts';
import { canonicalJson } from '../../state.ts';
import { headerOf } from '../organizations/organization.ts';
import { type ExpenseTally, tally } from './expense-tally.ts';

const ownersOfFields = ['user', 'group', 'expense', 'expenseRequest', 'advance', 'vehicle'] as const;

/** What a template may override besides the header: documents that Jenji may change as it likes. */
const overridden = ['categories', 'customFields', 'paymentMethods', 'allowanceTemplates', 'users', 'optionLists'];

/** Of the header, what a template never decides. */
const kept = ['id', 'name', 'createdBy', 'createdAt', 'states', 'templateId'];
const configured = [
  'plan',
  'masterCurrency',
  'masterCountry',
  'masterLanguage',
  'masterDistanceUnit',
  'availableLanguages',
  'features',
];

interface Counted {
  count: number;
  digest: string;
}

interface Client {
  [document: string]: unknown;
  organization: ReturnType<typeof headerOf>;
  /** Absent where only the accounting configuration is to change, which touches none of it. */
  expenses?: ExpenseTally;
  users?: Counted & { profiles: Readonly<Record<string, number>> };
}

function counted(records: readonly unknown[]): Counted {
  const digest = createHash('sha256').update(records.map(canonicalJson).sort().join('\n')).digest('hex');
  return { count: records.length, digest };
}

const everyExpense = { includeDeleted: true };

/** Lists of options, by the id under which custom fields name them. */
function listIdsOf(organization: Organization): string[] {
  const fields = ownersOfFields.flatMap((owner) => organization[`${owner}CustomFields`] ?? []);
  return [...new Set(fields.flatMap(({ listId }) => listId ?? []))].sort();
}

async function readClient(reading: Reading, organizationId: string): Promise<Client> {
  const path = { organizationId };
  const organization = await reading.call('organizations.get', { path });
  const { data: users } = await reading.call('users.list', { path });
  const { data: paymentMethods } = await reading.call('paymentMethods.list', { path });
  const { data: allowanceTemplates } = await reading.call('allowanceTemplates.list', { path });
  const { data: warningRules } = await reading.call('warningRules.list', { path });
  const optionLists: Record<string, Counted> = {};
  for (const listId of listIdsOf(organization)) {
    const { data } = await reading.call('customOptions.list', { path: { organizationId, listId } });
    optionLists[listId] = counted(data);
  }
  return {
    organization: headerOf(organization),
    categories: byId(organization.categories, ({ id }) => id),
    groups: byId(organization.groups, ({ id }) => id),
    customFields: Object.fromEntries(
      ownersOfFields.map((owner) => [owner, byId(organization[`${owner}CustomFields`], ({ key }) => key)]),
    ),
    paymentMethods: byId(paymentMethods, ({ id }) => id),
    allowanceTemplates: byId(allowanceTemplates, ({ templateId }) => templateId),
    warningRules: byId(warningRules, ({ id }) => id),
    optionLists,
    users: { ...counted(users), profiles: profilesOf(users) },
    expenses: await expensesOf(reading, organizationId),
  };
}

/** How many users hold each profile. */
function profilesOf(users: readonly User[]): Record<string, number> {
  const profiles = new Map<string, number>();
  for (const { profiles: held } of users) {
    for (const id of new Set((held ?? []).flatMap(({ profileId }) => profileId ?? []))) {
      profiles.set(id, (profiles.get(id) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...profiles].sort());
}

/** @throws ChangeRefused where the key may not read what it would destroy. */
async function expensesOf(reading: Reading, organizationId: string): Promise<ExpenseTally> {
  try {
    const stream = reading.stream('expenses.searchOrganization', { path: { organizationId }, body: everyExpense });
    return await tally(stream);
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    throw new ChangeRefused(
      'state',
      'This key may not read the expenses of the client, so nobody can say what would be destroyed, nor keep it. Use the key of the bookkeeper whose client it is: a master bookkeeper reads no expenses of the clients of others.',
    );
  }
}

function lossesOf({ organization, expenses, users }: Client, shown: string): Loss[] {
  const states = Object.entries(expenses?.states ?? {}).map(([state, count]) => `${count} ${shownCode(state)}`);
  const profiles = Object.entries(users?.profiles ?? {}).map(([profile, count]) => `${shownCode(profile)} (${count})`);
  return [
    {
      kind: 'reset',
      what: `every expense of ${shown}: ${expenses?.count ?? 0} in all (${listed(states, 40) || 'none'})`,
    },
    { kind: 'reset', what: `the workflows of expenses and of expense requests of ${shown}` },
    { kind: 'reset', what: `its custom profiles; users hold ${listed(profiles, 40) || 'none'}` },
    {
      kind: 'reset',
      what: `whatever else the template configures, such as ${listed(configured.filter((field) => organization[field] != null))}, categories, payment methods and custom fields`,
    },
  ];
}

/** Applies templates to a client: the one operation that destroys what a whole organization has entered. */
export const applyTemplateRecipe: Recipe = recipe({
  operation: 'bookkeepers.clients.applyTemplate',
  async read(reading, { path: { clientId: organizationId }, body: { templateId } }): Promise<Client> {
    if (templateId) return readClient(reading, organizationId);
    return { organization: headerOf(await reading.call('organizations.get', { path: { organizationId } })) };
  },
  prepare(state, { path, body: { templateId, accountingTemplateId } }) {
    const { organization, expenses } = state;
    const shown = named('client', path.clientId, organization.name);
    const accounting = accountingTemplateId
      ? [
          'The accounting template changes the format and the columns of accounting exports; no operation shows which one is in force.',
        ]
      : [];
    const body = { ...(templateId && { templateId }), ...(accountingTemplateId && { accountingTemplateId }) };
    if (!templateId) {
      return {
        title: `Apply accounting template ${JSON.stringify(accountingTemplateId)} to ${shown}`,
        args: { path, body },
        expected: state,
        losses: [{ kind: 'reset', what: `the accounting configuration of ${shown}, but for its own account mappings` }],
        notes: accounting,
        unseen: true,
        destroys: { name: String(accountingTemplateId), count: 0, what: 'expenses' },
      };
    }
    const isAgain = organization.templateId === templateId;
    const isBlocked = organization.states?.includes('BLOCKED') === true;
    return {
      title: `Apply template ${JSON.stringify(templateId)} to ${shown}: hard reset of ${expenses?.count ?? 0} expenses`,
      args: { path, body },
      expected: {
        ...state,
        organization: { ...organization, templateId },
      },
      mayChange: [
        ...overridden.map((document) => [document, '**']),
        ...Object.keys(organization)
          .concat(configured)
          .filter((field) => !kept.includes(field))
          .map((field) => ['organization', field, '**']),
        'groups.*.paymentMethods.**',
        'groups.*.updatedAt',
        'expenses.states.**',
        // Expenses as they were first entered are the same after a reset as before.
        'expenses.digest',
      ],
      losses: lossesOf(state, shown),
      notes: [
        'Which fields of an expense stay is not documented: count on losing approvals, comments, warnings, exports and all that was entered beside the amount.',
        'Accounting configuration and warning rules stay. What the template configures cannot be read beforehand.',
        ...(isAgain
          ? ['This template is the one that was applied last: what it has reset before is reset again.']
          : []),
        ...(isBlocked
          ? []
          : [
              `Users of ${shown} go on working meanwhile, and any change of theirs makes this plan void; block it first (bookkeepers.clients.states.add with BLOCKED).`,
            ]),
        'The file kept before holds the settings, the users and every expense; neither receipts nor expense requests, which a bookkeeper cannot read.',
        ...accounting,
      ],
      // Where the template is the same as before, nothing but the expenses could show it, and others change them too.
      ...(isAgain && { unseen: true }),
      destroys: { name: templateId, count: expenses?.count ?? 0, what: 'expenses' },
    };
  },
  reverse: ({ request: { body } }) => ({
    cannot: body.templateId
      ? 'Jenji keeps nothing of what is reset. What remains is the file kept before it was sent: from it, expenses can be entered again by hand.'
      : 'No operation shows which accounting template was in force before. Apply that one again, if you know its id.',
  }),
  snapshot: (reading, { path, body }) => recordsOf(reading, path.clientId, Boolean(body.templateId)),
});

/** What is destroyed, one record a time: settings first, then users, then every expense. */
async function* recordsOf(reading: Reading, organizationId: string, isReset: boolean): AsyncGenerator<unknown> {
  const path = { organizationId };
  const organization = await reading.call('organizations.get', { path });
  yield { kind: 'organization', record: organization };
  if (!isReset) return;
  const lists = ['paymentMethods.list', 'allowanceTemplates.list', 'warningRules.list', 'users.list'] as const;
  const kinds = {
    'paymentMethods.list': 'paymentMethod',
    'allowanceTemplates.list': 'allowanceTemplate',
    'warningRules.list': 'warningRule',
    'users.list': 'user',
  } as const;
  for (const operation of lists) {
    const { data } = await reading.call(operation, { path });
    for (const record of data) yield { kind: kinds[operation], record };
  }
  for (const listId of listIdsOf(organization)) {
    for await (const record of reading.stream('customOptions.list', { path: { organizationId, listId } })) {
      yield { kind: 'customOption', listId, record };
    }
  }
  const search = { path, body: everyExpense };
  for await (const record of reading.stream('expenses.searchOrganization', search)) yield { kind: 'expense', record };
}
