import type { Plan } from '../../world/index.ts';
import { buildCompany } from '../build-company.ts';
import type { Company, CompanySpec } from '../company.ts';
import type { Ids } from '../ids.ts';
import { rows } from '../tables.ts';

/** `slug | name | plan | since | city | first names and family names of its people, the first its head`. */
const table = `
  dr-fontaine     | Cabinet du Dr Fontaine           | PRO  | 2022-01-10 | Lyon       | Claire Fontaine, Théo Vial
  morel-notaires  | SCP Morel, notaires              | PRO  | 2020-06-02 | Lyon       | Bernard Morel, Agathe Simon, Rémi Poulain
  trois-epis      | Boulangerie Aux Trois Épis       | PRO  | 2021-11-15 | Grenoble   | Sylvain Berger, Nadia Cherif
  kine-part-dieu  | Kiné Part-Dieu                   | PRO  | 2023-02-20 | Lyon       | Florian Meyer
  avocat-diallo   | Maître Diallo, avocate           | PRO  | 2021-04-01 | Paris      | Fatou Diallo
  veto-monts      | Clinique vétérinaire des Monts   | PRO  | 2019-09-09 | Saint-Étienne | Lucie Garnon, Marc Teyssier, Émilie Roche
  archi-nord      | Archi Nord SARL                  | PRO  | 2022-08-29 | Lille      | Gilles Verhaeghe, Pauline Dewitte
  plomberie-sabatier | Plomberie Sabatier            | PRO  | 2024-01-08 | Annecy     | Didier Sabatier
  infirmieres-ain | Infirmières de l'Ain             | PRO  | 2023-05-22 | Lyon       | Odile Perret, Samira Haddad
  studio-solo     | Studio Solo (graphisme)          | FREE | 2024-03-18 | Nantes     | Jeanne Prévost
`;

/** The organizations that Cabinet Vasseur keeps the books of. */
export const clientBuilders: readonly ((ids: Ids, seed: number) => Company)[] = rows(table).map(
  ([slug = '', name = '', plan = 'PRO', since = '', city = '', people = '']) => {
    const spec: CompanySpec = {
      slug,
      name,
      plan: plan === 'FREE' ? 'FREE' : ('PRO' satisfies Plan),
      country: 'FR',
      languages: ['fr'],
      domain: `${slug}.example`,
      since,
      groups: '',
      people: people
        .split(', ')
        .map((person, index) => {
          const [first = '', ...last] = person.split(' ');
          const profiles = index === 0 ? 'admin@root, manager@root, accountant@root' : '';
          const car = index % 2 === 0 ? `car:Voiture de ${first}:${4 + (slug.length % 4)}:petrol` : '';
          return `${first} | ${last.join(' ')} | root | ${profiles} | ${city}/FR | ${index === 0 ? 'email; ' : ''}${car}`;
        })
        .join('\n'),
      categories: `
        meals    | Repas        | meal     | 8 | | orange
        taxi     | Taxi         | taxi     | 3 | | blue
        fuel     | Carburant    | fuel     | 6 | | blue
        parking  | Parking      | parking  | 5 | | blue
        train    | Train        | train    | 3 | | blue
        supplies | Fournitures  | supplies | 7 | | green
        telecom  | Téléphone    | telecom  | 3 | | green
        postage  | Affranchissement | postage | 2 | | grey
      `,
      paymentMethods: `
        personal-card | Carte personnelle | CP | reimbursable
        bank          | Compte pro        | CB |
        cash          | Espèces           | ES | reimbursable
      `,
    };
    return (ids, seed) => buildCompany(spec, ids, seed);
  },
);
