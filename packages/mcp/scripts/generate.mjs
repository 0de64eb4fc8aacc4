// @ts-check
/**
 * Writes what is generated from the tools' sources: `node scripts/generate.mjs [--check [--sources]]`. With --check it
 * writes nothing, and fails when a file is not what it would write; with --sources only those that are built, as the pages of
 * the documentation take seconds to make.
 */
import { staleFiles, writeGeneratedFiles } from './generated-files.mjs';

if (process.argv.includes('--check')) {
  const stale = await staleFiles({ pages: !process.argv.includes('--sources') });
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in packages/mcp and commit the result.`);
    process.exitCode = 1;
  }
} else {
  for (const path of await writeGeneratedFiles()) console.log(`Wrote ${path}`);
}
