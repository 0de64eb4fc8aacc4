import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forEachClient } from './for-each-client.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 100 });
});
afterAll(() => sandbox.close());

const json = (text: string | undefined) => JSON.parse(text ?? '');

forEachClient(({ connect }) => {
  const open = () => connect({ env: sandboxEnvironment(sandbox) });

  test('lists resources and templates without asking Jenji', async () => {
    const client = await open();
    const before = sandbox.requests.length;
    const resources = await client.listResources();
    const templates = await client.listTemplates();
    expect(resources.map(({ uri }) => uri)).toContain('jenji://organizations');
    expect(templates.map(({ uriTemplate }) => uriTemplate)).toContain('jenji://expenses/{expense}/receipt');
    for (const { name, title } of [...resources, ...templates]) expect([name, title].every(Boolean)).toBe(true);
    expect(sandbox.requests.length).toBe(before);
  });

  test('reads from the list of organizations to one, its people, one of them', async () => {
    const client = await open();
    const { organizations } = json((await client.readResource('jenji://organizations')).text);
    const organization = json((await client.readResource(organizations[0].uri)).text);
    expect(organization.name).toMatch(/^⟦.+⟧$/);
    const { users } = json((await client.readResource(organization.users_uri)).text);
    const { user } = json((await client.readResource(users[0].uri)).text);
    expect(user.id).toBe(users[0].id);
  });

  test('reads an expense and the bytes of its receipt', async () => {
    const client = await open();
    const withReceipt = [...sandbox.world.organizations.values()]
      .flatMap(({ header }) => [...sandbox.world.expenses.search(header.id)])
      .find(({ expense }) => 'receiptKey' in expense && expense.receiptKey);
    const { expense, receipt_uri } = json(
      (await client.readResource(`jenji://expenses/${withReceipt?.expense.id}`)).text,
    );
    expect(expense.id).toBe(withReceipt?.expense.id);
    const receipt = await client.readResource(receipt_uri);
    const bytes = Buffer.from(receipt.blob ?? '', 'base64').toString('latin1');
    expect(receipt.mimeType).toBe(bytes.startsWith('%PDF') ? 'application/pdf' : 'image/jpeg');
    expect(bytes.length).toBeGreaterThan(500);
  });

  test('answers a URI that it does not have with an error of the protocol that helps', async () => {
    const client = await open();
    const before = sandbox.requests.length;
    await expect(client.readResource('jenji://unknown/thing')).rejects.toThrow('jenji://organizations');
    expect(sandbox.requests.length).toBe(before);
  });

  test('completes an organization by its name', async () => {
    const client = await open();
    const [state] = sandbox.world.organizations.values();
    const name = state?.header.name ?? '';
    const values = await client.complete(
      { type: 'ref/resource', uri: 'jenji://organizations/{organization}' },
      { name: 'organization', value: name.slice(0, 3) },
    );
    expect(values).toContain(name);
  });
});

describe('with some toolsets', () => {
  forEachClient(({ connect }) => {
    test('has only the resources that go with them', async () => {
      const client = await connect({ args: ['--toolsets', 'organizations'], env: sandboxEnvironment(sandbox) });
      const templates = (await client.listTemplates()).map(({ uriTemplate }) => uriTemplate);
      expect(templates).toEqual([
        'jenji://organizations/{organization}',
        'jenji://organizations/{organization}/settings',
      ]);
      await expect(client.readResource('jenji://expenses/x')).rejects.toThrow('no resource of that form');
    });
  });
});
