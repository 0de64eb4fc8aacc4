import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';
import { buildDeferred, entryBanner, loadDeferred } from './deferred-part.mjs';
import { generate } from './generate.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/**
 * Builds the server: `node scripts/build.mjs [--check]`.
 *
 * Writes the generated sources and then dist/jenji-mcp.js, one file that needs nothing but Node. With --check it writes
 * nothing, and fails when a generated source is not what it would write.
 */
const app = dirname(dirname(fileURLToPath(import.meta.url)));
const largestFile = 2_000_000;

const stale = writeGenerated(await generate(app), process.argv.includes('--check'));
if (!process.argv.includes('--check')) {
  await bundle();
} else if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run "node scripts/build.mjs" in apps/mcp-server and commit the result.`);
  process.exitCode = 1;
}

/** The paths whose text is new. */
function writeGenerated(files, check) {
  const stale = Object.entries(files).filter(([path, text]) => read(join(app, path)) !== text);
  if (!check) for (const [path, text] of stale) write(join(app, path), text);
  return stale.map(([path]) => path);
}

async function bundle() {
  const deferredPath = join(app, 'src/deferred.ts');
  const rest = await buildDeferred(deferredPath);
  const entry = await build({
    ...bundleOptions,
    entryPoints: [join(app, 'src/main.ts')],
    plugins: [...bundleOptions.plugins, loadDeferred(deferredPath)],
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
    banner: entryBanner,
  });
  const text = entry.outputFiles[0].text + rest.text;
  if (text.length > largestFile)
    throw new Error(`dist/jenji-mcp.js has ${text.length} bytes; ${largestFile} are allowed.`);
  write(join(app, 'dist/jenji-mcp.js'), text);
  chmodSync(join(app, 'dist/jenji-mcp.js'), 0o755);
  write(join(app, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices([entry.metafile, rest.metafile]));
  console.log(
    `dist/jenji-mcp.js: ${entry.outputFiles[0].text.length} bytes at start, ${rest.text.length} on first use`,
  );
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
