import { convertedAmounts, fromMinorUnits, roundAmount, toMinorUnits } from '../rules/amount.ts';
import { cities } from '../rules/gazetteer.ts';
import { convertDistance, findPlace, greatCircle, mileageTotal, tripDistance } from '../rules/mileage.ts';
import type {
  AllowanceExpense,
  AllowanceTemplate,
  MileageExpense,
  PaymentMethod,
  PerDiemExpense,
  StandardExpense,
  Tax,
  Vehicle,
} from '../world/index.ts';
import type { Day } from './calendar.ts';
import type { Company, Spender, SpendingCategory } from './company.ts';
import { clients, explanationsOf } from './explanations.ts';
import { conversionRate, countries, unitsOf } from './geography.ts';
import { type Random, Weighted } from './random.ts';
import { type SpendingKind, spendingKinds } from './spending-kinds.ts';
import { vendorsOf } from './vendors.ts';

/** What the user has entered, before the server gives it an id, a state and a history. */
export interface Draft {
  readonly fields: DraftFields;
  readonly spender: Spender;
  readonly kind: DraftKind;
  /** The receipt's file type; none for journeys and fixed allowances. */
  readonly receipt?: 'jpg' | 'pdf';
}

export type DraftKind = SpendingKind | 'mileage' | 'allowance';

type GivenByServer = 'id' | 'userId' | 'organizationId' | 'time' | 'state' | 'createdAt' | 'createdWith';
type DraftFields =
  | Omit<StandardExpense, GivenByServer>
  | Omit<MileageExpense, GivenByServer>
  | Omit<AllowanceExpense, GivenByServer>
  | Omit<PerDiemExpense, GivenByServer>;

/** How often an expense is of a type other than STANDARD (journeys: of those who have a vehicle), or made abroad. */
const shares = { journey: 0.36, allowance: 0.06, perDiem: 0.012, abroad: 0.08 };
const tags: Readonly<Record<string, readonly string[]>> = {
  fr: ['salon', 'chantier', 'prospection', 'formation', 'urgent'],
  en: ['trade-fair', 'on-site', 'prospecting', 'training', 'urgent'],
  de: ['messe', 'montage', 'schulung'],
  ja: ['出張', '展示会'],
};

/** Draws expenses of a company, one at a time. */
export function createDrafter(company: Company): (day: Day, random: Random) => Draft {
  const { header, paymentMethods, allowanceTemplates, categories } = company.state;
  const masterCurrency = header.masterCurrency ?? 'EUR';
  const spenders = new Weighted(company.spenders, ({ weight }) => weight);
  const categoriesIn = new Map<string, Weighted<SpendingCategory>>();
  const usable = paymentMethods.filter(({ disabled }) => !disabled);
  const own = usable.filter(({ reimbursable }) => reimbursable);
  const companys = usable.filter(({ reimbursable, dissociated }) => !reimbursable && !dissociated);
  const templates = allowanceTemplates.filter(({ disabled, requireReceipt }) => !disabled && !requireReceipt);
  const hasPerDiem = categories.some(({ id }) => id === 'per-diem');

  return (day, random) => {
    const spender = spenders.draw(random);
    if (!spender) throw new Error(`${company.slug} has nobody who spends`);
    const vehicle = spender.user.vehicles.find(({ disabledAt }) => !disabledAt);
    const draw = random.next();
    if (vehicle && draw < shares.journey) return journey(spender, vehicle, day, random);
    const template = random.pick(templates);
    if (hasPerDiem && draw > 1 - shares.perDiem) return perDiem(spender, day, random);
    if (template && draw > 1 - shares.perDiem - shares.allowance) return allowance(spender, template, day, random);
    return standard(spender, day, random);
  };

  function standard(spender: Spender, day: Day, random: Random): Draft {
    const country = (random.chance(shares.abroad) && random.pick(company.destinations)) || spender.country;
    const { id: category, kind } = categoryIn(country, random);
    const { least, most, pdf, companyCard } = spendingKinds[kind];
    const { currency } = countries[country] ?? { currency: 'EUR' };
    const euros = least * (most / least) ** (random.next() ** 1.4);
    const total = plausible(euros * unitsOf(currency), currency, random);
    const method = (random.chance(companyCard) && random.pick(companys)) || random.pick(own) || random.pick(usable);
    const city = cityIn(country, spender, random);
    const label = random.pick(vendorsOf(country, kind)) ?? kind;
    const taxes = taxesOf(kind, country, total, currency, random);
    const attendees = kind === 'guests' ? colleagues(spender, random) : [];
    const fields = {
      type: 'STANDARD' as const,
      ...common(kind, day, city, spender, random),
      label,
      total,
      currency,
      country,
      category,
      ...(attendees.length > 0 && { attendees }),
      ...payment(method),
      ...netOf(total, taxes, currency),
      ...converted(total, taxes, currency),
      ...(taxes.length > 0 && { taxes }),
      ...(random.chance(0.008) && { invalidReceipt: true }),
    };
    return { fields, spender, kind, receipt: random.chance(pdf) ? 'pdf' : 'jpg' };
  }

  function journey(spender: Spender, vehicle: Vehicle, day: Day, random: Random): Draft {
    const waypoints = vehicle.type === 'BIKE' ? acrossTown(spender, random) : acrossCountry(spender, random);
    const [from = spender.city, to = spender.city] = waypoints.map(({ address }) => address);
    const back = random.chance(0.5);
    const kilometers = tripDistance(waypoints, back);
    const unit = spender.user.preferredDistanceUnit ?? 'KM';
    const computedDistance = Math.round(convertDistance(kilometers, 'KM', unit) * 100) / 100;
    // Some drivers correct what was computed, for a diversion.
    const distance = random.chance(0.25) ? Math.ceil(computedDistance) + random.below(12) : computedDistance;
    const passengers = random.below(12);
    const fields = {
      type: 'MILEAGE' as const,
      ...common('mileage', day, to, spender, random),
      label: `${from} → ${to}`,
      total: mileageTotal({ distance, distanceUnit: unit, vehicle }, masterCurrency, unitsOf(masterCurrency)),
      currency: masterCurrency,
      country: spender.country,
      reimbursable: true,
      distance,
      computedDistance,
      distanceUnit: unit,
      ...(passengers > 0 && passengers < 3 && { numberOfPassengers: passengers }),
      vehicleId: vehicle.id,
      waypoints: back ? [...waypoints, ...waypoints.slice(0, 1)] : waypoints,
    };
    return { fields, spender, kind: 'mileage' };
  }

  function allowance(spender: Spender, template: AllowanceTemplate, day: Day, random: Random): Draft {
    const { templateId, labelsPerLanguage = {}, total = 0, currency = masterCurrency, country, category } = template;
    const method = usable.find(({ id }) => id === template.paymentMethodId);
    const fields = {
      type: 'ALLOWANCE' as const,
      ...common('allowance', day, spender.city, spender, random),
      label: labelsPerLanguage[spender.language] ?? Object.values(labelsPerLanguage)[0] ?? 'Allowance',
      total,
      currency,
      country: country ?? spender.country,
      ...(category && { category }),
      ...payment(method),
      ...converted(total, [], currency),
      templateId,
    };
    return { fields, spender, kind: 'allowance' };
  }

  function perDiem(spender: Spender, day: Day, random: Random): Draft {
    const days = random.between(1, 4);
    const city = cityIn(spender.country, spender, random);
    const total = roundAmount(days * 72 * unitsOf(masterCurrency), masterCurrency);
    const fields = {
      type: 'PERDIEM' as const,
      ...common('allowance', day, city, spender, random),
      label: `${spender.language === 'fr' ? 'Forfait' : 'Per diem'} ${city} (${days})`,
      total,
      currency: masterCurrency,
      country: spender.country,
      category: 'per-diem',
      ...payment(own[0]),
      ...converted(total, [], masterCurrency),
    };
    return { fields, spender, kind: 'allowance' };
  }

  /** What every type of expense has. */
  function common(kind: DraftKind, day: Day, city: string, spender: Spender, random: Random) {
    const words = explanationsOf(spender.language, kind === 'mileage' || kind === 'allowance' ? 'any' : kind);
    const explanation = random.chance(0.6) ? random.pick(words) : undefined;
    const tag = random.chance(0.12) ? random.pick(tags[spender.language] ?? []) : undefined;
    const customFields = company.customFieldsOf({ kind, day, city, spender }, random);
    return {
      ...(explanation && {
        explanation: explanation.replace('{client}', random.pick(clients)).replace('{city}', city),
      }),
      ...(tag && { tags: [tag] }),
      billable: random.chance(0.2),
      ...(Object.keys(customFields).length > 0 && { customFields }),
    };
  }

  function categoryIn(country: string, random: Random): SpendingCategory {
    let choice = categoriesIn.get(country);
    if (!choice) {
      const sold = company.spendingCategories.filter(({ kind }) => vendorsOf(country, kind).length > 0);
      choice = new Weighted(sold.length > 0 ? sold : company.spendingCategories, ({ weight }) => weight);
      categoriesIn.set(country, choice);
    }
    const category = choice.draw(random);
    if (!category) throw new Error(`${company.slug} has no category to spend on`);
    return category;
  }

  function colleagues(spender: Spender, random: Random): string[] {
    const chosen = Array.from({ length: random.between(0, 3) }, () => random.pick(company.spenders)?.user.id);
    return [...new Set(chosen)].filter((id) => id !== undefined && id !== spender.user.id).map(String);
  }

  function converted(total: number, taxes: readonly Tax[], currency: string) {
    if (currency === masterCurrency) return undefined;
    const { totalWithoutTax } = netOf(total, taxes, currency);
    return convertedAmounts({ total, totalWithoutTax }, masterCurrency, conversionRate(currency, masterCurrency));
  }
}

/** A price as shops write it: whole tens of yen, steps of 50 fils, often whole ten-cent steps. */
function plausible(amount: number, currency: string, random: Random): number {
  const minor = toMinorUnits(amount, currency);
  const step = currency === 'JPY' ? 10 : currency === 'BHD' || currency === 'KWD' ? 50 : random.chance(0.5) ? 10 : 1;
  return fromMinorUnits(Math.max(step, Math.round(minor / step) * step), currency);
}

/** Taxes included in a total; base and amount of all rows add up to it exactly. */
function taxesOf(kind: SpendingKind, country: string, total: number, currency: string, random: Random): Tax[] {
  const { standardTax, reducedTax } = countries[country] ?? {};
  const { tax } = spendingKinds[kind];
  const rate = tax === 'none' ? undefined : tax === 'reduced' ? reducedTax : standardTax;
  if (rate === undefined) return [];
  const gross = toMinorUnits(total, currency);
  // A hotel's breakfast and a restaurant's wine are taxed at the standard rate.
  const mixed = (kind === 'hotel' || kind === 'guests') && standardTax !== undefined && standardTax !== rate;
  const extra = mixed && random.chance(0.4) ? Math.floor(gross * 0.18) : 0;
  const row = (part: number, percent: number): Tax => {
    const base = Math.round(part / (1 + percent / 100));
    return {
      baseAmount: fromMinorUnits(base, currency),
      rate: percent,
      amount: fromMinorUnits(part - base, currency),
    };
  };
  return extra > 0 && standardTax !== undefined
    ? [row(gross - extra, rate), row(extra, standardTax)]
    : [row(gross, rate)];
}

function netOf(total: number, taxes: readonly Tax[], currency: string): { totalWithoutTax?: number } {
  if (taxes.length === 0) return {};
  const taxed = taxes.reduce((sum, { amount = 0 }) => sum + toMinorUnits(amount, currency), 0);
  return { totalWithoutTax: fromMinorUnits(toMinorUnits(total, currency) - taxed, currency) };
}

function payment(method: PaymentMethod | undefined) {
  return method ? { reimbursable: method.reimbursable ?? true, paymentMethodId: method.id } : { reimbursable: true };
}

function cityIn(country: string, spender: Spender, random: Random): string {
  if (country === spender.country && random.chance(0.4)) return spender.city;
  return random.pick(cities.filter((city) => city.country === country))?.names[0] ?? spender.city;
}

const streets = ['rue de la Gare', 'place du Marché', 'avenue des Tilleuls', 'rue Nationale', 'quai Ouest'] as const;

/** Where a journey starts and ends. */
type Ends = { readonly address: string; readonly longitude: number; readonly latitude: number }[];

function acrossTown({ city }: Spender, random: Random): Ends {
  return [1, 2].flatMap(() => {
    const address = `${random.between(1, 90)} ${random.pick(streets)}, ${city}`;
    const place = findPlace({ address });
    return place ? { address, longitude: place.longitude, latitude: place.latitude } : [];
  });
}

function acrossCountry({ city, country }: Spender, random: Random): Ends {
  const home = cities.find(({ names }) => names.includes(city));
  const near = cities.filter(
    (each) => each.country === country && home && each !== home && greatCircle(each, home) < 400,
  );
  return [home, random.pick(near) ?? home].flatMap((each) =>
    each ? { address: each.names[0] ?? city, longitude: each.longitude, latitude: each.latitude } : [],
  );
}
