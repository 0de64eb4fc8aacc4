import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** zod's messages in fifty languages, a quarter of a megabyte; English has a file of its own that is imported directly. */
const withoutLocales = {
  name: 'without-locales',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** What every bundle of this app has in common. Workspace packages are read from their source, without a build before. */
export const bundleOptions = {
  absWorkingDir: dirname(dirname(fileURLToPath(import.meta.url))),
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  // The same module by its other name, which the SDK uses. Through two barrels without side effects, esbuild forgets to
  // initialize what they export when it is initialized on first use.
  alias: { 'zod/v4': 'zod' },
  conditions: ['@jenji-kit/source'],
  charset: 'ascii',
  plugins: [withoutLocales],
  legalComments: 'none',
  logLevel: 'warning',
};

/** For CommonJS modules inside an ES module that ask for one of Node's own. */
export const requireBanner = {
  js: "import { createRequire as jenjiCreateRequire } from 'node:module'; const require = jenjiCreateRequire(import.meta.url);",
};
