import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete } from '../src/completion/complete.ts';
import { toolsetNames } from '../src/registry/toolsets.ts';
import { uriOf } from '../src/resources/resource-uri.ts';
import { offerOf } from '../src/server/offer.ts';
import { identity } from './identity.ts';
import { noAccount } from './no-account.ts';
import { type Connected, connected, connectedForAll } from './tools/connected.ts';
import { mainOrganization, today } from './tools/known-world.ts';

const organizationTemplate = 'jenji://organizations/{organization}';
const userTemplate = 'jenji://organizations/{organization}/users/{user}';
const expenseTemplate = 'jenji://expenses/{expense}';

interface Asked {
  uri?: string;
  prompt?: string;
  name: string;
  value: string;
  given?: Record<string, string>;
}

async function completed({ client }: Connected, { uri, prompt, name, value, given }: Asked) {
  const ref = prompt
    ? ({ type: 'ref/prompt', name: prompt } as const)
    : ({ type: 'ref/resource', uri: uri ?? '' } as const);
  const { completion } = await client.complete({
    ref,
    argument: { name, value },
    ...(given && { context: { arguments: given } }),
  });
  return completion;
}

const shared = connectedForAll({ today });

describe('completion', () => {
  test('finds an organization by a part of its name, and asks for the list once', async () => {
    const connection = await connected({ today, key: 'bookkeeper' });
    const names = [...connection.sandbox.world.organizations.values()].map(({ header }) => header.name);
    const all = await completed(connection, { uri: organizationTemplate, name: 'organization', value: '' });
    expect(all.values.length).toBeGreaterThan(1);
    for (const value of all.values) expect(names).toContain(value);
    const [chosen = ''] = all.values;
    const word = chosen.split(' ').at(-1) ?? '';
    const some = await completed(connection, {
      uri: organizationTemplate,
      name: 'organization',
      value: word.toUpperCase(),
    });
    expect(some.values).toContain(chosen);
    expect(connection.sent()).toEqual(['organizations.list']);
  });

  test('finds a person by name, login or id, and what it gives can be read', async () => {
    const connection = await shared();
    const { header, users } = mainOrganization(connection.sandbox);
    const person = [...users.values()].find(({ user }) => !user.id.includes('@') && user.id.length > 20);
    if (!person) throw new Error('nobody');
    const { id, firstName = '', lastName = '', login = '' } = person.user;
    const ask = async (value: string) =>
      (await completed(connection, { uri: userTemplate, name: 'user', value, given: { organization: header.name } }))
        .values;
    // The first call may ask for the organizations, the second for the people.
    await ask('');
    const full = `${firstName} ${lastName}`;
    for (const typed of [`${firstName} ${lastName?.slice(0, 3)}`, login?.slice(0, 8) ?? '']) {
      expect(await ask(typed), typed).toContain(full);
    }
    expect(await ask(id.slice(0, 9))).toContain(id);
    const uri = uriOf(userTemplate, { organization: header.name, user: full });
    const { contents } = await connection.client.readResource({ uri });
    expect(JSON.stringify(contents)).toContain(id);
  });

  test('tells two people of one name apart by their ids', async () => {
    const connection = await connected({ today });
    const { users, header } = mainOrganization(connection.sandbox);
    const [, , one, two] = [...users.values()];
    if (!one || !two) throw new Error('nobody');
    Object.assign(two.user, { firstName: one.user.firstName, lastName: one.user.lastName });
    const given = { organization: header.id };
    await completed(connection, { uri: userTemplate, name: 'user', value: '', given });
    const value = `${one.user.firstName} ${one.user.lastName}`;
    const { values } = await completed(connection, { uri: userTemplate, name: 'user', value, given });
    expect(values).toEqual([one, two].map(({ user }) => `${value} (${user.id})`));
    for (const [index, { user }] of [one, two].entries()) {
      const uri = uriOf(userTemplate, { organization: header.id, user: values[index] ?? '' });
      const { contents } = await connection.client.readResource({ uri });
      expect(JSON.stringify(contents)).toContain(user.id);
    }
  });

  test('finds groups by path for prompts', async () => {
    const connection = await shared();
    const { header, groups } = mainOrganization(connection.sandbox);
    const given = { organization: header.id };
    const ask = (value: string) => completed(connection, { prompt: 'review_waiting', name: 'group', value, given });
    await ask('');
    const group = groups.find(({ parentGroupId }) => parentGroupId !== undefined && parentGroupId !== 'root');
    const { values } = await ask(group?.name ?? '');
    expect(values.some((value) => value.endsWith(group?.name ?? ''))).toBe(true);
    const { isError, text } = await connection.call('search_users', { groups: [values[0]] });
    expect(isError, text).toBe(false);
  });

  test('offers expenses that a search has read, by label, date or amount, without a request', async () => {
    const connection = await connected({ today });
    expect((await completed(connection, { uri: expenseTemplate, name: 'expense', value: '' })).values).toEqual([]);
    const { structured } = await connection.call('search_expenses', { start: '2026-01-01', end: today, limit: 200 });
    connection.sent();
    const [expense] = structured.expenses as { id: string; label: string; date: string; amount: string }[];
    const label = expense?.label.slice(1, -1) ?? '';
    const { values } = await completed(connection, { uri: expenseTemplate, name: 'expense', value: label });
    const value = values.find((each) => each.includes(expense?.id ?? ''));
    expect(value).toBe(`${label}, ${expense?.date}, ${expense?.amount} EUR (${expense?.id})`);
    expect(connection.sent()).toEqual([]);
    const { contents } = await connection.client.readResource({
      uri: uriOf(expenseTemplate, { expense: value ?? '' }),
    });
    expect(JSON.stringify(contents)).toContain(expense?.id);
    const { messages } = await connection.client.getPrompt({
      name: 'explain_expense',
      arguments: { expense: value ?? '' },
    });
    expect(JSON.stringify(messages)).toContain(`{\\\\"expense\\\\":\\\\"${expense?.id}\\\\"`.replaceAll('\\\\', '\\'));
  });

  test('offers operations by their id or by words, languages and months', async () => {
    const connection = await shared();
    connection.sent();
    const operation = async (value: string) =>
      (await completed(connection, { uri: 'jenji://operations/{operation}', name: 'operation', value })).values;
    expect(await operation('users.g')).toContain('users.get');
    expect(await operation('moyens de paiement')).toContain('paymentMethods.list');
    expect((await operation('')).length).toBeGreaterThan(90);
    const of = async (name: string, value: string) =>
      (await completed(connection, { prompt: 'close_month', name, value })).values;
    expect(await of('language', 'f')).toEqual(['fr']);
    expect(await of('month', '')).toHaveLength(13);
    expect(connection.sent()).toEqual([]);
  });

  test('gives at most 100 values, and says how many there are', async () => {
    const connection = await connected({ today });
    const { users, header } = mainOrganization(connection.sandbox);
    const [[, first]] = [...users] as [[string, NonNullable<ReturnType<typeof users.get>>]];
    for (let index = 0; index < 250; index++) {
      const id = `extra-${index}`;
      users.set(id, { ...first, user: { ...first.user, id, login: `${id}@example.com`, lastName: `Extra ${index}` } });
    }
    const asked = { uri: userTemplate, name: 'user', value: '', given: { organization: header.id } };
    await completed(connection, asked);
    const { values, total, hasMore } = await completed(connection, asked);
    expect(values).toHaveLength(100);
    expect({ total, hasMore }).toEqual({ total: users.size, hasMore: true });
  });
});

describe('a completion', () => {
  test('costs one request at most', async () => {
    const connection = await connected({ today });
    const { header } = mainOrganization(connection.sandbox);
    const asked: Asked[] = [
      { uri: userTemplate, name: 'user', value: 'a', given: { organization: header.id } },
      { uri: userTemplate, name: 'user', value: 'a', given: { organization: header.id } },
      { prompt: 'review_waiting', name: 'group', value: 'a' },
      { prompt: 'review_waiting', name: 'group', value: 'b' },
    ];
    for (const each of asked) {
      await completed(connection, each);
      expect(connection.sent().length).toBeLessThanOrEqual(1);
    }
  });

  test('gives nothing while Jenji fails, and does not ask it again for each letter', async () => {
    const connection = await connected({ today });
    connection.sandbox.faults.add({ kind: 'status', status: 403 });
    for (const value of ['', 'a', 'at']) {
      const { values } = await completed(connection, { uri: organizationTemplate, name: 'organization', value });
      expect(values).toEqual([]);
    }
    expect(connection.sent()).toEqual(['organizations.list']);
    expect(connection.mistakes).toEqual([]);
  });

  test('sends nothing when the budget of the minute is half used', async () => {
    const connection = await connected({ today });
    const { budget } = connection.jenji;
    const status = await budget.status();
    budget.status = async () => ({ ...status, free: { ...status.free, minute: status.limits.perMinute / 2 } });
    const { values } = await completed(connection, { uri: organizationTemplate, name: 'organization', value: '' });
    expect(values).toEqual([]);
    expect(connection.sent()).toEqual([]);
  });

  test('does not wait for a Jenji that is silent; what it reads then is there for the next letter', async () => {
    const connection = await connected({ today });
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { jenji } = connection;
    const { call } = jenji;
    let answered: Promise<unknown> = Promise.resolve();
    Object.assign(jenji, {
      call: (...parameters: unknown[]) => {
        answered = held.then(() => Reflect.apply(call, jenji, parameters));
        return answered;
      },
    });
    const asked = { uri: organizationTemplate, name: 'organization', value: '' };
    expect((await completed(connection, asked)).values).toEqual([]);
    answer();
    await answered;
    expect((await completed(connection, asked)).values).toEqual([mainOrganization(connection.sandbox).header.name]);
    expect(connection.sent()).toEqual(['organizations.list']);
  });

  test('shows no organization beyond the bounds', async () => {
    const open = await connected({ today, key: 'bookkeeper' });
    const [own, other] = [...open.sandbox.world.organizations.values()].map(({ header }) => header);
    const settings = { organizations: new Set([own?.id ?? '']) };
    const connection = await connected({ today, key: 'bookkeeper', settings });
    const ask = (asked: Asked) => completed(connection, asked);
    const { values } = await ask({ uri: organizationTemplate, name: 'organization', value: '' });
    expect(values.length).toBeLessThanOrEqual(1);
    for (const organization of [other?.id ?? '', other?.name ?? '']) {
      const people = await ask({ uri: userTemplate, name: 'user', value: '', given: { organization } });
      expect(people.values).toEqual([]);
    }
    expect(connection.sandbox.requests.filter(({ path }) => path.includes(other?.id ?? ''))).toEqual([]);
  });

  test('without an account gives nothing', async () => {
    const offer = offerOf({ toolsets: toolsetNames, writes: 'confirm' }, identity);
    const ref = { type: 'ref/resource', uri: organizationTemplate } as const;
    const argument = { name: 'organization', value: 'a' };
    expect(await complete({ ref, argument }, offer, noAccount())).toEqual({ values: [], total: 0, hasMore: false });
  });

  test.each([
    [{ uri: 'jenji://nothing/{x}', name: 'x', value: '' }, 'ref.uri: is no resource of this server'],
    [
      { uri: userTemplate, name: 'expense', value: '' },
      'argument.name: is no variable of this template (organization, user)',
    ],
    [{ prompt: 'nothing', name: 'x', value: '' }, 'ref.name: is no prompt of this server'],
    [{ prompt: 'close_month', name: 'x', value: '' }, 'argument.name: is no argument of this prompt'],
    [{ prompt: 'close_month', name: 'constructor', value: '' }, 'argument.name: is no argument of this prompt'],
  ])('of %j is refused by name', async (asked, message) => {
    await expect(completed(await shared(), asked)).rejects.toThrow(message);
  });

  test('never fails, whatever is typed', async () => {
    const connection = await shared();
    const asked = fc.constantFrom(
      { uri: organizationTemplate, name: 'organization' },
      { uri: userTemplate, name: 'user' },
      { uri: expenseTemplate, name: 'expense' },
      { uri: 'jenji://operations/{operation}', name: 'operation' },
      { prompt: 'review_waiting', name: 'group' },
      { prompt: 'close_month', name: 'month' },
    );
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(asked, text, fc.option(text, { nil: undefined }), async (what, value, organization) => {
        const given = organization === undefined ? {} : { given: { organization } };
        const { values } = await completed(connection, { ...what, value, ...given });
        expect(values.length).toBeLessThanOrEqual(100);
        for (const each of values) expect(each).not.toMatch(/[⟦⟧\n\u202E]/u);
      }),
    );
    expect(connection.mistakes).toEqual([]);
  });
});
