/// <reference lib="dom" />

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { pageHtml } from '../../src/webview/page-html.ts';
import { builtPage } from './built-page.ts';
import { type ThemeKind, themeOf } from './theme.ts';

export interface OpenOptions {
  readonly theme?: ThemeKind;
  /** Default `en`. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly imageSources?: readonly ('data:' | 'blob:')[];
  /** What the editor kept of the page. */
  readonly state?: unknown;
}

/** A page with a host that does what the test says. */
export interface PageUnderTest<ToPage, FromPage> {
  readonly page: Page;
  /** As the extension sends it, typed arrays included. */
  send(message: ToPage): Promise<void>;
  /** Everything that the page sent, but for what each page sends by itself; typed arrays as lists of numbers. */
  sent(): Promise<FromPage[]>;
  setTheme(theme: ThemeKind): Promise<void>;
  /** @throws an assertion that names what is wrong, where, and the rule. */
  expectAccessible(): Promise<void>;
  /** What went wrong in the page, and what its policy or the test's network refused. */
  readonly problems: string[];
}

declare global {
  interface Window {
    sentByPage: unknown[];
  }
}

const origin = 'https://page.test';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Opens a page of webview/ as the extension does: its HTML, its policy, its built files, under a theme of VS Code. */
export async function openPage<ToPage, FromPage>(
  browser: Browser,
  name: string,
  { theme = 'dark', language = 'en', viewport = { width: 1000, height: 600 }, imageSources, state }: OpenOptions = {},
): Promise<PageUnderTest<ToPage, FromPage>> {
  const { script, style } = await builtPage(name);
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  // Well within the time of a test, so that a failure names what was waited for.
  page.setDefaultTimeout(8_000);
  // With the browser it is gone already.
  page.on('close', () => context.close().catch(() => undefined));
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  const files: Record<string, { contentType: string; body: string }> = {
    '/': {
      contentType: 'text/html',
      body: pageHtml({
        title: 'Page',
        language,
        scriptUri: `${origin}/${name}.js`,
        styleUri: `${origin}/${name}.css`,
        cspSource: origin,
        nonce: 'test',
        imageSources,
      }),
    },
    [`/${name}.js`]: { contentType: 'text/javascript', body: script },
    [`/${name}.css`]: { contentType: 'text/css', body: style },
  };
  await context.route('**/*', async (route) => {
    const { origin: asked, pathname } = new URL(route.request().url());
    const file = asked === origin ? files[pathname] : undefined;
    if (file) return await route.fulfill(file);
    if (pathname !== '/favicon.ico') problems.push(`asked for ${route.request().url()}`);
    return await route.abort();
  });
  await context.addInitScript((kept) => {
    window.sentByPage = [];
    let current = kept;
    Object.assign(window, {
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => window.sentByPage.push(structuredClone(message)),
        getState: () => current,
        setState: (next: unknown) => {
          current = next;
        },
      }),
    });
  }, state);
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.sentByPage.length > 0);
  const setTheme = async (kind: ThemeKind) => {
    await page.evaluate(({ classes, variables }) => {
      document.body.classList.remove(...[...document.body.classList].filter((each) => each.startsWith('vscode-')));
      document.body.classList.add(...classes.split(' ').filter(Boolean));
      for (const [variable, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(variable, value);
      }
    }, themeOf(kind));
  };
  await setTheme(theme);
  return {
    page,
    problems,
    setTheme,
    send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
    sent: async () =>
      (await page.evaluate(() =>
        window.sentByPage
          .filter((message) => !String(Object(message).type).startsWith('page:'))
          .map((message) =>
            Object.fromEntries(
              Object.entries(Object(message)).map(([key, value]) => [
                key,
                ArrayBuffer.isView(value) ? Array.from(value as Uint32Array) : value,
              ]),
            ),
          ),
      )) as FromPage[],
    expectAccessible: async () => {
      // By its own world, which the policy of the page does not bind.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(
        async (): Promise<AxeResults> => await Object(window).axe.run(document, { resultTypes: ['violations'] }),
      );
      expect(
        violations.map(
          ({ id, help, nodes }) =>
            `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`,
        ),
      ).toEqual([]);
    },
  };
}
