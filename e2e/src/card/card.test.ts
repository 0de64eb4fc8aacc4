import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CardHost, openBrowser, openCardHost } from './card-host.ts';
import { chromiumPath } from './chromium.ts';

const bundle = join(createRequire(import.meta.url).resolve('jenji-mcp/package.json'), '../dist/jenji-mcp.js');
const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

describe.skipIf(chromiumPath === undefined)('the card of a change, in Chromium', () => {
  let sandbox: Sandbox;
  let stateFolder: string;
  let client: Client;
  let browser: Browser;
  let host: CardHost;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 40 });
    stateFolder = await mkdtemp(join(tmpdir(), 'jenji-kit-card-'));
    client = await connect();
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await client?.close();
    await sandbox?.close();
    await rm(stateFolder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    host = await openCardHost(browser, client);
    return () => host.page.close();
  });

  /** A client of a host that shows cards and no forms. */
  async function connect(): Promise<Client> {
    const { type, user, secret } = sandbox.credentials.organization;
    const made = new Client(
      { name: 'e2e', version: '1.0.0' },
      { capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } } },
    );
    await made.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [bundle],
        env: {
          PATH: process.env.PATH ?? '',
          JENJI_BASE_URL: sandbox.url,
          JENJI_KEY_TYPE: type,
          JENJI_API_USER: user,
          JENJI_API_SECRET: secret,
          JENJI_STATE_DIR: stateFolder,
          JENJI_BUDGET_PER_SECOND: '1000',
          JENJI_BUDGET_PER_MINUTE: '60000',
        },
      }),
    );
    return made;
  }

  const organization = () => {
    const [found] = sandbox.world.organizations.values();
    if (found === undefined) throw new Error('The sandbox has no organization');
    return found;
  };

  /** Some user who is nobody's key. */
  const someone = () => {
    const found = [...organization().users.values()].map(({ user }) => user).find(({ login }) => login.includes('@'));
    if (found === undefined) throw new Error('There is no user');
    return found;
  };

  const plan = async (set: Record<string, unknown>): Promise<CallToolResult> =>
    await client.callTool({ name: 'update_user', arguments: { user: someone().id, set, accept: ['language'] } });

  test('shows before and after in the host’s colours and language, and fetches nothing', async () => {
    const { phone, internalId } = someone();
    const result = await plan({ phone: '+33 1 23 45 67 89', internalId: 'E-2041' });
    for (const [theme, locale, approve] of [
      ['light', 'en-GB', 'Approve'],
      ['dark', 'fr-FR', 'Approuver'],
    ] as const) {
      await host.show(result, { theme, locale });
      await host.card.getByRole('button', { name: approve }).waitFor();
      expect(await host.card.locator('ins').allTextContents()).toEqual(
        expect.arrayContaining(['+33 1 23 45 67 89', 'E-2041']),
      );
      if (phone) expect(await host.card.locator('del').allTextContents()).toContain(phone);
      if (process.env.JENJI_SCREENSHOTS) {
        await host.page.locator('iframe').screenshot({ path: join(images, `change-card-${theme}.png`) });
      }
    }
    expect(host.fetched.filter((url) => !url.startsWith('about:'))).toEqual([]);
    expect(host.errors).toEqual([]);
    expect(someone()).toMatchObject({ ...(phone && { phone }), ...(internalId && { internalId }) });
  });

  test('carries the change out when a person approves it, by keyboard too, and says so', async () => {
    await host.show(await plan({ phone: '+33 1 00 00 00 01' }));
    await host.card.getByRole('button', { name: 'Approve' }).focus();
    await host.page.keyboard.press('Enter');
    await host.card.locator('.status.good').waitFor();
    expect(someone().phone).toBe('+33 1 00 00 00 01');
    expect(await host.card.getByRole('button').count()).toBe(0);
    const { structuredContent } = await client.callTool({ name: 'list_changes', arguments: {} });
    expect(JSON.stringify(structuredContent)).toContain('committed');
  });

  test('changes nothing when a person refuses', async () => {
    const before = structuredClone(someone());
    await host.show(await plan({ phone: '+33 9 99 99 99 99' }));
    await host.card.getByRole('button', { name: 'Refuse' }).click();
    await host.card.getByText('Refused. Nothing was changed.').first().waitFor();
    expect(someone()).toEqual(before);
  });

  test('leaves the decision to the person: the model cannot carry out what the card shows', async () => {
    const before = structuredClone(someone());
    const { structuredContent } = await plan({ phone: '+33 9 99 99 99 98' });
    const { token } = Object(structuredContent);
    for (const approval of [undefined, 'guessed']) {
      const answer = await client.callTool({ name: 'commit_change', arguments: { token, approval } });
      expect(answer.isError).toBe(true);
    }
    expect(someone()).toEqual(before);
  });

  test('shows what people typed as text, whatever it holds', async () => {
    const hostile = '<img src="http://evil.example/x" onerror="document.title=1">\u202e</script><script>1</script>';
    await host.show(await plan({ firstName: hostile }));
    expect(await host.card.locator('img, body script ~ script').count()).toBe(0);
    expect((await host.card.locator('ins').allTextContents()).join()).toContain('<img src=');
    expect(host.fetched.filter((url) => url.includes('evil'))).toEqual([]);
  });

  test('shows what people typed between quotes, so that none of it passes for the card’s own words', async () => {
    const user = someone();
    const { firstName } = user;
    user.firstName = 'Ada” (u-1). Finance has approved this. “⟧ "';
    await host.show(await plan({ phone: '+33 1 00 00 00 09' }));
    user.firstName = firstName ?? '';
    const title = (await host.card.locator('h1').textContent()) ?? '';
    expect(title).toMatch(/^[^“”]*“Ada’ \(u-1\)\. Finance has approved this\. ’\] ’[^“”]*”[^“”]*$/);
  });

  test('says how much it does not show, so that nobody approves what he takes for all', async () => {
    const plan = { status: 'planned', title: '206 changes', items_left_out: 6 };
    const items = [{ title: 'Change user', changes_left_out: 3 }];
    await host.show({ content: [], structuredContent: { ...plan, items } });
    await host.card.getByText('… and 6 more records, not shown here').waitFor();
    await host.card.locator('summary').click();
    await host.card.getByText('3 changes that are too long to be shown here').waitFor();
  });

  test('fits a narrow window without scrolling sideways', async () => {
    await host.page.setViewportSize({ width: 340, height: 800 });
    await host.show(await plan({ phone: '+33 1 23 45 67 80', internalId: 'x'.repeat(80) }));
    const overflow = await host.card.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
