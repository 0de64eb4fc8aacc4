/**
 * Expenses as Jenji's search answers them, deterministic by index: standard ones and mileages, with the fields an
 * organization in daily use fills. About 800 bytes each.
 */

const merchants = [
  'Café de la Gare',
  'Hôtel Ibis Lyon Part-Dieu',
  'SNCF Voyageurs',
  'Brasserie Müller',
  'Uber',
  'Total Energies',
];
const purposes = [
  'Déjeuner avec le client, à Besançon',
  'Travel to the quarterly review',
  'Nuit d’hôtel pour le salon',
  'Dinner at 東京駅 with the supplier',
  'Fournitures pour le séminaire, 12 € chacun',
];
const states = ['WAITING_FOR_VALIDATION', 'ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID'];

/** @type {(list: readonly string[], index: number) => string} */
const pick = (list, index) => list[index % list.length] ?? '';
/** @type {(text: string) => string} */
const withoutAccents = (text) => text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');

/** @type {(prefix: string, index: number) => string} */
const uuid = (prefix, index) => `${prefix}-9de9-4b7e-b890-${String(index).padStart(12, '0')}`;

/** One expense. With `ascii`, all its text is plain ASCII, which the parser of the whole likes best. */
export function expense(/** @type {number} */ index, /** @type {boolean} */ ascii) {
  const text = ascii ? withoutAccents : (/** @type {string} */ given) => given;
  const cents = (index * 7919) % 40_000;
  const day = `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
  const common = {
    id: uuid('251652d1', index),
    userId: `${pick(['camille', 'dominique', 'noor', 'yuki'], index)}.${index % 900}@example.com`,
    organizationId: 'b48f8a89-e467-4b93-9aa4-196bd64c796a',
    time: day,
    explanation: text(pick(purposes, index)),
    total: (cents + 100) / 100,
    currency: pick(['EUR', 'EUR', 'EUR', 'GBP', 'USD', 'CHF'], index),
    country: 'FR',
    billable: index % 5 === 0,
    reimbursable: true,
    state: pick(states, index),
    label: text(pick(merchants, index)),
    customFields: { project: `P-${index % 300}`, costCentre: String(4_000 + (index % 40)), start: 1_522_540_800_000 },
    createdAt: `${day}T09:51:20.${String(index % 1_000_000_000).padStart(9, '0')}Z`,
    createdWith: 'android/sdk-1.6.0',
    updatedAt: `${day}T17:04:27.164116Z`,
  };
  if (index % 10 === 0) {
    return { ...common, distance: (index % 600) + 0.5, vehicleId: uuid('27092d19', index % 900), type: 'MILEAGE' };
  }
  const net = Math.round((cents + 100) / 1.2);
  return {
    ...common,
    category: pick(['lunch', 'hotel', 'train', 'taxi'], index),
    receiptKey: `${common.userId}/${uuid('ee7cff0b', index)}.jpg`,
    paymentMethodId: 'c3155ca8-4335-4b34-b135-bf26d064fa07',
    totalWithoutTax: net / 100,
    taxes: [{ baseAmount: net / 100, rate: 20, amount: (cents + 100 - net) / 100 }],
    type: 'STANDARD',
  };
}
