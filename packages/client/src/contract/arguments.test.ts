import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentsError } from '../errors.ts';
import { parseArguments } from './arguments.ts';
import { describeOperation } from './description.ts';
import type { Field } from './fields.ts';
import { type OperationId, operationIds } from './operations.ts';

/** The issues of a call, each as `path: message`; none when it is accepted. */
function issuesOf(id: OperationId, args?: unknown): string[] {
  try {
    parseArguments(id, args);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidArgumentsError)) throw error;
    expect(error.operation).toBe(id);
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

const organization = { organizationId: 'o' };
const user = { ...organization, userId: 'u' };
const standard = {
  type: 'STANDARD',
  time: '2024-02-29',
  country: 'FR',
  label: 'Burrito',
  category: 'lunch',
  currency: 'EUR',
  total: 7.11,
  paymentMethodId: 'p',
  receiptKey: 'k',
  userId: 'u',
};
const mileage = {
  type: 'MILEAGE',
  time: '2024-02-28',
  label: 'l',
  country: 'FR',
  distance: 3,
  vehicleId: 'v',
  userId: 'u',
};
const trip = { startAddress: 'Paris', endAddress: 'Lyon' };
const delegate = (delegation: object) => ({
  path: user,
  body: { delegations: [{ permission: 'READ', ...delegation }] },
});
const condition = (scopeCondition: unknown) => ({
  path: { ...organization, categoryId: 'c' },
  body: { scopeCondition },
});
const rule = (body: object) => ({ path: organization, body });

describe('arguments as a whole', () => {
  test('may be left out where nothing is required', () => {
    expect(parseArguments('organizations.list')).toEqual({ path: {}, query: undefined, body: undefined });
    expect(parseArguments('expenses.search')).toEqual({ path: {}, query: undefined, body: {} });
    expect(parseArguments('users.list', { path: organization })).toEqual({ path: organization });
  });

  test('need a body, even an empty one, where leaving fields out clears them', () => {
    expect(issuesOf('users.update', { path: user })).toEqual(['body: is required: an object']);
    expect(issuesOf('users.update', { path: user, body: {} })).toEqual([]);
    expect(issuesOf('bookkeepers.clients.applyTemplate', { path: { bookkeeperId: 'b', clientId: 'c' } })).toEqual([
      'body: is required: an object',
    ]);
  });

  test('are refused with every fault at once, each with its place, rule and fix', () => {
    expect(issuesOf('users.get', { path: { userId: '..', teamId: 't' }, body: {}, headers: {} })).toEqual([
      'headers: is unknown; arguments go into path, query and body',
      'path.teamId: is not a path parameter of this operation; it has organizationId, userId',
      'path.organizationId: is required: a text',
      'path.userId: must not hold a `.` or `..` segment, not even encoded',
      'body: is not taken by this operation; leave it out',
    ]);
    expect(() => parseArguments('expenses.get', { path: { expenseId: 7 } })).toThrow(
      'The arguments of expenses.get are not valid; nothing was sent.\n- path.expenseId: must be a text',
    );
  });

  test.each([[null], ['expenseId'], [7], [['o']]])('are refused when they are %j', (args) => {
    expect(issuesOf('organizations.list', args)).toEqual([': they must be an object with path, query and body']);
  });

  test('are refused when they hold themselves or are nested beyond measure', () => {
    const loop: Record<string, unknown> = { type: 'NOT' };
    loop.condition = loop;
    let deep: unknown = { type: 'TRUE' };
    for (let level = 0; level < 50_000; level++) deep = { type: 'NOT', condition: deep };
    const issue = ['body: must not be nested deeper than 100 levels, nor hold itself'];
    expect(issuesOf('categories.update', condition(loop))).toEqual(issue);
    expect(issuesOf('categories.update', condition(deep))).toEqual(issue);
  });
});

// [what is wrong, operation, arguments, the issue]
const refused: [string, OperationId, object, string][] = [
  [
    'an unknown field',
    'users.updateLogin',
    { path: user, body: { login: 'l', mail: 'm' } },
    'body.mail: is unknown; the fields here are login',
  ],
  [
    'an unknown query parameter',
    'categories.list',
    { path: organization, query: { active: true } },
    'query.active: is unknown; the fields here are disabled',
  ],
  ['a missing field', 'users.updateLogin', { path: user, body: {} }, 'body.login: is required: a text'],
  [
    'an empty mandatory text',
    'users.updateLogin',
    { path: user, body: { login: '' } },
    'body.login: must not be empty',
  ],
  [
    'null for a mandatory text',
    'users.updateLogin',
    { path: user, body: { login: null } },
    'body.login: must be a text',
  ],
  ['an object where a list belongs', 'categories.replaceAll', { path: organization, body: {} }, 'body: must be a list'],
  [
    'a text for a truth value',
    'categories.list',
    { path: organization, query: { disabled: 'false' } },
    'query.disabled: must be true or false',
  ],
  [
    'a broken whole number',
    'categories.update',
    { path: { ...organization, categoryId: 'c' }, body: { order: 1.5 } },
    'body.order: must be a whole number',
  ],
  [
    'a day that does not exist',
    'expenses.create',
    { body: { ...standard, time: '2023-02-29' } },
    'body.time: must be a real day written YYYY-MM-DD, such as 2024-02-29',
  ],
  [
    'a day in another order',
    'expenses.create',
    { body: { ...standard, time: '29/02/2024' } },
    'body.time: must be a real day written YYYY-MM-DD, such as 2024-02-29',
  ],
  ['a missing day', 'expenses.create', { body: { ...standard, time: undefined } }, 'body.time: is required: a text'],
  [
    'an instant without offset',
    'communications.create',
    rule({
      code: 'c',
      groupId: 'g',
      messagesPerLanguage: { en: 'm' },
      level: 'INFO',
      startDate: '2024-02-29T08:30:00',
    }),
    'body.startDate: must be an ISO 8601 instant with its offset, such as 2024-02-29T08:30:00Z',
  ],
  [
    'an unknown level',
    'communications.create',
    rule({ code: 'c', groupId: 'g', messagesPerLanguage: { en: 'm' }, level: 'FATAL' }),
    'body.level: must be one of INFO, WARNING, ERROR, SUCCESS',
  ],
  [
    'a message that ends before it starts',
    'communications.create',
    rule({
      code: 'c',
      groupId: 'g',
      messagesPerLanguage: { en: 'm' },
      level: 'INFO',
      startDate: '2024-02-29T08:30:00+01:00',
      endDate: '2024-02-29T07:29:59Z',
    }),
    'body.endDate: must not be before startDate; swap the two',
  ],
  [
    'a period that ends before it starts',
    'userActivities.list',
    { path: organization, query: { from: '2024-02-02', to: '2024-02-01' } },
    'query.to: must not be before from; swap the two dates',
  ],
  [
    'half a search period',
    'expenses.search',
    { body: { start: '2024-02-01', end: '2024-02-02' } },
    'body.searchMode: searchMode, start and end go together; give all three or none',
  ],
  [
    'a search period in reverse',
    'expenseRequests.search',
    { body: { start: '2024-02-02', end: '2024-02-01' } },
    'body.end: must not be before start; swap the two dates',
  ],
  [
    'too many decimals',
    'expenses.create',
    { body: { ...standard, total: 7.111 } },
    'body.total: "7.111" has 3 decimals, but EUR (Euro) has at most 2 decimals.',
  ],
  [
    'decimals a currency lacks',
    'expenses.create',
    { body: { ...standard, currency: 'JPY', total: 7, totalWithoutTax: 6.5 } },
    'body.totalWithoutTax: "6.5" has 1 decimal, but JPY (Yen) has no decimals.',
  ],
  [
    'too many decimals in a template',
    'allowanceTemplates.create',
    { path: organization, body: { total: 1.005, currency: 'EUR' } },
    'body.total: "1.005" has 3 decimals, but EUR (Euro) has at most 2 decimals.',
  ],
  [
    'a float sum',
    'expenses.create',
    { body: { ...mileage, total: 0.1 + 0.2 } },
    'body.total: must have at most 15 digits, or it would change on the way; round it first',
  ],
  [
    'infinity',
    'expenses.create',
    { body: { ...standard, total: Number.POSITIVE_INFINITY } },
    'body.total: must be a number',
  ],
  ['an amount as text', 'expenses.create', { body: { ...standard, total: '7.11' } }, 'body.total: must be a number'],
  [
    'a lower-case currency',
    'expenses.create',
    { body: { ...standard, currency: 'eur' } },
    'body.currency: must be an ISO 4217 code, three uppercase letters, such as EUR',
  ],
  [
    'a country by name',
    'expenses.create',
    { body: { ...standard, country: 'France' } },
    'body.country: must be an ISO 3166 code, two uppercase letters, such as FR',
  ],
  [
    'a per-diem',
    'expenses.create',
    { body: { ...standard, type: 'PERDIEM' } },
    'body.type: must be one of STANDARD, MILEAGE, ALLOWANCE',
  ],
  [
    'no type',
    'expenses.create',
    { body: { ...standard, type: undefined } },
    'body.type: must be one of STANDARD, MILEAGE, ALLOWANCE',
  ],
  [
    'an empty custom field key',
    'expenses.create',
    { body: { ...standard, customFields: { '': 1 } } },
    'body.customFields.: has a name that must not be empty',
  ],
  [
    'a Date in a custom field',
    'expenses.create',
    { body: { ...standard, customFields: { day: new Date(0) } } },
    'body.customFields.day: must be a JSON value; send a date as epoch milliseconds',
  ],
  [
    'NaN deep in a custom field',
    'expenses.create',
    { body: { ...standard, customFields: { x: { y: [Number.NaN] } } } },
    'body.customFields.x: must be a JSON value; send a date as epoch milliseconds',
  ],
  [
    'a value of a custom field that would change on the way',
    'expenses.create',
    { body: { ...standard, customFields: { x: [10_000_000_000_000_000_000] } } },
    'body.customFields.x: must hold no number of more than 15 digits, or it would change on the way; round it first',
  ],
  [
    'a name that objects take for their prototype',
    'expenses.create',
    { body: { ...standard, customFields: JSON.parse('{"x":{"__proto__":1}}') } },
    'body.customFields.x.__proto__: has a name that cannot be sent; leave it out',
  ],
  [
    'half a coordinate',
    'expenses.create',
    { body: { ...mileage, waypoints: [{ longitude: 2 }] } },
    'body.waypoints[0].latitude: longitude and latitude go together; give both or none',
  ],
  [
    'a latitude beyond the pole',
    'expenses.create',
    { body: { ...mileage, waypoints: [{ longitude: 2, latitude: 90.1 }] } },
    'body.waypoints[0].latitude: must be degrees between -90 and 90',
  ],
  [
    'a trip from nowhere',
    'mileage.trip',
    { body: { endAddress: 'Lyon', startLatitude: 1 } },
    'body.startAddress: give startAddress, or both startLongitude and startLatitude',
  ],
  [
    'a trip to nowhere',
    'mileage.address',
    { body: { startAddress: 'Paris' } },
    'body.endAddress: give endAddress, or both endLongitude and endLatitude',
  ],
  [
    'eleven waypoints',
    'mileage.trip',
    { body: { ...trip, waypoints: Array(11).fill({ address: 'x' }) } },
    'body.waypoints: must be at most 10; start and end are not counted',
  ],
  [
    'a round trip by waypoints',
    'mileage.trip',
    { body: { ...trip, roundTrip: true, waypoints: [{ address: 'x' }] } },
    'body.roundTrip: cannot be combined with waypoints; leave it out and add the way back as waypoints',
  ],
  [
    'an MD5 in hexadecimal',
    'receipts.uploadUrl',
    { body: { fileType: 'pdf', userId: 'u', md5: 'd41d8cd98f00b204e9800998ecf8427e' } },
    'body.md5: must be the base64 of the 16 bytes of the MD5, 24 characters ending in ==, not its hexadecimal form',
  ],
  [
    'a base64 with stray bits',
    'receipts.uploadUrl',
    { body: { fileType: 'pdf', userId: 'u', md5: 'yaWmh42XtIzJZcHkGFnwNB==' } },
    'body.md5: must be the base64 of the 16 bytes of the MD5, 24 characters ending in ==, not its hexadecimal form',
  ],
  [
    'an image nobody takes',
    'receipts.uploadUrl',
    { body: { fileType: 'png', userId: 'u', md5: 'yaWmh42XtIzJZcHkGFnwNA==' } },
    'body.fileType: must be one of jpg, jpeg, pdf',
  ],
  [
    'a language by region',
    'users.update',
    { path: user, body: { language: 'fr-FR' } },
    'body.language: must be an ISO 639 code, two lowercase letters, such as en',
  ],
  [
    'a bad code to patch in',
    'organizations.patch',
    { path: organization, body: { masterCurrency: 'euro' } },
    'body.masterCurrency: must be an ISO 4217 code, three uppercase letters, such as EUR, or empty to clear the field',
  ],
  [
    'an empty group name',
    'groups.patch',
    { path: { ...organization, groupId: 'g' }, body: { name: '' } },
    'body.name: must not be empty',
  ],
  [
    'a delegation on nobody',
    'users.delegations.replace',
    delegate({}),
    'body.delegations[0].userId: give either userId or groupId, exactly one of the two',
  ],
  [
    'a delegation on two',
    'users.delegations.replace',
    delegate({ userId: 'u', groupId: 'g' }),
    'body.delegations[0].userId: give either userId or groupId, exactly one of the two',
  ],
  [
    'half a delegation period',
    'users.delegations.replace',
    delegate({ userId: 'u', start: '2024-01-01' }),
    'body.delegations[0].end: start and end go together; give both or none',
  ],
  [
    'a dated group delegation',
    'users.delegations.replace',
    delegate({ groupId: 'g', start: '2024-01-01', end: '2024-01-02' }),
    'body.delegations[0].start: a group delegation has no dates; leave start and end out',
  ],
  [
    'a delegation in reverse',
    'users.delegations.replace',
    delegate({ userId: 'u', start: '2024-01-02', end: '2024-01-01' }),
    'body.delegations[0].end: must not be before start; swap the two dates',
  ],
  [
    'a rule without English',
    'warningRules.create',
    rule({ labels: { fr: 'Seuil' } }),
    'body.labels.en: must be there: the English text is required',
  ],
  [
    'an option code with a blank',
    'warningRules.create',
    rule({ labels: { en: 'x' }, options: [{ code: 'm 30', labels: { en: 'x' } }] }),
    'body.options[0].code: must be letters, digits, dots, dashes and underscores only',
  ],
  [
    'nothing to apply',
    'bookkeepers.clients.applyTemplate',
    { path: { bookkeeperId: 'b', clientId: 'c' }, body: { templateId: null } },
    'body.templateId: give templateId, accountingTemplateId or both',
  ],
  [
    'a state no client has',
    'bookkeepers.clients.states.add',
    { path: { bookkeeperId: 'b', clientId: 'c' }, body: { states: ['PAUSED'] } },
    'body.states[0]: must be one of BLOCKED, INVALID_PAYMENT',
  ],
  [
    'another id in the body',
    'customOptions.upsert',
    { path: { ...organization, listId: 'l', optionId: 'a' }, body: { id: 'b' } },
    'body.id: must be the same as path.optionId',
  ],
  [
    'an export nobody has',
    'expenses.exports.delete',
    { path: { expenseId: 'e', exportType: 'Payroll' } },
    'path.exportType: must be one of accounting, payroll',
  ],
  [
    'bounds in reverse',
    'customFields.expense.update',
    { path: { ...organization, customFieldKey: 'k' }, body: { validation: { minimumValue: 2, maximumValue: 1 } } },
    'body.validation.maximumValue: must not be less than minimumValue; swap the two',
  ],
  [
    'a condition without type',
    'categories.update',
    condition({ conditions: [] }),
    'body.scopeCondition.type: must be one of AND, OR, NOT, TRUE, FALSE, UCF_EQ, UCF_EMPTY, UCF_NOT_EMPTY, HAS_ANY_PRO, IS_IN_GROUP, IS_ADMIN, IS_ACCOUNTANT, IS_CHECKER, IS_MANAGER, ECF_EQ, ECF_COMPARE, ECF_EMPTY, ECF_NOT_EMPTY, EBF_EQ, EBF_COMPARE, EBF_EMPTY, EBF_NOT_EMPTY',
  ],
  [
    'a field of another condition',
    'categories.update',
    condition({ type: 'AND', conditions: [{ type: 'TRUE', code: 'c' }] }),
    'body.scopeCondition.conditions[0].code: is unknown; the fields here are type',
  ],
  [
    'a comparison of a category',
    'categories.update',
    condition({ type: 'EBF_COMPARE', field: 'CATEGORY', mode: 'GT', value: 1 }),
    'body.scopeCondition.field: must be TOTAL or TOTAL_WOT: no other field can be compared',
  ],
  ['a truth value instead of TRUE', 'categories.update', condition(true), 'body.scopeCondition: must be an object'],
];

describe('a request is refused for', () => {
  test.each(refused)('%s', (_, id, args, issue) => {
    expect(issuesOf(id, args)).toEqual([issue]);
  });
});

// [what is fine, operation, arguments]
const accepted: [string, OperationId, object][] = [
  ['a leap day', 'expenses.create', { body: standard }],
  ['three decimals in Kuwait', 'expenses.create', { body: { ...standard, currency: 'KWD', total: 7.111 } }],
  ['a currency that was invented since', 'expenses.create', { body: { ...standard, currency: 'QQQ', total: 7.1234 } }],
  [
    'net and tax that miss the total by a cent',
    'expenses.create',
    { body: { ...standard, totalWithoutTax: 5.93, taxes: [{ baseAmount: 5.93, rate: 20, amount: 1.19 }] } },
  ],
  [
    'null for what is optional',
    'expenses.create',
    { body: { ...standard, explanation: null, tags: null, customFields: null, taxes: null } },
  ],
  ['fifteen digits', 'expenses.create', { body: { ...standard, total: 9_999_999_999_999.99 } }],
  [
    'a mileage by coordinates',
    'expenses.create',
    { body: { ...mileage, waypoints: [{ longitude: -180, latitude: 90 }] } },
  ],
  [
    'an organization patch that clears',
    'organizations.patch',
    { path: organization, body: { masterCountry: '', masterLanguage: null } },
  ],
  [
    'a custom field of a new type',
    'customFields.expense.update',
    { path: { ...organization, customFieldKey: 'k' }, body: { type: 'HOLOGRAM' } },
  ],
  ['a role whose truth is left open', 'categories.update', condition({ type: 'IS_ADMIN', isAdmin: null })],
  ['a one-day period', 'expenses.search', { body: { searchMode: 'CREATION', start: '2024-02-29', end: '2024-02-29' } }],
  [
    'a way back that is no round trip',
    'mileage.trip',
    { body: { ...trip, roundTrip: false, waypoints: [{ address: 'x' }] } },
  ],
  ['a user id that is an e-mail address', 'users.get', { path: { ...organization, userId: 'zoé@exemple.fr' } }],
];

test('a wrong date is not also called out of order', () => {
  const body = { searchMode: 'TIME', start: 'yesterday', end: '2024-02-30' };
  expect(issuesOf('expenses.search', { body })).toEqual([
    'body.start: must be a real day written YYYY-MM-DD, such as 2024-02-29',
    'body.end: must be a real day written YYYY-MM-DD, such as 2024-02-29',
  ]);
});

describe('a request may hold', () => {
  test.each(accepted)('%s', (_, id, args) => {
    expect(issuesOf(id, args)).toEqual([]);
    expect(parseArguments(id, args)).toMatchObject(args);
  });
});

/** Builds arguments that satisfy the types of all required fields of an operation, and nothing more. */
function leastArguments(id: OperationId): Record<string, unknown> {
  const samples: Record<string, unknown> = {
    text: 'x',
    boolean: true,
    integer: 1,
    decimal: 1,
    date: '2024-01-01',
    any: 1,
  };
  const sampleOf = ({ type, values }: Field): unknown =>
    type.endsWith('[]') ? [] : (values?.[0] ?? (type.startsWith('map') ? { en: 'x' } : samples[type]));
  const objectOf = (fields: Field[]) =>
    Object.fromEntries(
      fields
        .filter(({ name, required }) => required && !/[.[]/.test(name))
        .map((field) => [field.name, sampleOf(field)]),
    );
  const special: Partial<Record<OperationId, object>> = {
    'expenses.create': { country: 'FR', currency: 'EUR' },
    'expenses.update': { country: 'FR', currency: 'EUR' },
    'receipts.uploadUrl': { md5: 'yaWmh42XtIzJZcHkGFnwNA==' },
    'mileage.address': trip,
    'mileage.trip': trip,
    'bookkeepers.clients.applyTemplate': { templateId: 't' },
  };
  const { path, query, body } = describeOperation(id).parameters;
  const fields = body?.groups[0]?.fields ?? [];
  return {
    path: objectOf(path),
    ...(query.length > 0 && { query: objectOf(query) }),
    ...(body && { body: body.type === 'object[]' ? [objectOf(fields)] : { ...objectOf(fields), ...special[id] } }),
  };
}

describe.each(operationIds)('%s', (id) => {
  test('takes no more than the fields described as required', () => {
    expect(issuesOf(id, leastArguments(id))).toEqual([]);
  });

  test('refuses a field it does not know, in every part', () => {
    const args = leastArguments(id);
    for (const part of ['path', 'query', 'body'] as const) {
      const given = args[part];
      if (given === undefined) continue;
      const surplus = Array.isArray(given) ? given.map((item) => ({ ...item, zzz: 1 })) : { ...given, zzz: 1 };
      const issues = issuesOf(id, { ...args, [part]: surplus });
      expect(issues).toEqual([expect.stringMatching(`^${part}(\\[0\\])?\\.zzz: is (unknown|not a path parameter)`)]);
    }
  });
});

test('whatever is given, the check ends in arguments or in InvalidArgumentsError', () => {
  const ids = fc.constantFrom(...operationIds);
  const parts = fc.record({ path: fc.anything(), query: fc.anything(), body: fc.anything() }, { requiredKeys: [] });
  fc.assert(fc.property(ids, fc.oneof(parts, fc.anything()), (id, args) => void issuesOf(id, args)));
});
