import { operations } from '@jenji-kit/client/contract';
import { decimalPlaces } from '@jenji-kit/client/currency';
import { describe, expect, it } from 'vitest';
import { toMinorUnits } from '../rules/amount.ts';
import { customFieldProblems, missingCustomFields } from '../rules/custom-fields.ts';
import { mileageTotal } from '../rules/mileage.ts';
import { evaluateScopeCondition } from '../rules/scope-condition.ts';
import { mayPerform } from '../rules/workflow.ts';
import type { Expense, OrganizationState, World } from '../world/index.ts';
import { sandboxKeys } from './keys.ts';
import { createWorld } from './world.ts';

const today = '2025-06-15';
const world = createWorld({ seed: 1, expenses: 1500, today });
const organizations = [...world.organizations.values()];
const expenses = new Map(
  organizations.map((organization) => [
    organization,
    Array.from(world.expenses.search(organization.header.id), ({ expense }) => expense),
  ]),
);
const everyExpense = [...expenses.values()].flat();
const [main] = organizations;
if (!main) throw new Error('a main organization');
const expensesOfMain = expenses.get(main) ?? [];

/** What two worlds are compared by: everything but the functions. */
function contents({ keys, organizations: states, bookkeepers, expenses: store }: World) {
  const records = [...states.keys()].flatMap((id) => [...store.search(id)]);
  return structuredClone({
    keys,
    organizations: [...states.values()].map((state) => ({ ...state })),
    bookkeepers: [...bookkeepers.values()],
    records,
  });
}

const users = (organization: OrganizationState) => [...organization.users.values()].map(({ user }) => user);

describe('a world', () => {
  it('is the same for the same seed, size and day', () => {
    const options = { seed: 9, expenses: 120, today };
    expect(contents(createWorld(options))).toEqual(contents(createWorld(options)));
  });

  it('is another for another seed', () => {
    const idsOf = (seed: number) => [...createWorld({ seed, expenses: 50, today }).organizations.keys()];
    expect(idsOf(1)).not.toEqual(idsOf(2));
  });

  it('does not depend on what was looked at before', () => {
    const fresh = createWorld({ seed: 1, expenses: 1500, today });
    const { id } = expensesOfMain[700] ?? { id: '' };
    expect(fresh.expenses.get(id)?.expense).toEqual(expensesOfMain[700]);
  });

  it('does not change its generated expenses with its organizations', () => {
    const changed = createWorld({ seed: 1, expenses: 1500, today });
    const organization = changed.organizations.get(main.header.id);
    organization?.users.clear();
    organization?.groups.splice(1);
    organization?.categories.splice(0);
    expect([...changed.expenses.search(main.header.id)].map(({ expense }) => expense)).toEqual(expensesOfMain);
  });

  it('ends today by default', () => {
    const now = createWorld({ expenses: 300 });
    const day = new Date().toISOString().slice(0, 10);
    const [organization = ''] = now.organizations.keys();
    const days = [...now.expenses.search(organization)].map(({ expense }) => expense.time);
    expect(days.every((each) => each <= day)).toBe(true);
    expect(days.some((each) => each.slice(0, 4) >= String(Number(day.slice(0, 4)) - 1))).toBe(true);
  });

  it('has the number of expenses asked for in its main organization', () => {
    expect(expensesOfMain).toHaveLength(1500);
    expect(createWorld({ expenses: 200_000, today }).expenses.size).toBeGreaterThan(200_000);
  });

  it('has the documented keys, and a user behind each', () => {
    expect(world.keys.map(({ user, secret }) => ({ user, secret }))).toEqual(
      expect.arrayContaining(Object.values(sandboxKeys)),
    );
    for (const key of world.keys) {
      const known =
        key.type === 'organization'
          ? world.organizations.get(key.organizationId)?.users
          : world.bookkeepers.get(key.bookkeeperId)?.users;
      expect(known?.has(key.userId)).toBe(true);
    }
    expect(world.keys.find(({ type }) => type === 'organization')).toMatchObject(sandboxKeys.organization);
    expect(world.keys.find(({ type }) => type === 'bookkeeper')).toMatchObject(sandboxKeys.bookkeeper);
  });
});

describe('every reference leads somewhere', () => {
  it.each(organizations.map((organization) => [organization.header.name, organization] as const))(
    'in %s',
    (_, organization) => {
      const { groups, categories, paymentMethods, allowanceTemplates, optionLists, customFields } = organization;
      const groupIds = new Set(groups.map(({ id }) => id));
      const userIds = new Set(organization.users.keys());
      const categoryIds = new Set(categories.map(({ id }) => id));
      const methodIds = new Set(paymentMethods.map(({ id }) => id));
      const unknown: string[] = [];
      const check = (what: string, known: { has(id: string): boolean }, ...ids: (string | undefined | null)[]) => {
        for (const id of ids) if (id !== undefined && id !== null && !known.has(id)) unknown.push(`${what}: ${id}`);
      };
      expect(groups[0]).toMatchObject({ id: 'root', name: organization.header.name });
      for (const group of groups) {
        check('parent group', groupIds, group.parentGroupId);
        check('payment method of group', methodIds, ...(group.paymentMethodIds ?? []));
        expect(group.parentGroupId === undefined).toBe(group.id === 'root');
      }
      for (const category of categories) {
        check('parent category', categoryIds, category.parentCategoryId);
        const parent = categories.find(({ id }) => id === category.parentCategoryId);
        expect(parent?.parentCategoryId).toBeUndefined();
      }
      for (const user of users(organization)) {
        expect(user.organizationId).toBe(organization.header.id);
        check('group of user', groupIds, user.groupId, ...user.profiles.flatMap((profile) => profile.groupIds));
        check('payment method of user', methodIds, user.preferredPaymentMethodId);
        check('vehicle of user', new Set(user.vehicles.map(({ id }) => id)), user.preferredVehicleId);
        for (const { userId, groupId } of user.delegations) {
          check('delegation', userIds, userId);
          check('delegation', groupIds, groupId);
        }
        expect(customFieldProblems(customFields.user, user.customFields, optionLists)).toEqual([]);
      }
      expect(new Set(users(organization).map(({ login }) => login)).size).toBe(userIds.size);
      for (const template of allowanceTemplates) {
        check('category of template', categoryIds, template.category);
        check('payment method of template', methodIds, template.paymentMethodId);
      }
      for (const { field } of Object.values(customFields).flat()) check('options', optionLists, field.listId);
      for (const { groupId } of organization.communications) check('group of communication', groupIds, groupId);
      for (const { invitation } of organization.invitations) check('group of invitation', groupIds, invitation.groupId);
      for (const request of organization.expenseRequests.values()) {
        check('user of request', userIds, request.userId);
        for (const id of request.expenses) expect(world.expenses.get(id)?.expense.userId).toBe(request.userId);
        for (const { file } of request.files ?? []) expect(world.receipts.get(file)?.bytes.length).toBeGreaterThan(500);
        expect(organization.expenseRequestTypes).toContain(request.type);
      }
      const reserved = ['duplicate', 'invalid-receipt'];
      const ruleIds = new Set([...organization.warningRules.map(({ id }) => id), ...reserved]);
      const vehicleIds = new Map(
        users(organization).map(({ id, vehicles }) => [id, new Set(vehicles.map((v) => v.id))]),
      );
      for (const expense of expenses.get(organization) ?? []) {
        const { validatedBy, checkedBy, accountedBy, paidBy, deletedBy } = expense;
        check('user of expense', userIds, expense.userId, validatedBy, checkedBy, accountedBy, paidBy, deletedBy);
        check('attendee', userIds, ...(expense.attendees ?? []));
        if (expense.type === 'MILEAGE') {
          check('vehicle', vehicleIds.get(expense.userId) ?? new Set(), expense.vehicleId);
        } else {
          check('category of expense', categoryIds, expense.category);
          check('payment method of expense', methodIds, expense.paymentMethodId);
          expect(expense.receiptKey === undefined || expense.receiptKey.startsWith(`${expense.userId}/`)).toBe(true);
        }
        if (expense.type === 'ALLOWANCE') {
          check(
            'template of expense',
            new Set(allowanceTemplates.map(({ templateId }) => templateId)),
            expense.templateId,
          );
        }
        for (const warning of expense.warnings ?? []) {
          check('warning rule', ruleIds, warning.warningRuleId);
          for (const linked of warning.linkedExpensesIds ?? []) {
            const twin = world.expenses.get(linked)?.expense;
            expect(twin).toMatchObject({ userId: expense.userId, time: expense.time, total: expense.total });
            expect(twin?.warnings?.flatMap((each) => each.linkedExpensesIds ?? [])).toContain(expense.id);
          }
        }
      }
      expect(unknown).toEqual([]);
    },
  );

  it('from bookkeepers to their master and their clients', () => {
    for (const { header, groups, users: members, clients } of world.bookkeepers.values()) {
      if (header.masterBookkeeperId) expect(world.bookkeepers.has(header.masterBookkeeperId)).toBe(true);
      const groupIds = groups.map(({ id }) => id);
      for (const { parentGroupId } of groups) if (parentGroupId) expect(groupIds).toContain(parentGroupId);
      for (const { groupId, bookkeeperId } of members.values()) {
        expect(groupIds).toContain(groupId);
        expect(bookkeeperId).toBe(header.id);
      }
      for (const [id, client] of clients) {
        expect(world.organizations.has(id)).toBe(true);
        expect(client).toMatchObject({ organizationId: id, bookkeeperId: header.id });
      }
    }
    const key = world.keys.find(({ type }) => type === 'bookkeeper');
    const bookkeeper = key?.type === 'bookkeeper' ? world.bookkeepers.get(key.bookkeeperId) : undefined;
    expect(bookkeeper?.clients.size).toBeGreaterThanOrEqual(8);
    expect(bookkeeper?.templates.size).toBeGreaterThan(1);
  });
});

describe('amounts', () => {
  it('have no more decimals than their currency, and yen and dinars are among them', () => {
    const seen = new Set<number>();
    for (const { total, currency } of everyExpense) {
      const decimals = decimalPlaces(currency) ?? 2;
      seen.add(decimals);
      expect(Number(total.toFixed(decimals)), `${total} ${currency}`).toBe(total);
      expect(total).toBeGreaterThan(0);
    }
    expect([...seen].sort()).toEqual([0, 2, 3]);
  });

  it('add up: net and taxes are the total, to the last minor unit', () => {
    let taxed = 0;
    for (const expense of everyExpense) {
      if (expense.type === 'MILEAGE' || !expense.taxes) continue;
      taxed += 1;
      const minor = (amount = 0) => toMinorUnits(amount, expense.currency);
      const taxes = expense.taxes.reduce((sum, { amount }) => sum + minor(amount), 0);
      expect(minor(expense.totalWithoutTax) + taxes).toBe(minor(expense.total));
      expect(expense.taxes.reduce((sum, { baseAmount }) => sum + minor(baseAmount), 0)).toBe(
        minor(expense.totalWithoutTax),
      );
    }
    expect(taxed).toBeGreaterThan(500);
  });

  it('in a foreign currency are converted at the rate that is shown, and paid back in the organization’s', () => {
    let converted = 0;
    for (const [{ header }, own] of expenses) {
      const master = header.masterCurrency ?? '';
      for (const expense of own) {
        expect(expense.reimbursement?.reimbursementCurrency ?? master).toBe(master);
        if (expense.type === 'MILEAGE' || expense.currency === master) continue;
        converted += 1;
        const { totalInMasterCurrency = 0, totalConversionRate = 0, total } = expense;
        expect(toMinorUnits(totalInMasterCurrency, master)).toBe(toMinorUnits(total * totalConversionRate, master));
        if (expense.reimbursement && expense.reimbursable !== false) {
          expect(expense.reimbursement.reimbursableAmount).toBe(totalInMasterCurrency);
        }
      }
    }
    expect(converted).toBeGreaterThan(50);
  });

  it('of journeys are what the scale gives for the vehicle and the distance', () => {
    let journeys = 0;
    for (const [organization, own] of expenses) {
      for (const expense of own) {
        if (expense.type !== 'MILEAGE') continue;
        journeys += 1;
        const vehicle = organization.users
          .get(expense.userId)
          ?.user.vehicles.find(({ id }) => id === expense.vehicleId);
        if (!vehicle) throw new Error('a vehicle');
        const journey = { distance: expense.distance, distanceUnit: expense.distanceUnit ?? 'KM', vehicle };
        expect(expense.total).toBe(mileageTotal(journey, expense.currency, world.exchangeRates.get(expense.currency)));
        expect(expense.distance).toBeGreaterThanOrEqual(expense.computedDistance ?? 0);
        expect(expense.waypoints?.length).toBeGreaterThanOrEqual(2);
      }
    }
    expect(journeys).toBeGreaterThan(100);
  });
});

describe('the life of an expense', () => {
  const end = `${today}T06:00:00.000Z`;

  it('passes through its workflow in order, by those who may, and never ahead of time', () => {
    const actors = { checked: 0, validated: 0, accounted: 0, paid: 0 };
    for (const [organization, own] of expenses) {
      const states = organization.expenseWorkflow.states.map(({ code }) => code);
      for (const expense of own) {
        expect(states).toContain(expense.state);
        const { createdAt, checkedAt, validatedAt, accountedAt, paidAt } = expense;
        const times = [createdAt, checkedAt, validatedAt, accountedAt, paidAt].filter((at) => at !== undefined);
        expect(times).toEqual([...times].sort());
        expect(times.every((at) => at < end)).toBe(true);
        expect(createdAt.slice(0, 10) >= expense.time).toBe(true);
        expect(expense.paidAt !== undefined).toBe(expense.state === 'PAID');
        expect(expense.deletedAt !== undefined).toBe(expense.state === 'DELETED');
        for (const mark of ['checked', 'validated', 'accounted', 'paid'] as const) {
          const actor = organization.users.get(expense[`${mark}By`] ?? '')?.user;
          const owner = organization.users.get(expense.userId)?.user;
          if (!actor || !owner) continue;
          const able = organization.expenseWorkflow.transitions.filter(({ marks }) => marks === mark);
          expect(able.some((step) => mayPerform(step, actor, owner, organization.groups))).toBe(true);
          actors[mark] += 1;
        }
      }
    }
    for (const count of Object.values(actors)) expect(count).toBeGreaterThan(500);
  });

  it('has instants with 0, 6 and 9 digits after the seconds', () => {
    const digits = everyExpense.map(({ createdAt }) => /:\d\d(?:\.(\d+))?Z$/.exec(createdAt)?.[1]?.length ?? 0);
    expect([...new Set(digits)].sort()).toEqual([0, 6, 9]);
  });

  it('has brought old ones to their end and left recent ones waiting', () => {
    const count = (state: string, from: string, to: string) =>
      expensesOfMain.filter((expense) => expense.state === state && from <= expense.time && expense.time <= to).length;
    const paidOf = (from: string, to: string) =>
      count('PAID', from, to) / expensesOfMain.filter(({ time }) => from <= time && time <= to).length;
    expect(paidOf('2024-01-01', '2024-12-31')).toBeGreaterThan(0.85);
    expect(paidOf('2025-06-05', today)).toBe(0);
    expect(count('WAITING_FOR_COMPLIANCE', '2025-06-01', today)).toBeGreaterThan(5);
  });

  it.each([1, 2, 3])('leaves expenses in every state and of every type (seed %i, on any day of a month)', (seed) => {
    for (const day of ['2025-06-01', '2025-06-04', '2025-06-11', '2025-06-30']) {
      const other = createWorld({ seed, expenses: 2000, today: day });
      const [organization] = other.organizations.values();
      const found = [...other.expenses.search(organization?.header.id ?? '')].map(({ expense }) => expense);
      const codes = organization?.expenseWorkflow.states.map(({ code }) => code) ?? [];
      expect([...new Set(found.map(({ state }) => state))].sort(), day).toEqual([...codes].sort());
      expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['STANDARD', 'MILEAGE', 'ALLOWANCE', 'PERDIEM']));
    }
  });

  it('leaves some waiting for their manager in a small world as well, on any day', () => {
    for (const day of ['2025-06-15', '2025-01-01', '2024-02-29']) {
      const small = createWorld({ expenses: 20, today: day });
      const found = [...small.expenses.search(main.header.id)].map(({ expense }) => expense.state);
      expect(found.filter((state) => state === 'WAITING_FOR_VALIDATION').length).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps a warning that prevents validation muted once the expense is accepted', () => {
    const prevented = expensesOfMain.flatMap(({ state, warnings = [] }) =>
      warnings.filter((warning) => warning.isPreventingValidation).map((warning) => ({ state, warning })),
    );
    expect(prevented.length).toBeGreaterThan(0);
    for (const { state, warning } of prevented) {
      if (['ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID'].includes(state)) expect(warning.mutedAt).toBeDefined();
    }
  });
});

describe('custom fields', () => {
  it('hold values that fit them, and the required ones are nearly always filled in', () => {
    let missing = 0;
    for (const [organization, own] of expenses) {
      const { customFields, optionLists, groups } = organization;
      for (const expense of own) {
        expect(customFieldProblems(customFields.expense, expense.customFields, optionLists)).toEqual([]);
        const user = organization.users.get(expense.userId)?.user;
        if (missingCustomFields(customFields.expense, expense.customFields, { user, expense, groups }).length > 0)
          missing += 1;
      }
    }
    expect(missing).toBeGreaterThan(0);
    expect(missing / everyExpense.length).toBeLessThan(0.1);
  });

  it('and everything else with a scope condition can be evaluated', () => {
    const [user] = users(main);
    for (const organization of organizations) {
      const conditions = [
        ...Object.values(organization.customFields).flatMap((fields) =>
          fields.map(({ field }) => field.visibleScopeCondition),
        ),
        ...[...organization.optionLists.values()].flat().map(({ scopeCondition }) => scopeCondition),
        ...organization.allowanceTemplates.map(({ creationCondition }) => creationCondition),
      ].filter((condition) => condition !== undefined);
      for (const condition of conditions) {
        expect(evaluateScopeCondition(condition, { user, expense: { total: 1 } }).reason).toBeUndefined();
      }
    }
  });

  it('come in every documented type in the main organization', () => {
    const types = new Set(main.customFields.expense.map(({ field }) => field.type));
    const documented = [
      'DATE',
      'LONG',
      'LIST',
      'LONGTEXT',
      'NUMBER',
      'STRING',
      'STRING_SET',
      'TIME_HH_MM',
      'EXTERNAL',
      'PLACE',
      'BOOLEAN',
      'FILES',
    ];
    expect([...types].sort()).toEqual(documented.sort());
  });
});

describe('what people typed', () => {
  const labelled = (text: string) => expensesOfMain.filter(({ label }) => label?.includes(text));

  it('includes orders to an assistant, scripts, formulas, reversed and invisible characters', () => {
    for (const text of ['IGNORE ALL PREVIOUS', '<img', '=HYPERLINK(', '\u202E', '\u0007', 'مطعم', '東']) {
      expect(labelled(text).length, JSON.stringify(text)).toBeGreaterThan(0);
    }
    for (const text of ['<system>', '\u001B[31m', '\u200B', '👩‍👩‍👧‍👦', '](https://']) {
      expect(expensesOfMain.some(({ explanation }) => explanation?.includes(text))).toBe(true);
    }
  });

  it('includes an amount of fifteen digits and a leap day', () => {
    expect(expensesOfMain.some(({ total }) => total === 1_234_567_890_123.45)).toBe(true);
    expect(expensesOfMain.some(({ time }) => time === '2024-02-29')).toBe(true);
  });
});

describe('receipts', () => {
  it('are there for every expense that has a key, as files of the kind that the key says', () => {
    const keyed = everyExpense.flatMap((expense) =>
      'receiptKey' in expense && expense.receiptKey ? [expense.receiptKey] : [],
    );
    expect(keyed.length).toBeGreaterThan(1000);
    expect(new Set(keyed).size).toBe(keyed.length);
    for (const key of keyed.filter((_, index) => index % 97 === 0)) {
      const file = world.receipts.get(key);
      expect(file?.contentType).toBe(key.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg');
      expect(Buffer.from(file?.bytes.slice(0, 4) ?? []).toString('latin1')).toMatch(/^(%PDF|\xff\xd8\xff)/);
    }
  });

  it('are not there under another user’s name, another type or an invented key', () => {
    const { receiptKey = '', userId } =
      expensesOfMain.find((e): e is Extract<Expense, { type: 'STANDARD' }> => e.type === 'STANDARD') ?? {};
    expect(world.receipts.get(receiptKey)).toBeDefined();
    expect(world.receipts.get(receiptKey.replace(userId ?? '', 'someone'))).toBeUndefined();
    expect(world.receipts.get(receiptKey.replace(/\.\w+$/, '.png'))).toBeUndefined();
    expect(world.receipts.get('nothing')).toBeUndefined();
  });

  it('that are uploaded are kept as they are', () => {
    const file = { bytes: Uint8Array.of(1, 2, 3), contentType: 'application/pdf' };
    world.receipts.put('someone/new.pdf', file);
    expect(world.receipts.get('someone/new.pdf')).toBe(file);
  });
});

it('takes what happens later for activities as well', () => {
  const [first] = main.activities;
  if (!first) throw new Error('an activity');
  main.activities.push({ ...first, day: '2025-07-01' });
  expect(main.activities.at(-1)?.day).toBe('2025-07-01');
});

describe('on the wire', () => {
  it('every expense is what the contract says', () => {
    const { response } = operations['expenses.get'];
    for (const expense of everyExpense) {
      const parsed = response.safeParse(JSON.parse(JSON.stringify(expense)));
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });
});
