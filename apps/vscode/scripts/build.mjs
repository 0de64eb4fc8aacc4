// @ts-check
/**
 * Builds dist/extension.cjs, one file, and a script for each webview. Fails when the manifest is not what the
 * declarations say: a build must not change what is committed.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { appFolder } from './app-folder.mjs';
import { staleFiles } from './generated-files.mjs';

const stale = await staleFiles();
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/vscode.`);
  process.exit(1);
}

const common = {
  absWorkingDir: appFolder,
  bundle: true,
  minify: true,
  conditions: ['@jenji-kit/source'],
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
};

rmSync(join(appFolder, 'dist/webview'), { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['src/vscode/extension.ts'],
  outfile: 'dist/extension.cjs',
  platform: 'node',
  // The Node of the oldest VS Code that the manifest allows.
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
  keepNames: true,
});

/** Each folder of webview/ with a main.ts is the script of one kind of page. */
const pages = readdirSync(join(appFolder, 'webview')).filter((name) =>
  existsSync(join(appFolder, 'webview', name, 'main.ts')),
);
await build({
  ...common,
  entryPoints: pages.map((name) => ({ in: `webview/${name}/main.ts`, out: name })),
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'chrome130',
  format: 'iife',
});
