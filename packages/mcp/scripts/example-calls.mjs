// @ts-check
/**
 * One call of each tool, as the pages of the documentation show it: made against the sandbox of one seed and one day, so
 * that the answer is the same whenever it is made. What changes something is only planned, but for those that carry out.
 *
 * @typedef {Record<string, unknown>} Arguments
 * @typedef {{ arguments: Arguments, key?: 'bookkeeper' | 'masterBookkeeper', before?: readonly [tool: string, call: Arguments][] }} ExampleCall
 * `before` are calls that come first; `{token}` and `{change_id}` in later arguments are those of the last answer.
 */

/** The day of the made-up world, at noon. */
export const exampleDay = '2026-06-30';

/** How many expenses it has. */
export const exampleExpenses = 300;

const may = { start: '2026-05-01', end: '2026-05-31' };

/**
 * @param {Pick<import('@jenji-kit/sandbox').Sandbox, 'world'>} sandbox
 * @returns {Record<string, ExampleCall>}
 */
export function exampleCalls({ world }) {
  const organization = one(world.organizations.values());
  const firm = one([...world.bookkeepers.values()].filter(({ clients }) => clients.size > 0));
  const waiting = [...world.expenses.search(organization.header.id)]
    .map(({ expense }) => expense)
    .filter(({ state, type }) => state === 'WAITING_FOR_VALIDATION' && type === 'STANDARD');
  const [first, second, third] = [one(waiting), one(waiting.slice(1)), one(waiting.slice(2))];
  const exported = one(
    [...world.expenses.search(organization.header.id)]
      .map(({ expense }) => expense)
      .filter(({ state }) => state === 'EXPORTED'),
  );
  const driver = one([...organization.users.values()].filter(({ user }) => user.vehicles.length > 0)).user;
  const vehicle = one(driver.vehicles);
  const option = one(organization.optionLists.get('project') ?? []);
  const driverName = `${driver.firstName} ${driver.lastName}`;
  const en = (/** @type {string} */ text) => ({ en: text });
  const accept = { expenses: [first.id], action: 'accept', comment: 'Checked' };
  const clients = [...world.organizations.values()].filter(({ header }) => firm.clients.has(header.id));
  const client = one(clients).header.name;
  const template = one(firm.templates.keys());
  const request = one(
    [...organization.expenseRequests.values()].filter(({ state }) => state === 'WAITING_FOR_VALIDATION'),
  );

  /** @type {Record<string, Arguments>} */
  const own = {
    get_organization: {},
    list_organizations: {},
    list_custom_fields: { of: 'expense' },
    list_custom_field_options: { field: 'Project', limit: 3 },
    search_expenses: { groups: ['Sales'], categories: ['meals'], start: '2026-01-01', end: '2026-06-30', limit: 3 },
    get_expense: { expense: first.id },
    update_expense: { expense: first.id, set: { category: 'Guest meals' }, preview: true },
    run_expense_action: { ...accept, expected_state: first.state, preview: true },
    get_user: { user: 'Thomas Girard' },
    search_users: { groups: ['Sales'], profile: 'manager' },
    invite_user: {
      login: 'ada@example.com',
      group: 'Sales',
      set: { firstName: 'Ada', lastName: 'Byron' },
      preview: true,
    },
    set_user_access: { users: ['Thomas Girard'], blocked: true, preview: true },
    update_user: { user: 'Thomas Girard', set: { internalId: 'E-2041' }, accept: ['language'], preview: true },
    find_operation: { query: 'add a team', limit: 2 },
    call_read_operation: {
      operation: 'paymentMethods.list',
      path: { organizationId: organization.header.id },
      fields: ['id', 'labelsPerLanguage.en'],
    },
    call_write_operation: {
      operation: 'organizations.patch',
      path: { organizationId: organization.header.id },
      body: { name: 'Atelier Lumière SAS' },
      preview: true,
    },
    list_allowance_templates: {},
    list_warning_rules: {},
    list_communications: {},
    update_organization: { set: { name: 'Atelier Lumière SAS' }, preview: true },
    change_categories: { change: [{ id: 'meals', labelsPerLanguage: en('Lunch') }], preview: true },
    change_payment_methods: { add: [{ labelsPerLanguage: en('Voucher'), code: 'VOUCHER' }], preview: true },
    change_custom_fields: {
      of: 'expense',
      add: [{ key: 'site', type: 'STRING', labelsPerLanguage: en('Site') }],
      accept: ['editableScopeCondition'],
      preview: true,
    },
    delete_custom_field: { of: 'expense', field: 'Project', preview: true },
    save_custom_field_options: {
      field: 'Project',
      options: [{ id: 'p-77', labelsPerLanguage: en('Tower') }],
      preview: true,
    },
    delete_custom_field_option: { field: 'Project', option: option.id, preview: true },
    delete_all_custom_field_options: { field: 'Project', preview: true },
    create_allowance_template: {
      set: { labelsPerLanguage: en('Dinner'), total: 20, currency: 'EUR', category: 'Meals' },
      preview: true,
    },
    update_allowance_template: {
      template: one(organization.allowanceTemplates).templateId,
      set: { total: 21 },
      preview: true,
    },
    create_warning_rule: { set: { labels: en('Too late') }, preview: true },
    update_warning_rule: {
      rule: one(organization.warningRules).id,
      set: { labels: en('Above the threshold') },
      preview: true,
    },
    delete_warning_rule: { rule: one(organization.warningRules).id, preview: true },
    create_communication: {
      group: 'Sales',
      set: { code: 'closing', messagesPerLanguage: en('Hand in June by Friday.'), level: 'INFO' },
      preview: true,
    },
    update_communication: {
      communication: one(organization.communications).id,
      set: { messagesPerLanguage: en('Hand in June by Friday.') },
      preview: true,
    },
    delete_communication: { communication: one(organization.communications).id, preview: true },
    list_invitations: {},
    get_user_activity: { start: '2026-06-01', end: '2026-06-02' },
    create_group: { name: 'Sales West', parent: 'Sales', preview: true },
    update_group: { group: 'Sales North', set: { internalId: 'S-N' }, preview: true },
    create_user: { login: 'ada@example.com', group: 'Sales', set: { firstName: 'Ada', language: 'en' }, preview: true },
    change_login: { user: 'Thomas Girard', login: 'thomas@example.com', preview: true },
    add_vehicle: { user: 'Thomas Girard', set: { label: 'Bicycle', type: 'BIKE' }, preview: true },
    update_vehicle: { user: driverName, vehicle: vehicle.id, set: { label: 'Old car' }, preview: true },
    change_delegations: {
      user: 'Thomas Girard',
      add: [{ userId: 'Antoine Lemoine', permission: 'WRITE' }],
      preview: true,
    },
    search_expense_requests: { start: '2026-06-01', end: '2026-06-30', limit: 3 },
    get_expense_request: { request: request.id },
    create_expense_request: { user: 'Thomas Girard', type: 'training', label: 'Welding course', preview: true },
    update_expense_request: { request: request.id, comment: 'Two nights', preview: true },
    run_expense_request_action: { requests: [request.id], action: 'validate', preview: true },
    get_receipt: { expense: second.id },
    compute_trip: { from: 'Lyon', to: 'Grenoble', round_trip: true },
    upload_receipt: { user: 'Thomas Girard', file_type: 'pdf', md5: '1B2M2Y8AsgTpgAmY7PhCfg==', preview: true },
    create_expense: {
      user: 'Thomas Girard',
      date: '2026-06-29',
      label: 'Chez Odette',
      amount: 23.5,
      category: 'Meals',
      payment_method: 'Cash',
      receipt: 'receipts/example.pdf',
      preview: true,
    },
    create_mileage: { user: driverName, date: '2026-06-29', label: 'Grenoble and back', distance: 210, preview: true },
    create_allowance: { user: 'Thomas Girard', date: '2026-06-29', template: 'Lunch allowance', preview: true },
    delete_expenses: { expenses: [first.id], preview: true },
    detach_exports: { expenses: [exported.id], from: 'accounting', preview: true },
    set_expense_warning: { expenses: [first.id], rule: 'Weekend expense', preview: true },
  };
  /** @type {Record<string, Arguments>} */
  const firms = {
    list_clients: { limit: 3 },
    get_client: { client },
    get_bookkeeper: {},
    sum_client_expenses: { clients: clients.slice(0, 2).map(({ header }) => header.name), ...may },
    set_client_states: { clients: [client], add: ['BLOCKED'], preview: true },
    set_legal_archive: { client, enabled: true, capacity: 10, preview: true },
    rename_bookkeeper: { name: 'Cabinet Vasseur', preview: true },
    create_client: { name: 'Librairie Ada', template, preview: true },
    create_bookkeeper_group: { name: 'Payroll', preview: true },
    create_bookkeeper_user: { first_name: 'Ada', last_name: 'Byron', preview: true },
    change_template_categories: {
      template,
      categories: [{ id: 'meals', labelsPerLanguage: en('Meals') }],
      add: [{ id: 'training', labelsPerLanguage: en('Training') }],
      preview: true,
    },
    apply_client_template: { client, template, preview: true },
  };
  const bookkeeperTemplate = one(
    [...world.bookkeepers.values()].flatMap((each) => [...each.bookkeeperTemplates.keys()]),
  );
  /** @returns {[tool: string, call: Arguments]} */
  const planned = (/** @type {string} */ expense) => ['run_expense_action', { ...accept, expenses: [expense] }];
  /** @type {[tool: string, call: Arguments]} */
  const committed = ['commit_change', { token: '{token}' }];
  return {
    ...each(own, (call) => ({ arguments: call })),
    ...each(firms, (call) => ({ arguments: call, key: 'bookkeeper' })),
    create_bookkeeper: {
      arguments: { name: 'Fiduciaire Ada', template: bookkeeperTemplate, preview: true },
      key: 'masterBookkeeper',
    },
    commit_change: { arguments: { token: '{token}' }, before: [planned(first.id)] },
    list_changes: { arguments: {}, before: [planned(second.id)] },
    undo_change: {
      arguments: { change_id: '{change_id}', action: 'reopen', preview: true },
      before: [planned(third.id), committed],
    },
  };
}

/** @template Value @param {Iterable<Value>} values @returns {Value} the first; the made-up world has it */
function one(values) {
  for (const value of values) return value;
  throw new Error('The made-up world has no such thing.');
}

/** @template From, To @param {Record<string, From>} record @param {(value: From) => To} make @returns {Record<string, To>} */
function each(record, make) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]));
}
