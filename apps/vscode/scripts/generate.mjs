// @ts-check
// Writes what derives from the declarations in src/manifest; with --check only says what is not current.
import { staleFiles, writeGeneratedFiles } from './generated-files.mjs';

if (process.argv.includes('--check')) {
  const stale = await staleFiles();
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(', ')}. Run "node scripts/generate.mjs" in apps/vscode.`);
    process.exitCode = 1;
  }
} else {
  for (const path of await writeGeneratedFiles()) console.log(`Wrote ${path}`);
}
