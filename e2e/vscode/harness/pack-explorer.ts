import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missing } from './installation.ts';

const app = fileURLToPath(new URL('../../../apps/vscode', import.meta.url));

/** Before any test: packs Jenji Explorer as it was last built, unless the package is newer than what goes into it. */
export default function packExplorer(): void {
  if (missing !== undefined) {
    console.warn(`The tests in a real VS Code are left out. ${missing}`);
    return;
  }
  if (process.env.JENJI_TEST_EXTENSION !== undefined) return;
  const packed = join(app, 'dist/jenji-explorer.vsix');
  if (!existsSync(join(app, 'dist/extension.cjs'))) {
    throw new Error('Jenji Explorer is not built: run "npm test", or "npx --yes pnpm@12.21.0 turbo run build".');
  }
  if (existsSync(packed) && newest(app, packed) <= statSync(packed).mtimeMs) return;
  execFileSync(process.execPath, [join(app, 'scripts/package.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** When the latest of what may be packed was changed, in milliseconds. */
function newest(folder: string, packed: string): number {
  const parts = ['dist', 'media', 'l10n', 'package.json', 'package.nls.json', 'package.nls.fr.json', 'README.md'];
  return parts
    .map((part) => join(folder, part))
    .filter(existsSync)
    .flatMap((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true }).map((name) => join(path, String(name)))
        : path,
    )
    .filter((path) => path !== packed)
    .reduce((latest, path) => Math.max(latest, statSync(path).mtimeMs), 0);
}
