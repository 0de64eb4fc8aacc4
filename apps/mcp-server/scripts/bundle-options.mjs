// @ts-check
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this app. */
export const appFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * zod's messages in fifty languages, a quarter of a megabyte; English has a file of its own that is imported directly.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutLocales = {
  name: 'without-locales',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/**
 * What every bundle of this app has in common. Workspace packages are read from their source, without a build before.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const bundleOptions = {
  absWorkingDir: appFolder,
  bundle: true,
  platform: /** @type {const} */ ('node'),
  target: 'node20.18',
  // The same module by its other name, which the SDK uses. Through two barrels without side effects, esbuild forgets to
  // initialize what they export when it is initialized on first use.
  alias: { 'zod/v4': 'zod' },
  conditions: ['@jenji-kit/source'],
  charset: /** @type {const} */ ('ascii'),
  plugins: [withoutLocales],
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
};

/** For CommonJS modules inside an ES module that ask for one of Node's own. */
export const requireBanner = {
  js: "import { createRequire as jenjiCreateRequire } from 'node:module'; const require = jenjiCreateRequire(import.meta.url);",
};
