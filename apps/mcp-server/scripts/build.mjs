// @ts-check
/**
 * Builds dist/jenji-mcp.js, one file that needs nothing but Node. Fails when the generated sources are not current: they
 * are committed, and a build must not change what is.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../packages/mcp/scripts/bundle-options.mjs';
import { thirdPartyNotices } from '../../../packages/mcp/scripts/third-party-notices.mjs';
import { staleIn } from '../../../packages/mcp/scripts/written-files.mjs';
import { appFolder } from './app-folder.mjs';
import { buildDeferred, entryBanner, loadDeferred } from './deferred-part.mjs';
import { generatedFiles } from './generated-files.mjs';

const largestFile = 2_000_000;

const stale = staleIn(appFolder, generatedFiles());
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/mcp-server.`);
  process.exit(1);
}

const deferredPath = join(appFolder, 'src/deferred.ts');
const rest = await buildDeferred(deferredPath);
const { outputFiles, metafile } = await build({
  ...bundleOptions,
  entryPoints: [join(appFolder, 'src/main.ts')],
  plugins: [...bundleOptions.plugins, loadDeferred(deferredPath)],
  format: 'esm',
  minify: true,
  write: false,
  metafile: true,
  banner: entryBanner,
});
const atStart = outputFiles.map(({ text }) => text).join('');
const file = atStart + rest.text;
if (file.length > largestFile) {
  throw new Error(`dist/jenji-mcp.js has ${file.length} bytes; ${largestFile} are allowed.`);
}
write('dist/jenji-mcp.js', file);
chmodSync(join(appFolder, 'dist/jenji-mcp.js'), 0o755);
write('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices([metafile, rest.metafile]));
console.log(`dist/jenji-mcp.js: ${atStart.length} bytes at start, ${rest.text.length} on first use`);

/** @type {(path: string, text: string) => void} */
function write(path, text) {
  const target = join(appFolder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
