import type { PaymentMethod, User, UserState, Vehicle, VehicleEnergy } from '../world/index.ts';
import { dayOf, instant } from './calendar.ts';
import { type CompanySpec, groupId, type Spender } from './company.ts';
import { countries } from './geography.ts';
import type { Ids } from './ids.ts';
import { hashText, Random } from './random.ts';

/**
 * Options of a person, divided by `;`: `email` (the id is the address), `blocked`, `idle` (spends nothing), `often`,
 * `car:label:tax horsepower:energy`, `lang:xx`, `login:xx` (where the name has no
 * Latin letters).
 */
export function readPerson(
  cells: string[],
  spec: CompanySpec,
  ids: Ids,
  seed: number,
  paymentMethods: PaymentMethod[],
) {
  const [firstName = '', lastName = '', group = 'root', profiles = '', home = '', optionText = ''] = cells;
  const options = optionText.split(';').map((option) => option.trim());
  const [city = '', country = spec.country] = home.split('/');
  const written = options.find((option) => option.startsWith('login:'))?.slice(6);
  const login = `${written ?? `${addressPart(firstName)}.${addressPart(lastName)}`}@${spec.domain}`;
  const id = options.includes('email') ? login : ids.named(`${spec.slug}/users/${login}`);
  const random = new Random(seed, hashText(id));
  const start = dayOf(spec.since) + random.below(900);
  const vehicles = options.flatMap((option) => readVehicle(option, ids, login) ?? []);
  const language =
    options.find((option) => option.startsWith('lang:'))?.slice(5) ?? countries[country]?.language ?? 'en';
  const user: User = {
    id,
    login,
    email: login,
    firstName,
    lastName,
    organizationId: ids.named(`${spec.slug}/organization`),
    groupId: groupId(ids, spec.slug, group || 'root'),
    internalId: `${spec.slug.slice(0, 2).toUpperCase()}${String(random.between(1000, 9999))}`,
    vehicles,
    ...(paymentMethods[0] && { preferredPaymentMethodId: paymentMethods[0].id }),
    preferredCountry: country,
    preferredCurrency: countries[country]?.currency ?? 'EUR',
    preferredDistanceUnit: country === 'GB' || country === 'US' ? 'MI' : 'KM',
    ...(vehicles[0] && { preferredVehicleId: vehicles[0].id }),
    updatedAt: instant(start + 200, 36_000_000),
    createdAt: instant(start, 36_000_000),
    ...(options.includes('blocked') && { blockedAt: instant(start + 200, 36_000_000) }),
    profiles: readProfiles(profiles, spec, ids),
    mainAccount: true,
    phone: phoneNumber(country, random),
    delegations: [],
  };
  const state: UserState = { user, language };
  const idle = options.includes('idle') || options.includes('blocked');
  const spender: Spender = { user, country, city, language, weight: options.includes('often') ? 3 : 1 };
  return { user: state, spender: idle ? undefined : spender };
}

function readProfiles(text: string, spec: CompanySpec, ids: Ids) {
  const byProfile = new Map<string, string[]>();
  for (const part of text.split(',').map((each) => each.trim())) {
    const [profileId = '', group = 'root'] = part.split('@');
    if (profileId) byProfile.set(profileId, [...(byProfile.get(profileId) ?? []), groupId(ids, spec.slug, group)]);
  }
  return [...byProfile].map(([profileId, groupIds]) => ({ profileId, groupIds }));
}

const energies: Readonly<Record<string, VehicleEnergy>> = {
  petrol: 'PETROL',
  diesel: 'DIESEL',
  electric: 'ELECTRIC',
  lpg: 'LPG',
};

function readVehicle(option: string, ids: Ids, login: string): Vehicle | undefined {
  const [what, label = '', horsepower = '', energy = ''] = option.split(':');
  const id = ids.named(`vehicles/${login}/${label}`);
  if (what === 'bike') return { id, type: 'BIKE', label, checked: false };
  if (what !== 'car' && what !== 'motorcycle') return undefined;
  return {
    id,
    type: what === 'car' ? 'CAR' : 'MOTORCYCLE',
    label,
    taxHorsepower: Number(horsepower),
    engineCapacity: 400 + Number(horsepower) * 190,
    ...(energies[energy] && { energy: energies[energy] }),
    checked: Number(horsepower) % 2 === 1,
  };
}

/** A name as it stands in an e-mail address. */
function addressPart(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return letters.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');
}

function phoneNumber(country: string, random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
  const prefixes: Readonly<Record<string, string>> = { FR: '+336', GB: '+447', US: '+1212', DE: '+4915', JP: '+8190' };
  return `${prefixes[country] ?? '+973'}${digits(8)}`;
}
