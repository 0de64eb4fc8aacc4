import { expect, test } from 'vitest';
import { pageHtml } from './page-html.ts';

const page = (more: Partial<Parameters<typeof pageHtml>[0]> = {}) =>
  pageHtml({
    title: 'October',
    language: 'fr',
    scriptUri: 'https://page.test/table.js',
    styleUri: 'https://page.test/table.css',
    cspSource: 'https://page.test',
    nonce: 'n0nce',
    ...more,
  });

test('lets nothing into a page but its own script, style and pictures', () => {
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page()) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-n0nce'",
    'style-src https://page.test',
    'font-src https://page.test',
    'img-src https://page.test',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page({ imageSources: ['blob:'] })).toContain('img-src https://page.test blob:;');
});

test('says the language and title, and keeps markup out of them', () => {
  expect(page({ title: '</title><script>"&' })).toContain('<title>&lt;/title&gt;&lt;script&gt;&quot;&amp;</title>');
  expect(page()).toContain('<html lang="fr">');
});
