import type { Sandbox } from '@jenji-kit/sandbox';
import { mainOrganization } from './known-world.ts';

/** One call of every tool of settings and administration, with names where names are taken. */
export function sampleCalls(sandbox: Sandbox): Record<string, Record<string, unknown>> {
  const { users, groups, allowanceTemplates, warningRules, communications, optionLists } = mainOrganization(sandbox);
  const [person, other] = [...users.values()];
  const user = person?.user.id ?? '';
  const driver = [...users.values()].find(({ user: each }) => each.vehicles.length > 0)?.user;
  const [group] = groups.filter(({ parentGroupId }) => parentGroupId);
  const [option] = optionLists.get('project') ?? [];
  const en = (text: string) => ({ en: text });
  return {
    list_allowance_templates: {},
    list_warning_rules: {},
    list_communications: {},
    list_invitations: {},
    get_user_activity: { start: '2026-06-01', end: '2026-06-03' },
    update_organization: { set: { name: 'Atelier' } },
    change_categories: {
      add: [{ id: 'bonsai', labelsPerLanguage: en('Bonsai') }],
      disable: ['meals'],
      max_disabled: 5,
    },
    change_payment_methods: { add: [{ labelsPerLanguage: en('Voucher'), code: 'VOUCHER' }] },
    change_custom_fields: {
      of: 'expense',
      add: [{ key: 'site', type: 'STRING', labelsPerLanguage: en('Site') }],
      accept: ['editableScopeCondition'],
    },
    delete_custom_field: { of: 'expense', field: 'Project' },
    save_custom_field_options: { field: 'Project', options: [{ id: 'new-1', labelsPerLanguage: en('New') }] },
    delete_custom_field_option: { field: 'Project', option: option?.id },
    delete_all_custom_field_options: { field: 'Project' },
    create_allowance_template: {
      set: { labelsPerLanguage: en('Dinner'), total: 20, currency: 'EUR', category: 'Meals' },
    },
    update_allowance_template: { template: allowanceTemplates[0]?.templateId, set: { total: 21 } },
    create_warning_rule: { set: { labels: en('Too late') } },
    update_warning_rule: { rule: warningRules[0]?.id, set: { labels: { en: 'Another', fr: 'Autre' } } },
    delete_warning_rule: { rule: warningRules[0]?.id },
    create_communication: { group: group?.name, set: { code: 'C1', messagesPerLanguage: en('Hello'), level: 'INFO' } },
    update_communication: { communication: communications[0]?.id, set: { messagesPerLanguage: en('Changed') } },
    delete_communication: { communication: communications[0]?.id },
    create_group: { name: 'Team Zero', parent: group?.name },
    update_group: { group: group?.name, set: { internalId: 'T-0' } },
    create_user: { login: 'new@example.com', group: group?.name, set: { firstName: 'Ada', language: 'en' } },
    change_login: { user, login: 'moved@example.com' },
    add_vehicle: { user, set: { label: 'Bicycle', type: 'BIKE' } },
    update_vehicle: { user: driver?.id, vehicle: driver?.vehicles[0]?.id, set: { label: 'Renamed' } },
    change_delegations: { user, add: [{ userId: other?.user.id, permission: 'WRITE' }] },
  };
}
