import type { ChangeRequest } from '@jenji-kit/changes';

export interface ToolCall {
  name: string;
  input: Record<string, unknown>;
}

type Body = Readonly<Record<string, unknown>>;

const record = (value: unknown): Body => Object(value);

/** How the tools that people meet first call what a request asks for; undefined for what only the gateway reaches. */
function directCall({ operation, path = {}, body, clear, accept }: ChangeRequest): ToolCall | undefined {
  const { organizationId: organization, ...ids } = path;
  const set = record(body);
  const rest = { ...(clear && { clear }), ...(accept && { accept }) };
  switch (operation) {
    case 'organizations.patch':
      return { name: 'update_organization', input: { organization, set, ...rest } };
    case 'groups.create': {
      const { name, parentGroupId: parent, internalId } = set;
      return { name: 'create_group', input: { organization, name, parent, internal_id: internalId } };
    }
    case 'groups.patch':
      return { name: 'update_group', input: { organization, group: ids.groupId, set, ...rest } };
    case 'communications.create': {
      const { groupId: group, ...fields } = set;
      return { name: 'create_communication', input: { organization, group, set: fields } };
    }
    case 'communications.update':
      return {
        name: 'update_communication',
        input: { organization, communication: ids.communicationId, set, ...rest },
      };
    case 'communications.delete':
      return { name: 'delete_communication', input: { organization, communication: ids.communicationId } };
    case 'categories.replaceAll':
    case 'paymentMethods.replaceAll': {
      const { maxDisabled, ...delta } = set;
      const name = operation === 'categories.replaceAll' ? 'change_categories' : 'change_payment_methods';
      return { name, input: { organization, ...delta, max_disabled: maxDisabled } };
    }
    case 'allowanceTemplates.create':
      return { name: 'create_allowance_template', input: { organization, set } };
    case 'warningRules.create':
      return { name: 'create_warning_rule', input: { organization, set } };
    case 'warningRules.delete':
      return { name: 'delete_warning_rule', input: { organization, rule: ids.ruleId } };
    case 'users.create': {
      const { login, groupId: group, ...fields } = set;
      return { name: 'create_user', input: { organization, login, group, set: fields } };
    }
    case 'users.update':
      return { name: 'update_user', input: { organization, user: ids.userId, set, ...rest } };
    case 'users.updateLogin':
      return { name: 'change_login', input: { organization, user: ids.userId, login: set.login } };
    case 'users.block':
    case 'users.unblock':
      return {
        name: 'set_user_access',
        input: { organization, users: [ids.userId], blocked: operation === 'users.block' },
      };
    case 'users.vehicles.create':
      return { name: 'add_vehicle', input: { organization, user: ids.userId, set } };
    case 'users.delegations.replace':
      return { name: 'change_delegations', input: { organization, user: ids.userId, ...set } };
    case 'invitations.create': {
      const { login, ...fields } = set;
      return { name: 'invite_user', input: { organization, login, set: fields } };
    }
    case 'expenses.update':
      return { name: 'update_expense', input: { expense: ids.expenseId, set, ...rest } };
    case 'expenses.actions.execute':
      return {
        name: 'run_expense_action',
        input: { expenses: [ids.expenseId], action: ids.actionCode, as_user: set.actionUserId, comment: set.comment },
      };
    case 'bookkeepers.update':
      return { name: 'rename_bookkeeper', input: { bookkeeper: ids.bookkeeperId, name: set.name } };
    case 'bookkeepers.vault.update':
      return { name: 'set_legal_archive', input: { client: organization, ...set } };
    default:
      return undefined;
  }
}

/** A request by a tool of its own, where the server lists one, or by the gateway, which takes every request. */
export function toolCall(request: ChangeRequest, isDirect: boolean, listed: ReadonlySet<string>): ToolCall {
  const direct = isDirect ? directCall(request) : undefined;
  const { name, input } = direct && listed.has(direct.name) ? direct : { name: 'call_write_operation', input: request };
  return { name, input: Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) };
}
