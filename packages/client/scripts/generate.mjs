// Writes what derives from the contract: src/methods.generated.ts and docs/operations.md.
// `pnpm --filter @jenji-kit/client generate` writes; with `--check` it fails when a file is not what it would write.
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { methodsSource } from './methods-source.mjs';
import { operationsPage } from './operations-page.mjs';

const at = (path) => new URL(`../${path}`, import.meta.url);

/** The contract as it stands in the sources, whatever was built before. */
async function loadContract() {
  const bundle = await build({
    entryPoints: [at('src/contract/index.ts').pathname],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`);
}

const contract = await loadContract();
const generated = [
  {
    name: 'packages/client/src/methods.generated.ts',
    url: at('src/methods.generated.ts'),
    text: methodsSource(contract),
  },
  { name: 'docs/operations.md', url: at('../../docs/operations.md'), text: operationsPage(contract) },
];

const stale = [];
for (const { name, url, text } of generated) {
  if ((await readFile(url, 'utf8').catch(() => '')) !== text) stale.push({ name, url, text });
}

if (process.argv.includes('--check')) {
  for (const { name } of stale) console.error(`${name} is not what the contract says.`);
  if (stale.length > 0) {
    console.error('Run: pnpm --filter @jenji-kit/client generate');
    process.exitCode = 1;
  }
} else {
  for (const { name, url, text } of stale) {
    await writeFile(url, text);
    console.log(`wrote ${name}`);
  }
}
