// @ts-check
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedTools } from './packed-tools.mjs';

/** The folder of this package. */
export const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));

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
 * The SDK checks JSON Schemas with Ajv on Node and with a validator a tenth of its size elsewhere. What it has to check
 * here are the answers to our own forms, for which the small one is enough: 110 kilobytes less in the file that ships.
 *
 * @type {import('esbuild').Plugin}
 */
const withSmallValidator = {
  name: 'with-small-validator',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]@modelcontextprotocol[\\/]server[\\/]dist[\\/]shimsNode\.mjs$/ }, () => ({
      contents: [
        "export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from './validators/cfWorker.mjs';",
        "export { default as process } from 'node:process';",
      ].join('\n'),
    }));
  },
};

/**
 * What every bundle of the server has in common, whatever process it is for. Workspace packages are read from their source,
 * without a build before. The working directory stays this package, as the alias is resolved there.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const bundleOptions = {
  absWorkingDir: packageFolder,
  bundle: true,
  platform: /** @type {const} */ ('node'),
  target: 'node20.18',
  // The same module by its other name, which the SDK uses. Through two barrels without side effects, esbuild forgets to
  // initialize what they export when it is initialized on first use.
  alias: { 'zod/v4': 'zod' },
  conditions: ['@jenji-kit/source'],
  charset: /** @type {const} */ ('ascii'),
  plugins: [withoutLocales, withSmallValidator, packedTools(packageFolder)],
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
};

/** For CommonJS modules inside an ES module that ask for one of Node's own. */
export const requireBanner = {
  js: "import { createRequire as jenjiCreateRequire } from 'node:module'; const require = jenjiCreateRequire(import.meta.url);",
};
