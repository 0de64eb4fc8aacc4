import { buildCompany } from '../build-company.ts';
import { type Day, instant } from '../calendar.ts';
import type { Company, CompanySpec } from '../company.ts';
import { customField, inOrder } from '../custom-field-tables.ts';
import type { Ids } from '../ids.ts';

const spec: CompanySpec = {
  slug: 'menuiserie-kerbrat',
  name: 'Menuiserie Kerbrat',
  plan: 'PRO',
  country: 'FR',
  languages: ['fr', 'en'],
  domain: 'kerbrat.example',
  since: '2021-05-17',
  groups: `
    direction | Direction |           | 1
    ventes    | Ventes    | direction | 2
    atelier   | Atelier   | direction | 3
  `,
  people: `
    Jenji Kit | API      | root      | admin@root, accountant@root, manager@root | Brest/FR  | idle
    Yann      | Kerbrat  | direction | admin@root, manager@root  | Brest/FR  | email; car:Trafic:8:diesel
    Maëlle    | Kerbrat  | direction | accountant@root           | Brest/FR  | email
    Ronan     | Quéré    | ventes    | manager@ventes            | Rennes/FR | often; car:C3:4:petrol
    Enora     | Le Bihan | ventes    |                           | Nantes/FR | often
    Loïc      | Tanguy   | atelier   |                           | Brest/FR  | car:Berlingo:5:diesel
    Erwan     | Cloarec  | atelier   |                           | Brest/FR  |
    Awa       | Ndiaye   | atelier   |                           | Brest/FR  | blocked
  `,
  categories: `
    meals    | Repas/Meals                | meal     | 10 | | orange
    fuel     | Carburant/Fuel             | fuel     | 8  | | blue
    parking  | Parking/Parking            | parking  | 4  | | blue
    toll     | Péage/Toll                 | toll     | 4  | | blue
    hotel    | Hôtel/Hotel                | hotel    | 2  | | purple
    supplies | Fournitures/Supplies       | supplies | 8  | | green
    telecom  | Téléphone/Phone            | telecom  | 2  | | green
    trade    | Salons/Trade fairs         |          |    | | grey | disabled
  `,
  paymentMethods: `
    personal-card | Carte personnelle/Personal card | CP | reimbursable
    company-card  | Carte pro/Company card          | CE |
    cash          | Espèces/Cash                    | ES | reimbursable
  `,
};

/** A joinery of eight people: one approval step, and hardly any settings. */
export function menuiserieKerbrat(ids: Ids, seed: number, lastDay: Day): Company {
  const company = buildCompany(spec, ids, seed);
  company.state.customFields.expense = inOrder([
    customField(spec.languages, 'chantier', 'STRING', 'Chantier/Site', { required: true }),
  ]);
  company.state.communications = [
    {
      id: ids.named(`${spec.slug}/communications/tickets`),
      code: 'tickets',
      groupId: 'root',
      messagesPerLanguage: {
        fr: 'Pensez à photographier les tickets de péage.',
        en: 'Remember to photograph toll tickets.',
      },
      level: 'INFO',
      updatedAt: instant(lastDay - 60, 32_400_000),
    },
  ];
  return {
    ...company,
    destinations: ['BE', 'GB'],
    customFieldsOf: (_, random) => ({
      chantier: random.pick(['Maison Le Goff', 'Halles de Recouvrance', 'École Jean-Macé', 'Atelier'] as const),
    }),
  };
}
