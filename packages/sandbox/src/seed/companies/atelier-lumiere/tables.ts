import type { CompanySpec } from '../../company.ts';

/** People, groups and basic lists of the main company. */
export const spec: CompanySpec = {
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
