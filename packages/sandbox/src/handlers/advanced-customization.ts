import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { organizationOf } from '../access.ts';
import { ApiError, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import { bodyReader, text } from '../http/body.ts';
import { handlers } from '../http/call.ts';
import type { OrganizationState, WarningRule, WarningRuleOption } from '../world/index.ts';
import { requireDistinct } from './base-customization.ts';
import { list } from './views.ts';

const labels = () =>
  z.record(z.string(), z.string(), { error: 'is mandatory: text per language' }).refine((value) => value.en, {
    error: 'must have the language "en"',
  });
const option = () =>
  z.object({
    code: z
      .string({ error: 'is mandatory' })
      .regex(/^[A-Za-z0-9._-]+$/, 'may hold letters, digits, dots, dashes and underscores only'),
    labels: labels(),
  });
const options = () => z.array(option()).optional();

const ruleCreation = bodyReader(() =>
  z.object({
    labels: labels(),
    options: options(),
    type: z.literal('EXTERNAL', { error: 'only EXTERNAL rules can be managed by API' }).optional(),
    externalRuleId: text,
  }),
);
const ruleUpdate = bodyReader(() => z.object({ labels: labels(), options: options(), externalRuleId: text }));
const rulePatches = bodyReader(() =>
  z.array(z.object({ id: text, labels: labels().optional(), options: options(), externalRuleId: text })),
);

export const advancedCustomizationHandlers = handlers({
  'warningRules.list': (call) => list(organizationOf(call).warningRules),

  'warningRules.create': (call) => {
    const organization = organizationOf(call);
    const { type: _type, ...fields } = ruleCreation(call.body);
    requireUnusedExternalId(organization, fields.externalRuleId);
    const rule: WarningRule = { id: randomUUID(), type: 'EXTERNAL', ...fields };
    organization.warningRules.push(rule);
    return rule;
  },

  // A full replacement: options and the external id that are left out are gone.
  'warningRules.update': (call) => {
    const organization = organizationOf(call);
    const rule = requireWarningRule(organization, call.parameter('ruleId'));
    const fields = ruleUpdate(call.body);
    requireUnusedExternalId(organization, fields.externalRuleId, rule);
    rule.labels = fields.labels;
    rule.options = fields.options && withKeptFlags(fields.options, rule.options);
    rule.externalRuleId = fields.externalRuleId;
    return rule;
  },

  'warningRules.delete': (call) => {
    const organization = organizationOf(call);
    const rule = requireWarningRule(organization, call.parameter('ruleId'));
    organization.warningRules.splice(organization.warningRules.indexOf(rule), 1);
    return null;
  },

  'warningRules.batchPatch': (call) => {
    const organization = organizationOf(call);
    const { warningRules } = organization;
    const sent = rulePatches(call.body);
    requireDistinct(sent.flatMap(({ id }) => id ?? []));
    requireDistinct(sent.flatMap(({ externalRuleId }) => externalRuleId ?? []));
    const patches = sent.map((patch, index) => {
      const rule =
        patch.id === undefined
          ? warningRules.find(({ externalRuleId }) => externalRuleId && externalRuleId === patch.externalRuleId)
          : warningRules.find(({ id }) => id === patch.id);
      if (patch.id !== undefined && !rule) throw unknownReference(`[${index}].id`, patch.id);
      if (!rule && !patch.labels) throw invalidField(`[${index}].labels`, 'is mandatory for a new rule');
      requireUnusedExternalId(organization, patch.externalRuleId, rule);
      return { patch, rule };
    });
    return list(patches.map(({ patch, rule }) => (rule ? patchRule(rule, patch) : createRule(organization, patch))));
  },
});

type Patch = ReturnType<typeof rulePatches>[number];

function patchRule(
  rule: WarningRule,
  { labels: sentLabels, options: sentOptions, externalRuleId }: Patch,
): WarningRule {
  rule.labels = sentLabels ?? rule.labels;
  rule.options = sentOptions ? withKeptFlags(sentOptions, rule.options) : rule.options;
  rule.externalRuleId = externalRuleId ?? rule.externalRuleId;
  return rule;
}

function createRule(organization: OrganizationState, { labels: sent = {}, ...patch }: Patch): WarningRule {
  const { options: sentOptions, externalRuleId } = patch;
  const rule: WarningRule = { id: randomUUID(), type: 'EXTERNAL', labels: sent, options: sentOptions, externalRuleId };
  organization.warningRules.push(rule);
  return rule;
}

/** `isPreventingValidation` can be read and not written: an option of the same code keeps it. */
function withKeptFlags(sent: WarningRuleOption[], present: WarningRuleOption[] = []): WarningRuleOption[] {
  return sent.map((each) => ({
    ...each,
    isPreventingValidation: present.find(({ code }) => code === each.code)?.isPreventingValidation,
  }));
}

/** A rule by its id, or by `ext-` and its external id. */
export function findWarningRule({ warningRules }: OrganizationState, id: string): WarningRule | undefined {
  return warningRules.find(
    (rule) => rule.id === id || (rule.externalRuleId !== undefined && id === `ext-${rule.externalRuleId}`),
  );
}

function requireWarningRule(organization: OrganizationState, id: string): WarningRule {
  const rule = findWarningRule(organization, id);
  if (!rule) throw notFound('warning rule', id);
  return rule;
}

function requireUnusedExternalId({ warningRules }: OrganizationState, id: string | undefined, self?: WarningRule) {
  if (id !== undefined && warningRules.some((rule) => rule !== self && rule.externalRuleId === id)) {
    throw new ApiError(400, 'ALREADY_EXISTS', `Another rule has the external id "${id}"`);
  }
}
