import type {
  AllowanceTemplate,
  ExpenseRequest,
  Organization,
  PaymentMethod,
  User,
  UserInvitation,
  WarningRule,
} from '@jenji-kit/client';
import { folded, withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import type { Connection } from '../accounts/connection.ts';
import type { Subject } from '../tree/tree-node.ts';
import { labelOf } from '../words/label-of.ts';
import { personName } from '../words/person-name.ts';
import { stateWord } from '../words/state-word.ts';
import type { Term } from './search-query.ts';

/** A person, a request or a setting that was found. */
export interface RecordFound {
  readonly subject: Subject;
  readonly account: Account;
  readonly label: string;
  /** What it is, and what tells it from others. */
  readonly description: string;
  readonly organization: string;
  /** Codicon. */
  readonly icon: string;
}

interface Candidate {
  readonly kind: Subject['kind'];
  readonly id: string | null | undefined;
  readonly label: string | undefined;
  readonly what: string;
  /** Also found by this. */
  readonly more?: readonly (string | null | undefined)[];
  readonly icon: string;
  readonly owner?: string;
}

/** Records shown at most of one kind: whoever looks for more has the tree. */
const most = 30;

/** The people, requests and settings that were read and that fit. */
export function recordsFound(
  terms: readonly Term[],
  { account, readings }: Pick<Connection, 'account' | 'readings'>,
  language: string,
): RecordFound[] {
  const words = terms.flatMap(({ text, onlyAmount }) => (onlyAmount ? [] : [text]));
  if (words.length < terms.length) return [];
  const names = new Map<string, Organization>();
  for (const key of readings.keys()) {
    const [, id] = /^organizations\/([^/]+)$/.exec(key) ?? [];
    const organization = id === undefined ? undefined : readings.peek<Organization>(key)?.value;
    if (id !== undefined && organization) names.set(id, organization);
  }
  return readings.keys().flatMap((key) => {
    const [, id = '', part = ''] = /^organizations\/([^/]+)(?:\/([a-zA-Z]+)(?:\/.*)?)?$/.exec(key) ?? [];
    if (id === '') return [];
    const organization = names.get(id);
    const value = readings.peek<unknown>(key)?.value;
    return candidatesOf(part, value, language, organization?.masterLanguage)
      .filter((candidate) => isFound(candidate, words))
      .slice(0, most)
      .map(({ kind, id: recordId, label, what, icon, owner }) => ({
        subject: {
          kind,
          accountId: account.id,
          organizationId: decodeURIComponent(id),
          id: recordId ?? '',
          ...(owner && { owner }),
        },
        account,
        label: withoutInvisible(label || recordId || ''),
        description: what,
        organization: withoutInvisible(organization?.name ?? ''),
        icon,
      }));
  });
}

function isFound({ label, id, what, more = [] }: Candidate, words: readonly string[]): boolean {
  const text = folded([label, id, what, ...more].join(' '));
  // What something is called has to fit; what kind of thing it is may only help.
  const own = folded([label, id, ...more].join(' '));
  return words.every((word) => text.includes(word)) && words.some((word) => own.includes(word));
}

/** What the readings of one key hold, as the functions of `readings/` put it there. */
function candidatesOf(
  part: string,
  value: unknown,
  language: string,
  organizationLanguage: string | null | undefined,
): Candidate[] {
  const label = (labels: Parameters<typeof labelOf>[0]) => labelOf(labels, language, organizationLanguage);
  const list = <Item>() => (Array.isArray(value) ? (value as readonly Item[]) : []);
  switch (part) {
    case '':
      return settingsOf(value as Organization | undefined, label);
    case 'users':
      return list<User>().map((user) => ({
        kind: 'user',
        id: user.id,
        label: personName(user),
        what: l10n.t('User'),
        more: [user.login, user.email, user.internalId],
        icon: user.blockedAt ? 'circle-slash' : 'account',
      }));
    case 'invitations':
      return list<UserInvitation>().map((invitation) => ({
        kind: 'invitation',
        id: invitation.id,
        label: personName(invitation as User),
        what: l10n.t('Invitation'),
        more: [invitation.login, invitation.email],
        icon: 'mail',
      }));
    case 'expenseRequests':
      return list<ExpenseRequest>().map((request) => ({
        kind: 'expenseRequest',
        id: request.id,
        label: withoutInvisible(request.label ?? ''),
        what: `${l10n.t('Expense request')} · ${stateWord(request.state ?? '')}`,
        more: [request.shortId, request.state],
        icon: 'request-changes',
      }));
    case 'paymentMethods':
      return list<PaymentMethod>().map((method) => ({
        kind: 'paymentMethod',
        id: method.id,
        label: label(method.labelsPerLanguage) ?? method.label ?? undefined,
        what: l10n.t('Payment method'),
        more: [method.code],
        icon: 'credit-card',
      }));
    case 'allowanceTemplates':
      return list<AllowanceTemplate>().map((template) => ({
        kind: 'allowanceTemplate',
        id: template.templateId,
        label: label(template.labelsPerLanguage),
        what: l10n.t('Allowance template'),
        icon: 'note',
      }));
    case 'warningRules':
      return list<WarningRule>().map((rule) => ({
        kind: 'warningRule',
        id: rule.id,
        label: label(rule.labels),
        what: l10n.t('Warning rule'),
        more: [rule.externalRuleId],
        icon: 'warning',
      }));
    default:
      return [];
  }
}

function settingsOf(
  organization: Organization | undefined,
  label: (labels: Parameters<typeof labelOf>[0]) => string | undefined,
): Candidate[] {
  const { categories, groups, expenseCustomFields, vehicleCustomFields } = organization ?? {};
  const field =
    (owner: string) =>
    ({ key, labelsPerLanguage }: NonNullable<typeof expenseCustomFields>[number]): Candidate => ({
      kind: 'customField',
      id: key,
      label: label(labelsPerLanguage),
      what: l10n.t('Custom field'),
      icon: 'symbol-field',
      owner,
    });
  return [
    ...(groups ?? []).map(
      ({ id, name, internalId }): Candidate => ({
        kind: 'group',
        id,
        label: name ?? undefined,
        what: l10n.t('Group'),
        more: [internalId],
        icon: 'organization',
      }),
    ),
    ...(categories ?? []).map(
      ({ id, labelsPerLanguage }): Candidate => ({
        kind: 'category',
        id,
        label: label(labelsPerLanguage),
        what: l10n.t('Category'),
        icon: 'tag',
      }),
    ),
    ...(expenseCustomFields ?? []).map(field('expense')),
    ...(vehicleCustomFields ?? []).map(field('vehicle')),
  ];
}
