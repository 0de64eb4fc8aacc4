import type { CustomFieldValues, User } from '../../../world/index.ts';
import { buildCompany } from '../../build-company.ts';
import { type Day, dayOf, localDate } from '../../calendar.ts';
import { type Company, delegate, groupId, personNamed } from '../../company.ts';
import type { Ids } from '../../ids.ts';
import { hashText, Random } from '../../random.ts';
import { customFields, optionLists } from './custom-fields.ts';
import { allowances, communications, warningRules } from './customization.ts';
import { invitations, requests } from './invitations-and-requests.ts';
import { spec } from './tables.ts';

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
  state.customFields = customFields(group('sales-export'));
  state.optionLists = optionLists();
  state.warningRules = warningRules(ids);
  state.allowanceTemplates = allowances(ids);
  state.communications = communications(ids, lastDay);
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
    destinations: ['BE', 'CH', 'DE', 'ES', 'IT', 'GB', 'US', 'JP', 'BH', 'KW'],
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
