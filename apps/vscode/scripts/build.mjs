// @ts-check
/**
 * Builds dist/extension.cjs, one file, and a script for each webview. Fails when the manifest is not what the
 * declarations say: a build must not change what is committed.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../packages/mcp/scripts/bundle-options.mjs';
import { thirdPartyNotices } from '../../../packages/mcp/scripts/third-party-notices.mjs';
import { appFolder } from './app-folder.mjs';
import { staleFiles } from './generated-files.mjs';
import { pageBuildOptions } from './page-build.mjs';

const stale = await staleFiles();
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/vscode.`);
  process.exit(1);
}

const extension = await build({
  ...bundleOptions,
  entryPoints: [join(appFolder, 'src/vscode/extension.ts')],
  outfile: join(appFolder, 'dist/extension.cjs'),
  // The Node of the oldest VS Code that the manifest allows.
  target: 'node22',
  format: 'cjs',
  minify: true,
  keepNames: true,
  external: ['vscode'],
  // Its main file is UMD, which finds its parts in a way that cannot be bundled.
  alias: { 'jsonc-parser': join(appFolder, 'node_modules/jsonc-parser/lib/esm/main.js') },
  metafile: true,
});

/** Each folder of webview/ with a main.ts is the script of one kind of page. */
const pages = readdirSync(join(appFolder, 'webview')).filter((name) =>
  existsSync(join(appFolder, 'webview', name, 'main.ts')),
);
rmSync(join(appFolder, 'dist/webview'), { recursive: true, force: true });
await build({ ...pageBuildOptions(pages), outdir: 'dist/webview' });

writeFileSync(join(appFolder, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices([extension.metafile]));
