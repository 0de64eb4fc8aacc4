// @ts-check
/**
 * Writes what is generated from the tools' sources: `node scripts/generate.mjs [--check]`. With --check it writes
 * nothing, and fails when a file is not what it would write.
 */
import { staleFiles, writeGeneratedFiles } from './generated-files.mjs';

if (process.argv.includes('--check')) {
  const stale = await staleFiles({ pages: true });
  if (stale.length > 0) {
    console.error(
      `Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/mcp-server and commit the result.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const path of await writeGeneratedFiles()) console.log(`Wrote ${path}`);
}
