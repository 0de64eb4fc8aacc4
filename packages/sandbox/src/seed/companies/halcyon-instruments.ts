import { managerThenCfoWorkflow } from '../../rules/workflows.ts';
import type { CustomFieldValues, ExpenseRequest } from '../../world/index.ts';
import { buildCompany } from '../build-company.ts';
import { type Day, instant } from '../calendar.ts';
import { type Company, type CompanySpec, groupId, personNamed } from '../company.ts';
import { customField, customOptions, inOrder } from '../custom-field-tables.ts';
import type { Ids } from '../ids.ts';
import { labels } from '../tables.ts';

const languages = ['en', 'fr', 'de', 'ja'] as const;

const spec: CompanySpec = {
  slug: 'halcyon-instruments',
  name: 'Halcyon Instruments Ltd',
  plan: 'ENTERPRISE',
  country: 'GB',
  languages,
  domain: 'halcyon.example',
  since: '2016-09-12',
  groups: `
    board        | Board            |          | GB-0
    sales        | Sales            | board    | GB-1
    sales-emea   | Sales EMEA       | sales    | GB-11
    sales-us     | Sales Americas   | sales    | US-12
    sales-apac   | 営業部 (APAC)     | sales    | JP-13
    engineering  | Engineering      | board    | GB-2
    munich       | Labor München    | engineering | DE-21
    support      | Field Support    | board    | GB-3
    finance      | Finance          | board    | GB-4
  `,
  people: `
    Jenji Kit | API         | root        | admin@root, accountant@root, manager@root, cfo@root | London/GB | idle
    Eleanor   | Whitcombe   | board       | director@root, manager@board      | London/GB        | email
    Rajesh    | Iyer        | finance     | cfo@root, manager@finance         | London/GB        | email; idle
    Priya     | Raman       | finance     | accountant@root, admin@root       | London/GB        | idle
    Gareth    | Llewellyn   | sales       | manager@sales                     | Bristol/GB       | often; car:Golf:6:petrol
    Aoife     | Ní Bhriain  | sales-emea  | manager@sales-emea                | London/GB        | often
    Jack      | Thornton    | sales-emea  |                                   | Manchester/GB    | often; car:Model 3:9:electric
    Layla     | Hassan      | sales-emea  |                                   | Manama/BH        | email; often
    Noor      | Al-Mutairi  | sales-emea  |                                   | Kuwait City/KW   |
    Céline    | Dumont      | sales-emea  |                                   | Paris/FR         | lang:fr; often
    Marcus    | Reed        | sales-us    | manager@sales-us                  | Boston/US        | email; often; car:Outback:8:petrol
    Olivia    | Nguyen      | sales-us    |                                   | San Francisco/US | often
    DeShawn   | Brooks      | sales-us    |                                   | Chicago/US       | often
    Haruto    | Satō        | sales-apac  | manager@sales-apac                | Tokyo/JP         | often
    美咲      | 鈴木        | sales-apac  |                                   | 東京/JP          | often; login:misaki.suzuki
    Kenji     | Yamamoto    | sales-apac  |                                   | Osaka/JP         | email
    Harriet   | Osei        | engineering | manager@engineering               | Cambridge/GB     |
    Tomasz    | Wójcik      | engineering |                                   | Cambridge/GB     | email
    Annika    | Strauß      | munich      | manager@munich                    | München/DE       | often; car:ID.3:6:electric
    Jürgen    | Müller      | munich      |                                   | München/DE       |
    Lena      | Hofmann     | munich      |                                   | Stuttgart/DE     | blocked
    Samuel    | Adeyemi     | support     | manager@support                   | Leeds/GB         | often; car:Transit:8:diesel
    Isla      | MacLeod     | support     |                                   | Edinburgh/GB     | often; motorcycle:Bonneville:6:petrol
  `,
  categories: `
    subsistence   | Subsistence/Repas/Verpflegung/食事            | meal     | 30 | | orange
    entertainment | Client entertainment/Réception/Bewirtung/接待 | guests   | 8  | | orange
    accommodation | Accommodation/Hébergement/Unterkunft/宿泊     | hotel    | 14 | | purple
    airfare       | Air fare/Avion/Flug/航空券                    | flight   | 7  | | blue
    rail          | Rail/Train/Bahn/鉄道                          | train    | 9  | | blue
    cabs          | Cabs/Taxi/Taxi/タクシー                       | taxi     | 12 | | blue
    parking       | Parking/Parking/Parken/駐車場                 | parking  | 5  | | blue
    fuel          | Fuel/Carburant/Kraftstoff/燃料                | fuel     | 4  | | blue
    stationery    | Stationery/Fournitures/Bürobedarf/文具        | supplies | 4  | | green
    phone         | Phone and data/Téléphonie/Telefon/通信        | telecom  | 3  | | green
    licences      | Software/Logiciels/Software/ソフトウェア      | software | 3  | | green
    gifts         | Gifts/Cadeaux/Geschenke/贈答品                | gift     | 1  | | red
    couriers      | Couriers/Coursiers/Kurier/宅配                |          |    | | grey | disabled
  `,
  paymentMethods: `
    own-card  | Own card/Carte personnelle/Eigene Karte/個人カード    | OWN | reimbursable
    corporate | Corporate card/Carte d'entreprise/Firmenkarte/法人カード | CORP | bank
    cash      | Cash/Espèces/Bargeld/現金                              | CASH | reimbursable
  `,
};

const accounts = `
  NHS   | NHS Trust      | 4100
  UNI   | Universities   | 4200
  OEM   | OEM            | 4300
  OEM-J | OEM Japan      | 4310
  LEGACY | Legacy        | 4900 | disabled
`;

/** Scientific instruments, sold from London, Boston, Tokyo, Munich and the Gulf; the CFO signs everything off. */
export function halcyonInstruments(ids: Ids, seed: number, lastDay: Day): Company {
  const company = buildCompany(spec, ids, seed);
  const { state } = company;
  state.expenseWorkflow = managerThenCfoWorkflow;
  state.customFields.expense = inOrder([
    customField(languages, 'account', 'LIST', 'Account/Compte/Konto/取引先', { required: true }),
    customField(languages, 'opportunity', 'STRING', 'Opportunity/Affaire/Projekt/案件', {
      visibleScopeCondition: { type: 'IS_IN_GROUP', groups: [groupId(ids, spec.slug, 'sales')] },
    }),
    customField(languages, 'guest-count', 'LONG', 'Number of guests/Nombre d’invités/Anzahl der Gäste/人数', {
      required: true,
      validation: { minimumValue: 1, maximumValue: 40 },
      minimumValue: 1,
      maximumValue: 40,
      visibleScopeCondition: { type: 'EBF_EQ', field: 'CATEGORY', value: 'entertainment' },
    }),
    customField(languages, 'justification', 'LONGTEXT', 'Justification/Justification/Begründung/理由', {
      visibleScopeCondition: {
        type: 'AND',
        conditions: [
          { type: 'EBF_COMPARE', field: 'TOTAL', value: 250, mode: 'GT' },
          { type: 'EBF_EQ', field: 'CURRENCY', value: 'GBP' },
        ],
      },
    }),
  ]);
  state.customFields.user = inOrder([
    customField(languages, 'region', 'STRING', 'Region/Région/Region/地域'),
    customField(languages, 'cost-centre', 'STRING', 'Cost centre/Centre de coûts/Kostenstelle/コストセンター'),
  ]);
  state.customFields.group = inOrder([customField(languages, 'ledger', 'STRING', 'Ledger/Grand livre/Hauptbuch/元帳')]);
  state.optionLists = new Map([['account', customOptions(languages, accounts)]]);
  for (const { user } of state.users.values()) {
    user.customFields = { region: user.preferredCountry ?? 'GB', 'cost-centre': `HC-${user.internalId ?? ''}` };
  }
  state.warningRules = [
    {
      id: ids.named(`${spec.slug}/warning-rules/policy`),
      type: 'EXTERNAL',
      labels: { en: 'Travel policy', fr: 'Politique voyage', de: 'Reiserichtlinie', ja: '旅費規程' },
      options: [
        { code: 'hotel-cap', labels: { en: 'Hotel above the cap', fr: 'Hôtel au-dessus du plafond' } },
        { code: 'air-class', labels: { en: 'Fare class', fr: 'Classe tarifaire' }, isPreventingValidation: true },
      ],
      externalRuleId: 'travel-policy',
    },
  ];
  state.allowanceTemplates = [
    {
      templateId: ids.named(`${spec.slug}/allowances/overnight`),
      labelsPerLanguage: labels(languages, 'Overnight allowance/Indemnité de nuit/Übernachtungspauschale/宿泊手当'),
      total: 25,
      currency: 'GBP',
      country: 'GB',
      category: 'subsistence',
      paymentMethodId: ids.named(`${spec.slug}/payment-methods/own-card`),
      order: 0,
      disabled: false,
      requireReceipt: false,
    },
  ];
  state.communications = [
    {
      id: ids.named(`${spec.slug}/communications/policy`),
      code: 'travel-policy',
      groupId: 'root',
      messagesPerLanguage: {
        en: 'The new travel policy applies from today.',
        fr: 'La nouvelle politique voyage s’applique dès aujourd’hui.',
        de: 'Die neue Reiserichtlinie gilt ab heute.',
        ja: '本日より新しい旅費規程が適用されます。',
      },
      level: 'WARNING',
      startDate: instant(lastDay - 30),
      updatedAt: instant(lastDay - 30, 30_000_000),
    },
  ];
  state.expenseRequestTypes = ['trip'];
  state.expenseRequests = new Map(requests(company, ids, lastDay).map((request) => [request.id, request]));
  const ruleId = ids.named(`${spec.slug}/warning-rules/policy`);
  return {
    ...company,
    destinations: ['FR', 'DE', 'US', 'JP', 'BH', 'KW', 'CH', 'BE', 'GB'],
    thresholds: [
      { kind: 'hotel', euros: 280, ruleId, code: 'hotel-cap' },
      { kind: 'flight', euros: 700, ruleId, code: 'air-class' },
    ],
    customFieldsOf({ kind }, random) {
      const values: CustomFieldValues = { account: random.pick(['NHS', 'UNI', 'OEM', 'OEM-J'] as const) };
      if (kind === 'guests') values['guest-count'] = random.between(1, 6);
      if (random.chance(0.2)) values.opportunity = `OPP-${random.between(1000, 9999)}`;
      return values;
    },
  };
}

function requests(company: Company, ids: Ids, lastDay: Day): ExpenseRequest[] {
  return [
    { lastName: 'Brooks', label: 'Pittcon, Chicago', state: 'WAITING_FOR_VALIDATION', age: 3 },
    { lastName: '鈴木', label: '京都大学 納品', state: 'ACCEPTED', age: 12 },
  ].map(({ lastName, label, state, age }, index) => ({
    id: ids.named(`${spec.slug}/requests/${label}`),
    shortId: `TRIP-${300 + index}`,
    label,
    type: 'trip',
    userId: personNamed(company, lastName).id,
    state,
    expenses: [],
    creationDate: instant(lastDay - age, 30_600_000),
  }));
}
