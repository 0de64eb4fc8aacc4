import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missing } from './installation.ts';

/** Jenji Explorer as users install it, or what JENJI_TEST_EXTENSION says in its place: a .vsix or an unpacked folder. */
export const explorer =
  process.env.JENJI_TEST_EXTENSION ??
  fileURLToPath(new URL('../../../apps/vscode/dist/jenji-explorer.vsix', import.meta.url));

if (missing === undefined && !existsSync(explorer)) {
  throw new Error(`There is no ${explorer}: run "pnpm --filter jenji-explorer build" and "… package".`);
}
