import type {
  AllowanceTemplate,
  CustomOption,
  ExpenseRequest,
  Organization,
  OrganizationCommunication,
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
  readonly listId?: string;
}

/** A candidate with what it is found by, folded once for each reading. */
interface Ready extends Candidate {
  /** What it is called. */
  readonly own: string;
  /** That, and what kind of thing it is. */
  readonly all: string;
}

const ready = new WeakMap<object, { readonly language: string; readonly candidates: readonly Ready[] }>();

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
    const [, id = '', part = '', rest = ''] = /^organizations\/([^/]+)(?:\/([a-zA-Z]+)(?:\/(.*))?)?$/.exec(key) ?? [];
    const value = id === '' ? undefined : readings.peek<unknown>(key)?.value;
    if (typeof value !== 'object' || value === null) return [];
    const organization = names.get(id);
    return readyOf(value, part, rest, language, organization?.masterLanguage)
      .filter(({ all, own }) => words.every((word) => all.includes(word)) && words.some((word) => own.includes(word)))
      .slice(0, most)
      .map(({ kind, id: recordId, label, what, icon, owner, listId }) => ({
        subject: {
          kind,
          accountId: account.id,
          organizationId: decodeURIComponent(id),
          id: recordId ?? '',
          ...(owner && { owner }),
          ...(listId && { listId }),
        },
        account,
        label: withoutInvisible(label || recordId || ''),
        description: what,
        organization: withoutInvisible(organization?.name ?? ''),
        icon,
      }));
  });
}

function readyOf(
  value: object,
  part: string,
  rest: string,
  language: string,
  organizationLanguage: string | null | undefined,
): readonly Ready[] {
  const known = ready.get(value);
  if (known?.language === `${language} ${organizationLanguage}`) return known.candidates;
  const candidates = candidatesOf(part, rest, value, language, organizationLanguage).map((candidate) => {
    const { label, id, what, more = [] } = candidate;
    const own = folded([label, id, ...more].join(' '));
    return { ...candidate, own, all: `${own} ${folded(what)}` };
  });
  ready.set(value, { language: `${language} ${organizationLanguage}`, candidates });
  return candidates;
}

/** What the readings of one key hold, as the functions of `readings/` put it there. */
function candidatesOf(
  part: string,
  rest: string,
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
    case 'options':
      return list<CustomOption>().map((option) => ({
        kind: 'customOption',
        id: option.id,
        label: label(option.labelsPerLanguage),
        what: l10n.t('Option of a custom field'),
        more: [option.accountingCode],
        icon: 'symbol-enum-member',
        listId: decodeURIComponent(rest),
      }));
    case 'communications':
      return list<OrganizationCommunication>().map((communication) => ({
        kind: 'communication',
        id: communication.id,
        label: label(communication.messagesPerLanguage),
        what: l10n.t('Communication'),
        more: [communication.code],
        icon: 'megaphone',
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
