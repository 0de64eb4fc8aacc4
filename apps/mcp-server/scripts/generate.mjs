// @ts-check
/**
 * Writes what installers and the program itself read of package.json and the tools: `node scripts/generate.mjs [--check]`.
 * With --check it writes nothing, and fails when a file is not what it would write.
 */
import { staleIn, writeStale } from '../../../packages/mcp/scripts/written-files.mjs';
import { appFolder } from './app-folder.mjs';
import { generatedFiles } from './generated-files.mjs';

if (process.argv.includes('--check')) {
  const stale = staleIn(appFolder, generatedFiles());
  if (stale.length > 0) {
    console.error(
      `Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/mcp-server and commit the result.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const path of writeStale(appFolder, generatedFiles())) console.log(`Wrote ${path}`);
}
