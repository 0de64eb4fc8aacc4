import { fileURLToPath } from 'node:url';
import type { CallToolResult, Client } from '@modelcontextprotocol/client';
import { build } from 'esbuild';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** A host with a window, which shows the card of this server's changes by the extension's own bridge. */
export interface CardHost {
  page: Page;
  card: FrameLocator;
  /** Addresses that the card asked for; it must never ask for any. */
  fetched: string[];
  /** What went wrong in the page. */
  errors: string[];
  show(result: CallToolResult, options?: { theme?: 'light' | 'dark'; locale?: string }): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

/** @param client The host's connection to the server, by which the card's calls go out. */
export async function openCardHost(browser: Browser, client: Client): Promise<CardHost> {
  const page = await browser.newPage({ viewport: { width: 660, height: 640 } });
  const [fetched, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => fetched.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.exposeFunction('callServerTool', (params: Parameters<Client['callTool']>[0]) => client.callTool(params));
  await page.setContent('<!doctype html><title>Host</title><body style="margin: 16px"></body>');
  await page.addScriptTag({ content: await hostScript() });
  return {
    page,
    fetched,
    errors,
    card: page.frameLocator('iframe'),
    async show(result, { theme = 'light', locale = 'en-GB' } = {}) {
      const html = await cardPage(client);
      await page.evaluate((options) => window.showCard(options), { html, theme, locale, result });
      await page.frameLocator('iframe').locator('h1').waitFor();
    },
  };
}

let bundled: Promise<string> | undefined;

function hostScript(): Promise<string> {
  bundled ??= build({
    entryPoints: [fileURLToPath(new URL('host-page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  }).then(({ outputFiles }) => outputFiles.map(({ text }) => text).join(''));
  return bundled;
}

/** The page as the server gives it to hosts, found by what the tools say of it. */
async function cardPage(client: Client): Promise<string> {
  const { tools } = await client.listTools();
  const ui = tools.find(({ name }) => name === 'commit_change')?._meta?.ui;
  const uri = typeof ui === 'object' && ui !== null && 'resourceUri' in ui ? String(ui.resourceUri) : '';
  const { contents } = await client.readResource({ uri });
  const [first] = contents;
  if (first?.mimeType !== 'text/html;profile=mcp-app' || !('text' in first)) throw new Error(`No card at ${uri}`);
  return first.text;
}
