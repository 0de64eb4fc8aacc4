// @ts-check
import { appFolder } from './app-folder.mjs';

/**
 * How the pages of the given folders of webview/ are built: a script and a stylesheet for each.
 *
 * @param {readonly string[]} pages
 * @returns {import('esbuild').BuildOptions}
 */
export function pageBuildOptions(pages) {
  return {
    absWorkingDir: appFolder,
    entryPoints: pages.map((name) => ({ in: `webview/${name}/main.ts`, out: name })),
    bundle: true,
    minify: true,
    conditions: ['@jenji-kit/source'],
    legalComments: 'none',
    logLevel: 'warning',
    platform: 'browser',
    target: 'chrome130',
    format: 'iife',
  };
}
