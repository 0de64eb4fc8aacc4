import type { SpendingKind } from './spending-kinds.ts';

/** What people write, by language: sentences for any expense, and for one kind. `{client}` and `{city}` are filled in. */
const table = `
fr: any: Déplacement chez {client} | Salon de {city} | RDV {client} à {city} | Avance pour l'équipe | Mission {city}, voir ordre de mission | Réunion trimestrielle | Formation sécurité à {city} | Remplacement de l'ancien matériel
fr: meal: Déjeuner pendant l'installation chez {client} | Repas du soir, étape à {city} | Pause déjeuner salon | Petit-déj' équipe ☕ | Repas seul, déplacement {city}
fr: guests: Déjeuner avec M. Lefèvre ({client}) | Dîner de clôture du projet {client} 🎉 | Repas d'affaires, 4 couverts
fr: hotel: Nuit à {city} avant la réunion de 8 h | Hôtel pour le chantier {client} | Annulation impossible, tarif non remboursable
fr: train: Aller-retour {city} | Billet échangé : grève du 12 | TGV pour l'audit de {client}
fr: parking: Parking gare de {city} | J'ai perdu le ticket, reçu en duplicata
fr: gift: Cadeau de départ de Sylvie | Fleurs pour l'inauguration
fr: taxi: Pas de métro à cette heure | Taxi gare → {client}
en: any: Visit to {client} | Trade fair in {city} | Site survey, {city} | Quarterly review | Kit for the {client} install | Approved by phone, see e-mail
en: meal: Lunch during the {client} installation | Dinner on the road, {city} | Team breakfast ☕ | Couldn't make it back before 9 pm
en: guests: Client dinner, {client} (4 people) | Lunch w/ {client}'s CTO | Project close-out 🎉
en: hotel: Two nights for the {client} go-live | Night in {city}, early meeting | Last room available — over the cap, sorry
en: train: Return to {city} | Ticket re-booked: strike | Train to {client}
en: taxi: Late arrival, no trains | Airport → hotel, {city}
en: software: Yearly licence, 3 seats | Trial ended before we'd cancelled
de: any: Besuch bei {client} | Messe in {city} | Schulung in {city} | Ersatz für altes Gerät | Außentermin, genehmigt
de: meal: Mittagessen während der Montage | Abendessen auf Dienstreise, {city} | Frühstück fürs Team ☕
de: hotel: Übernachtung {city}, Termin um 8 Uhr | Hotel für {client}
de: train: Hin- und Rückfahrt {city} | Zuschlag wegen Verspätung
ja: any: {client} 訪問 | {city} 出張 | 展示会の準備 | 備品の交換
ja: meal: 出張中の昼食 | チームの朝食 ☕ | 打ち合わせ後の夕食
ja: guests: {client} 様との会食 | 忘年会 🎉
ja: hotel: {city} 前泊 | 終電後のため宿泊
ja: train: {city} 往復 | 新幹線 指定席
`;

const sentences = new Map<string, string[]>();
for (const line of table.trim().split('\n')) {
  const [language = '', kind = ''] = line.split(': ', 2);
  sentences.set(`${language} ${kind}`, line.slice(`${language}: ${kind}: `.length).split(' | '));
}

/** What a speaker of the language may write about this kind of expense. */
export function explanationsOf(language: string, kind: SpendingKind | 'any'): readonly string[] {
  return [...(sentences.get(`${language} ${kind}`) ?? []), ...(sentences.get(`${language} any`) ?? [])];
}

export const clients = [
  'Bâtir SA',
  'Néos Énergie',
  'Groupe Valmont',
  'Clinique Saint-Roch',
  'O’Connor & Sons',
  'Krüger GmbH',
  'Northwind Labs',
  'Mairie de Vienne',
  'Hikari Optics',
  'Delta Rail',
] as const;
