import { complianceWorkflow, requestWorkflow, simpleWorkflow } from '../rules/workflows.ts';
import type {
  BookkeeperClientOptions,
  BookkeeperGroup,
  BookkeeperState,
  OrganizationTemplate,
} from '../world/index.ts';
import { dayOf, instant } from './calendar.ts';
import type { Company } from './company.ts';
import { customField, inOrder } from './custom-field-tables.ts';
import type { Ids } from './ids.ts';
import { rows } from './tables.ts';

const clientOptions: BookkeeperClientOptions = {
  clientsBilledByJenji: false,
  manageClientVault: true,
  enableClientVaultOnNewClient: false,
  allowSoloPlanClient: true,
  mustUseTemplate: false,
};

interface BookkeeperSpec {
  readonly slug: string;
  readonly name: string;
  readonly since: string;
  readonly domain: string;
  /** `slug | name | parent slug`. */
  readonly groups: string;
  /** `first | last | group slug | options: email, blocked`. */
  readonly people: string;
}

const vasseur: BookkeeperSpec = {
  slug: 'cabinet-vasseur',
  name: 'Cabinet Vasseur & Associés',
  since: '2018-02-05',
  domain: 'cabinet-vasseur.example',
  groups: `
    lyon      | Équipe Lyon           |
    liberal   | Professions libérales | lyon
    paris     | Équipe Paris          |
    payroll   | Pôle social           |
  `,
  people: `
    Jenji Kit | API       | root    |
    Béatrice  | Vasseur   | root    | email
    Stéphane  | Arnaud    | lyon    | email
    Mélanie   | Guérin    | liberal |
    Adrien    | Lacroix   | liberal |
    Coralie   | Bonnet    | paris   | email
    Hervé     | Pichon    | payroll | blocked
  `,
};

const comptalis: BookkeeperSpec = {
  slug: 'reseau-comptalis',
  name: 'Réseau Comptalis',
  since: '2015-01-12',
  domain: 'comptalis.example',
  groups: 'members | Cabinets membres |',
  people: `
    Jenji Kit  | API     | root    |
    Dominique  | Sorel   | root    | email
    Xavier     | Humbert | members |
  `,
};

const dumas: BookkeeperSpec = {
  slug: 'fiduciaire-dumas',
  name: 'Fiduciaire Dumas',
  since: '2022-10-03',
  domain: 'dumas.example',
  groups: '',
  people: 'Laurence | Dumas | root | email',
};

/** A master bookkeeper, the one that it manages with all the clients, and another without any. */
export function buildBookkeepers(ids: Ids, clients: readonly Company[]): BookkeeperState[] {
  const master = buildBookkeeper(comptalis, ids);
  const main = buildBookkeeper(vasseur, ids, master.header.id);
  const small = buildBookkeeper(dumas, ids, master.header.id);
  main.templates = byId([
    template(ids, 'liberal', 'Profession libérale', 'PRO'),
    template(ids, 'shop', 'Commerce', 'PRO'),
    template(ids, 'company', 'Société avec contrôle', 'ENTERPRISE'),
  ]);
  master.templates = byId([template(ids, 'network', 'Modèle du réseau', 'PRO')]);
  main.accountingTemplateIds = new Set([ids.named('accounting-templates/fec'), ids.named('accounting-templates/sage')]);
  const starter = ids.named('bookkeeper-templates/starter');
  master.bookkeeperTemplates = new Map([[starter, { id: starter, clientOptions }]]);
  for (const [index, { state }] of clients.entries()) {
    const organizationId = state.header.id;
    main.clients.set(organizationId, {
      bookkeeperId: main.header.id,
      organizationId,
      internalId: `D${String(2001 + 7 * index)}`,
      ...(index % 3 === 1 && { explanation: 'Dossier repris en cours d’exercice' }),
    });
  }
  return [main, master, small];
}

/** The id of the user that acts for a bookkeeper's API key. */
export function bookkeeperApiUser(bookkeeper: BookkeeperState): string {
  for (const user of bookkeeper.users.values()) if (user.lastName === 'API') return user.id;
  throw new Error(`${bookkeeper.header.name} has no user for its API key`);
}

function buildBookkeeper(spec: BookkeeperSpec, ids: Ids, masterBookkeeperId?: string): BookkeeperState {
  const { slug, name } = spec;
  const id = ids.named(`${slug}/bookkeeper`);
  const createdAt = instant(dayOf(spec.since), 32_400_000);
  const groupId = (group: string) => (group === 'root' ? 'root' : ids.named(`${slug}/groups/${group}`));
  const dates = { createdAt, updatedAt: createdAt };
  const groups: BookkeeperGroup[] = rows(spec.groups).map(([group = '', groupName = '', parent = '']) => ({
    id: groupId(group),
    name: groupName,
    parentGroupId: groupId(parent || 'root'),
    ...dates,
  }));
  const users = rows(spec.people).map(([firstName = '', lastName = '', group = 'root', options = ''], index) => {
    const address = `${lastName.toLowerCase()}@${spec.domain}`;
    return {
      id: options.includes('email') ? address : ids.named(`${slug}/users/${address}`),
      bookkeeperId: id,
      groupId: groupId(group),
      internalId: `C${String(10 + index)}`,
      firstName,
      lastName,
      ...dates,
      ...(options.includes('blocked') && { blockedAt: createdAt }),
    };
  });
  return {
    header: { id, name, ...(masterBookkeeperId && { masterBookkeeperId }), clientOptions, ...dates },
    groups: [{ id: 'root', name, ...dates }, ...groups],
    users: new Map(users.map((user) => [user.id, user])),
    clients: new Map(),
    templates: new Map(),
    templateCategories: new Map(),
    accountingTemplateIds: new Set(),
    bookkeeperTemplates: new Map(),
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function template(ids: Ids, slug: string, name: string, plan: OrganizationTemplate['plan']): OrganizationTemplate {
  const id = ids.named(`organization-templates/${slug}`);
  const category = (categoryId: string, fr: string, order: number) => ({
    id: categoryId,
    disabled: false,
    labelsPerLanguage: { fr },
    order,
  });
  return {
    id,
    name,
    plan,
    masterCurrency: 'EUR',
    masterCountry: 'FR',
    masterLanguage: 'fr',
    availableLanguages: ['fr'],
    features: { expenseRequests: false, mileages: true, allowances: true, vault: false },
    categories: [
      category('meals', 'Repas', 0),
      category('fuel', 'Carburant', 1),
      category('supplies', 'Fournitures', 2),
      category(slug === 'shop' ? 'stock' : 'books', slug === 'shop' ? 'Marchandises' : 'Documentation', 3),
    ],
    paymentMethods: [
      {
        id: ids.named(`organization-templates/${slug}/card`),
        label: 'Carte personnelle',
        labelsPerLanguage: { fr: 'Carte personnelle' },
        code: 'CP',
        reimbursable: true,
        disabled: false,
      },
    ],
    customFields: { expense: inOrder([customField(['fr'], 'dossier', 'STRING', 'Dossier')]) },
    expenseWorkflow: plan === 'ENTERPRISE' ? complianceWorkflow : simpleWorkflow,
    expenseRequestWorkflow: requestWorkflow,
  };
}
