import type { AllowanceTemplate, OrganizationCommunication, WarningRule } from '../../../world/index.ts';
import { type Day, instant } from '../../calendar.ts';
import { groupId } from '../../company.ts';
import type { Ids } from '../../ids.ts';
import { labels } from '../../tables.ts';
import { spec } from './tables.ts';

const { languages } = spec;

export function warningRules(ids: Ids): WarningRule[] {
  const id = (name: string) => ids.named(`${spec.slug}/${name}`);
  return [
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
}

export function communications(ids: Ids, lastDay: Day): OrganizationCommunication[] {
  const id = (name: string) => ids.named(`${spec.slug}/${name}`);
  const group = (slug: string) => groupId(ids, spec.slug, slug);
  return [
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
}

export function allowances(ids: Ids): AllowanceTemplate[] {
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
