import type {
  AllowanceTemplate,
  CustomField,
  CustomFieldState,
  CustomFieldValues,
  CustomOption,
  ExpenseRequest,
  InvitationState,
  ScopeCondition,
  User,
  UserInvitation,
} from '../../world/index.ts';
import { type Day, dayOf, instant, localDate } from '../calendar.ts';
import {
  buildCompany,
  type Company,
  type CompanySpec,
  customField,
  customOptions,
  delegate,
  groupId,
  inOrder,
  labels,
  personNamed,
} from '../company.ts';
import { handWrittenId, tokyoTrip } from '../hand-written.ts';
import type { Ids } from '../ids.ts';
import { hashText, Random } from '../random.ts';

const spec: CompanySpec = {
  slug: 'atelier-lumiere',
  name: 'Atelier Lumière',
  plan: 'ENTERPRISE',
  country: 'FR',
  languages: ['fr', 'en'],
  domain: 'atelier-lumiere.example',
  since: '2019-03-04',
  groups: `
    direction    | Direction            |             | 100
    sales        | Sales                | direction   | 200
    sales-north  | Sales North          | sales       | 210
    sales-south  | Sales South          | sales       | 220
    sales-export | Export               | sales       | 230
    engineering  | Ingénierie           | direction   | 300
    studio       | Bureau d'études      | engineering | 310
    installation | Chantiers            | engineering | 320
    marketing    | Marketing            | direction   | 400
    finance      | Finance              | direction   | 500
    accounting   | Comptabilité         | finance     | 510
    people       | Ressources humaines  | direction   | 600
  `,
  people: `
    Jenji Kit | API       | root         | admin@root, accountant@root, checker@root, manager@root | Paris/FR | idle
    Hélène    | Garnier   | direction    | director@root, manager@direction          | Paris/FR     | email; car:Zoé:5:electric
    Antoine   | Lemoine   | direction    | admin@root                                | Paris/FR     | idle
    Margaux   | Lefebvre  | sales        | manager@sales                             | Lyon/FR      | email; often
    Thomas    | Girard    | sales-north  | manager@sales-north                       | Lille/FR     | often; car:Clio V:5:petrol
    Camille   | Moreau    | sales-north  |                                           | Lille/FR     | email; often; car:208:4:petrol
    Julien    | Dubois    | sales-north  |                                           | Rouen/FR     | often; car:Captur:6:diesel
    Élodie    | Petit     | sales-north  |                                           | Paris/FR     | often
    Hugo      | Renaud    | sales-north  |                                           | Reims/FR     | often; car:Mégane:7:diesel
    Nathalie  | Roux      | sales-south  | manager@sales-south                       | Lyon/FR      | email; car:C4:6:petrol
    Karim     | Benali    | sales-south  |                                           | Marseille/FR | often; car:308:6:diesel
    Léa       | Fournier  | sales-south  |                                           | Toulouse/FR  | often
    Maxime    | Blanc     | sales-south  |                                           | Montpellier/FR | email; often; motorcycle:CB 500:4:petrol
    Inès      | Da Costa  | sales-south  |                                           | Nice/FR      | often
    Sophie    | O'Brien   | sales-export | manager@sales-export                      | Paris/FR     | lang:en; often
    Lukas     | Schäfer   | sales-export |                                           | Berlin/DE    | often; lang:de
    Yuki      | Tanaka    | sales-export |                                           | Tokyo/JP     | email; lang:ja
    Emily     | Carter    | sales-export |                                           | London/GB    | often; lang:en
    Omar      | Al-Sayed  | sales-export |                                           | Manama/BH    | lang:en
    Pierre    | Marchand  | engineering  | manager@engineering                       | Nantes/FR    | email; car:Scénic:7:diesel
    Chloé     | Bertrand  | studio       |                                           | Nantes/FR    |
    Vincent   | Rolland   | studio       | manager@studio                            | Nantes/FR    | bike:Vélo
    Anaïs     | Caron     | studio       |                                           | Rennes/FR    |
    Björn     | Lindqvist | studio       |                                           | Nantes/FR    | email; lang:en
    François  | Noël      | installation | manager@installation                      | Angers/FR    | often; car:Kangoo:5:diesel
    Mathis    | Gauthier  | installation |                                           | Angers/FR    | often; car:Berlingo:6:diesel
    Amandine  | Leroy     | installation |                                           | Tours/FR     | often
    Zoé       | Perrin    | installation |                                           | Orléans/FR   | email; often
    Moussa    | Diallo    | installation |                                           | Bordeaux/FR  | often; car:Partner:6:diesel
    Gaëlle    | Le Goff   | installation |                                           | Brest/FR     | often
    Alice     | Fontaine  | marketing    | manager@marketing                         | Paris/FR     | email; often
    Noémie    | Aubert    | marketing    |                                           | Paris/FR     |
    Baptiste  | Colin     | marketing    |                                           | Paris/FR     |
    Isabelle  | Mercier   | finance      | director@finance, manager@finance         | Paris/FR     | email
    Philippe  | Chevalier | accounting   | accountant@root                           | Paris/FR     | idle
    Sandrine  | Robin     | accounting   | accountant@root, checker@root             | Paris/FR     | email; idle
    Damien    | Faure     | accounting   | checker@root                              | Paris/FR     |
    Valérie   | Henry     | people       | manager@people, admin@people              | Paris/FR     |
    Quentin   | Masson    | people       |                                           | Paris/FR     | email
    Renée     | Vidal     | sales-south  |                                           | Perpignan/FR | blocked
    Édouard   | Klein     | studio       |                                           | Strasbourg/FR | blocked; email
  `,
  categories: `
    meals       | Repas/Meals                        | meal     | 30 |        | orange
    guest-meals | Repas avec invités/Guest meals     | guests   | 6  | meals  | orange
    travel      | Déplacements/Travel                |          |    |        | blue   | heading
    train       | Train/Train                        | train    | 9  | travel | blue
    flight      | Avion/Flight                       | flight   | 3  | travel | blue
    taxi        | Taxi et VTC/Taxi and ride hailing  | taxi     | 10 | travel | blue
    fuel        | Carburant/Fuel                     | fuel     | 8  | travel | blue
    parking     | Parking/Parking                    | parking  | 8  | travel | blue
    toll        | Péage/Toll                         | toll     | 5  | travel | blue
    hotel       | Hôtel/Hotel                        | hotel    | 10 |        | purple
    per-diem    | Forfait journalier/Per diem        |          |    |        | purple
    supplies    | Fournitures/Office supplies        | supplies | 5  |        | green
    telecom     | Téléphonie/Telecom                 | telecom  | 3  |        | green
    software    | Logiciels/Software                 | software | 2  |        | green
    gift        | Cadeaux/Gifts                      | gift     | 2  |        | red
    postage     | Affranchissement/Postage           | postage  | 2  |        | grey
    newspapers  | Presse/Newspapers                  |          |    |        | grey   | disabled
    other       | Divers/Other                       | supplies | 1  |        | grey
  `,
  paymentMethods: `
    personal-card | Carte personnelle/Personal card    | CP | reimbursable
    company-card  | Carte d'entreprise/Company card    | CE | bank
    cash          | Espèces/Cash                       | ES | reimbursable
    lodge-card    | Compte voyage/Travel account       | CV | dissociated
    cheque        | Chèque/Cheque                      | CH | disabled
  `,
};

const { languages } = spec;

const projects = `
  P-2041   | Musée des Confluences/Confluences museum        | 2041
  P-2041.1 | Confluences : éclairage/Confluences: lighting    | 2041-1
  P-2041.2 | Confluences : câblage/Confluences: wiring        | 2041-2
  P-2052   | Boutiques Néos/Néos shops                        | 2052
  P-2052.1 | Néos Lyon/Néos Lyon                              | 2052-1
  P-2060   | Clinique Saint-Roch/Saint-Roch clinic            | 2060
  P-2071   | Gare de Nantes/Nantes station                    | 2071
  INT      | Interne/Internal                                 | 9000
  P-1987   | Théâtre (terminé)/Theatre (finished)             | 1987 | disabled
  P-1987.1 | Théâtre : scène/Theatre: stage                   | 1987-1 | disabled
`;
const costCentres = `
  CC-100 | Direction/Management | 100
  CC-200 | Ventes/Sales         | 200
  CC-300 | Ingénierie/Engineering | 300
  CC-400 | Marketing/Marketing  | 400
  CC-500 | Finance/Finance      | 500
  CC-999 | Ancien/Old           | 999 | disabled
`;
const agencies = `
  paris  | Paris/Paris   | A1
  lyon   | Lyon/Lyon     | A2
  nantes | Nantes/Nantes | A3
  abroad | Étranger/Abroad | A9
`;
/** Option ids that new expenses may use. */
const openProjects = ['P-2041.1', 'P-2041.2', 'P-2052.1', 'P-2060', 'P-2071', 'INT'] as const;
const guests = ['M. Lefèvre', 'Mme Okafor', 'Dr. Weiß', 'A. O’Neill', '田中様', 'Mme Haddad'] as const;

/** The main company: lighting for shops and museums, some forty people in a tree of groups. */
export function atelierLumiere(ids: Ids, seed: number, lastDay: Day): Company {
  const company = buildCompany(spec, ids, seed);
  const { state } = company;
  const id = (name: string) => ids.named(`${spec.slug}/${name}`);
  const group = (slug: string) => groupId(ids, spec.slug, slug);

  state.header.features.vault = true;
  state.vault = { maxCapacity: 20_480, consumedCapacity: 1142.63 };
  state.customFields = {
    expense: expenseFields(group('sales-export')),
    expenseRequest: inOrder([
      customField(languages, 'destination', 'STRING', 'Destination/Destination', { required: true }),
      customField(languages, 'budget', 'NUMBER', 'Budget prévu/Planned budget', { validation: { minimumValue: 0 } }),
    ]),
    user: inOrder([
      customField(languages, 'agency', 'LIST', 'Agence/Agency', { required: true }),
      customField(languages, 'start', 'DATE', "Date d'entrée/Start date"),
      customField(languages, 'skills', 'STRING_SET', 'Compétences/Skills'),
      customField(languages, 'preferred-number', 'LONG', 'Numéro préféré/Preferred number'),
      customField(languages, 'remote', 'BOOLEAN', 'Télétravail/Remote'),
    ]),
    group: inOrder([
      customField(languages, 'analytic-code', 'STRING', 'Code analytique/Analytic code'),
      customField(languages, 'head-count', 'LONG', 'Effectif/Head count'),
    ]),
    vehicle: inOrder([
      customField(languages, 'insurer', 'STRING', 'Assureur/Insurer'),
      customField(languages, 'insured-until', 'DATE', "Assuré jusqu'au/Insured until"),
    ]),
    advance: inOrder([customField(languages, 'reason', 'STRING', 'Motif/Reason')]),
  };
  state.optionLists = new Map([
    ['project', withParents(customOptions(languages, projects))],
    ['cost-centre', customOptions(languages, costCentres)],
    ['agency', customOptions(languages, agencies)],
  ]);
  state.warningRules = [
    {
      id: id('warning-rules/threshold'),
      type: 'EXTERNAL',
      labels: { en: 'Threshold excess', fr: 'Dépassement de seuil' },
      options: [
        { code: 'm30', labels: { en: 'Meal over 30€', fr: 'Repas au-dessus de 30€' } },
        { code: 't50', labels: { en: 'Taxi over 50€', fr: 'Taxi au-dessus de 50€' } },
        {
          code: 'g250',
          labels: { en: 'Guest meal over 250€', fr: 'Repas avec invités au-dessus de 250€' },
          isPreventingValidation: true,
        },
      ],
      externalRuleId: 'threshold-excess',
    },
    { id: id('warning-rules/weekend'), type: 'EXTERNAL', labels: { en: 'Weekend expense', fr: 'Frais de week-end' } },
    {
      id: id('warning-rules/alcohol'),
      type: 'EXTERNAL',
      labels: { en: 'Alcohol on the receipt', fr: 'Alcool sur le justificatif' },
      disabled: true,
      externalRuleId: 'alcohol',
    },
  ];
  state.allowanceTemplates = allowances(ids);
  state.communications = [
    {
      id: id('communications/closing'),
      code: 'monthly-closing',
      groupId: 'root',
      messagesPerLanguage: {
        fr: 'Merci de saisir vos frais avant le 25 du mois pour être remboursés le mois suivant.',
        en: 'Please enter your expenses before the 25th of the month to be reimbursed the month after.',
      },
      level: 'INFO',
      updatedAt: instant(lastDay - 120, 32_400_000),
    },
    {
      id: id('communications/mileage'),
      code: 'mileage-scale',
      groupId: group('sales'),
      messagesPerLanguage: { fr: 'Le barème kilométrique a changé.', en: 'The mileage scale has changed.' },
      level: 'WARNING',
      startDate: instant(lastDay - 20),
      endDate: instant(lastDay + 40),
      updatedAt: instant(lastDay - 21, 36_000_000),
    },
    {
      id: id('communications/outage'),
      code: 'ended-outage',
      groupId: 'root',
      messagesPerLanguage: { fr: 'Incident résolu.', en: 'Outage resolved.' },
      level: 'SUCCESS',
      startDate: instant(lastDay - 90),
      endDate: instant(lastDay - 80),
      updatedAt: instant(lastDay - 90, 30_000_000),
    },
  ];
  state.invitations = invitations(company, ids, lastDay);
  state.expenseRequestTypes = ['travel', 'purchase', 'training'];
  state.expenseRequests = new Map(requests(company, ids, lastDay).map((request) => [request.id, request]));

  describeGroups(company);
  for (const { user } of state.users.values()) describeUser(user, new Random(seed, hashText(user.login)));
  const thomas = personNamed(company, 'Girard');
  delegate(personNamed(company, 'Petit'), {
    userId: thomas.id,
    permission: 'WRITE',
    start: localDate(lastDay - 3),
    end: localDate(lastDay + 11),
  });
  delegate(personNamed(company, 'Petit'), { groupId: group('sales-north'), permission: 'READ' });
  delegate(personNamed(company, 'Aubert'), { userId: personNamed(company, 'Fontaine').id, permission: 'PERSONAL' });
  delegate(personNamed(company, 'Robin'), {
    userId: personNamed(company, 'Chevalier').id,
    permission: 'WRITE',
    start: localDate(lastDay - 200),
    end: localDate(lastDay - 180),
  });
  for (const slug of ['studio', 'people']) {
    const limited = state.groups.find((each) => each.id === group(slug));
    if (limited)
      limited.paymentMethodIds = ['personal-card', 'company-card'].map((name) => id(`payment-methods/${name}`));
  }

  const ruleId = id('warning-rules/threshold');
  return {
    ...company,
    thresholds: [
      { kind: 'meal', euros: 30, ruleId, code: 'm30' },
      { kind: 'taxi', euros: 50, ruleId, code: 't50' },
      { kind: 'guests', euros: 250, ruleId, code: 'g250' },
    ],
    customFieldsOf({ kind, day, city, spender }, random) {
      const values: CustomFieldValues = {};
      // Some forget the project, required though it is: only a check finds out.
      if (!random.chance(0.04)) values.project = random.pick(openProjects);
      if (random.chance(0.5)) values['cost-centre'] = costCentreOf(spender.user.internalId ?? '');
      if (kind === 'guests') values.guests = [random.pick(guests), random.pick(guests)].sort();
      if (kind === 'hotel') values.nights = random.between(1, 3);
      if (kind === 'train' || kind === 'flight') {
        values['departure-time'] =
          `${String(random.between(5, 20)).padStart(2, '0')}:${random.pick(['00', '12', '37', '55'])}`;
        values.destination = city;
        values.co2 = random.between(4, 900) / 10;
        if (random.chance(0.3)) values['mission-start'] = day * 86_400_000;
      }
      if (random.chance(0.15)) values.rebillable = random.chance(0.5);
      if (random.chance(0.03)) values['erp-reference'] = `ERP-${random.between(10_000, 99_999)}`;
      return values;
    },
  };
}

function expenseFields(exportGroup: string): CustomFieldState[] {
  const inCategory = (...ids: string[]): ScopeCondition => {
    const conditions = ids.map((value) => ({ type: 'EBF_EQ' as const, field: 'CATEGORY' as const, value }));
    return conditions.length === 1 && conditions[0] ? conditions[0] : { type: 'OR', conditions };
  };
  const field = (key: string, type: string, texts: string, more?: Partial<CustomField> & { disabled?: boolean }) =>
    customField(languages, key, type, texts, more);
  return inOrder([
    field('project', 'LIST', 'Projet/Project', { required: true }),
    field('cost-centre', 'LIST', 'Centre de coûts/Cost centre'),
    field('guests', 'STRING_SET', 'Invités/Guests', {
      required: true,
      visibleScopeCondition: inCategory('guest-meals'),
    }),
    field('nights', 'LONG', 'Nombre de nuits/Number of nights', {
      required: true,
      visibleScopeCondition: inCategory('hotel'),
      minimumValue: 1,
      maximumValue: 60,
      validation: { minimumValue: 1, maximumValue: 60 },
    }),
    field('purpose', 'LONGTEXT', 'Objet de la mission/Purpose of the trip'),
    field('mission-start', 'DATE', 'Début de mission/Start of mission'),
    field('departure-time', 'TIME_HH_MM', 'Heure de départ/Departure time', {
      visibleScopeCondition: inCategory('train', 'flight'),
    }),
    field('co2', 'NUMBER', 'CO2 (kg)/CO2 (kg)', { minimumValue: 0, validation: { minimumValue: 0 } }),
    field('destination', 'PLACE', 'Destination/Destination'),
    field('rebillable', 'BOOLEAN', 'Refacturable/To be rebilled', {
      visibleScopeCondition: { type: 'NOT', condition: { type: 'UCF_EQ', code: 'agency', value: 'abroad' } },
    }),
    field('erp-reference', 'EXTERNAL', 'Référence ERP/ERP reference', { configuredByAPI: true }),
    field('event', 'STRING', 'Événement/Event', {
      visibleScopeCondition: {
        type: 'OR',
        conditions: [
          { type: 'HAS_ANY_PRO', profiles: ['director', 'manager'] },
          { type: 'EBF_COMPARE', field: 'TOTAL', value: 500, mode: 'GE' },
        ],
      },
    }),
    field('export-licence', 'STRING', "Licence d'export/Export licence", { editableByGroups: [exportGroup] }),
    field('attachments', 'FILES', 'Pièces jointes/Attachments'),
    field('old-analytic', 'STRING', 'Ancien code/Old code', { required: true, disabled: true }),
  ]);
}

/** Sub-projects name their parent in `extra`, as JSON text; the internal one is for those who work in France. */
function withParents(options: readonly CustomOption[]): CustomOption[] {
  return options.map((option) => {
    const [parent, part] = option.id.split('.');
    if (part) return { ...option, extra: JSON.stringify({ parent }) };
    if (option.id !== 'INT') return option;
    const condition: ScopeCondition = { type: 'UCF_EQ', code: 'agency', value: 'abroad' };
    return { ...option, scopeCondition: { type: 'NOT', condition } };
  });
}

function allowances(ids: Ids): AllowanceTemplate[] {
  const template = (
    name: string,
    texts: string,
    total: number,
    category: string,
    more: Partial<AllowanceTemplate> = {},
  ) => ({
    templateId: ids.named(`${spec.slug}/allowances/${name}`),
    labelsPerLanguage: labels(languages, texts),
    total,
    currency: 'EUR',
    country: 'FR',
    category,
    paymentMethodId: ids.named(`${spec.slug}/payment-methods/personal-card`),
    disabled: false,
    requireReceipt: false,
    ...more,
  });
  return [
    template('lunch', 'Panier repas/Lunch allowance', 10.1, 'meals'),
    template('night', 'Nuitée forfaitaire/Night allowance', 75, 'hotel'),
    template('internet', 'Indemnité internet/Internet allowance', 30, 'telecom', { disabled: true }),
    template('site', 'Prime de chantier/Site allowance', 19.4, 'meals', {
      creationCondition: { type: 'IS_IN_GROUP', groups: [groupId(ids, spec.slug, 'installation')] },
    }),
    template('parking', 'Abonnement parking/Parking subscription', 58, 'parking', { requireReceipt: true }),
  ].map((each, order) => ({ ...each, order }));
}

function invitations(company: Company, ids: Ids, lastDay: Day): InvitationState[] {
  const invite = (
    firstName: string,
    lastName: string,
    state: UserInvitation['state'],
    age: number,
  ): InvitationState => {
    const login = `${firstName}.${lastName}@${spec.domain}`.toLowerCase();
    const at = instant(lastDay - age, 32_400_000);
    return {
      invitation: {
        id: ids.named(`${spec.slug}/invitations/${login}`),
        login,
        email: login,
        firstName,
        lastName,
        organizationId: company.state.header.id,
        groupId: groupId(ids, spec.slug, 'sales-north'),
        state,
        inviteSentAt: at,
        createdAt: at,
        ...(state === 'DELETED' && { deletedAt: instant(lastDay - age + 2, 32_400_000) }),
        profiles: [],
        delegations: [],
      },
      language: 'fr',
    };
  };
  return [
    invite('Clara', 'Martin', 'WAITING', 4),
    invite('Paul', 'Nguyen', 'WAITING', 40),
    invite('Camille', 'Moreau', 'ACCEPTED', 700),
    invite('Igor', 'Novak', 'DELETED', 90),
  ];
}

function requests(company: Company, ids: Ids, lastDay: Day): ExpenseRequest[] {
  const table: [
    lastName: string,
    type: string,
    label: string,
    state: string,
    age: number,
    expenses?: readonly string[],
  ][] = [
    ['Tanaka', 'travel', 'Tokyo Lighting Fair', 'ACCEPTED', 48, tokyoTrip],
    ['Moreau', 'travel', 'Salon de Lille', 'WAITING_FOR_VALIDATION', 2],
    ['Benali', 'purchase', 'Écran 27 pouces', 'WAITING_FOR_VALIDATION', 6],
    ['Perrin', 'training', 'Habilitation électrique', 'REFUSED', 21],
    ['Bertrand', 'training', 'Formation « lumière du jour »', 'CLOSED', 160],
    ['Carter', 'travel', 'Manchester showroom', 'CANCELLED', 75],
  ];
  return table.map(([lastName, type, label, state, age, expenses = []], index) => {
    const id = ids.named(`${spec.slug}/requests/${label}`);
    const { id: userId } = personNamed(company, lastName);
    return {
      id,
      shortId: `REQ-${String(1041 + index)}`,
      label,
      type,
      userId,
      state,
      comment: state === 'REFUSED' ? 'Reporté à l’année prochaine' : 'Devis joint',
      expenses: expenses.map((name) => handWrittenId(ids, name)),
      creationDate: instant(lastDay - age, 34_200_000 + index * 60_000),
      customFields: { destination: type === 'travel' ? label : 'Paris', budget: 250 * (index + 1) },
      files: index % 2 === 0 ? [{ name: 'devis.pdf', file: `${userId}/${ids.named(`${id}/quote`)}.pdf` }] : [],
    };
  });
}

function describeGroups({ state }: Company): void {
  const members = [...state.users.values()].map(({ user }) => user.groupId);
  for (const group of state.groups) {
    const headCount = members.filter((id) => id === group.id).length;
    group.customFieldValues = { 'analytic-code': `AL-${group.internalId ?? '000'}`, 'head-count': headCount };
  }
}

function describeUser(user: User, random: Random): void {
  const agency = user.preferredCountry !== 'FR' ? 'abroad' : random.pick(['paris', 'lyon', 'nantes'] as const);
  user.customFields = {
    agency,
    start: dayOf(user.createdAt.slice(0, 10)) * 86_400_000,
    'preferred-number': random.between(1, 99),
    ...(random.chance(0.5) && { skills: ['dali', 'autocad', 'english'].slice(0, random.between(1, 3)) }),
    remote: random.chance(0.3),
  };
  for (const vehicle of user.vehicles) {
    vehicle.customFields = { insurer: random.pick(['Mutuelle du Phare', 'Assur’Auto', 'La Prévoyante'] as const) };
  }
}

/** Everybody keeps to one cost centre. */
function costCentreOf(internalId: string): string {
  return `CC-${1 + (Number(internalId.slice(-1)) % 5)}00`;
}
