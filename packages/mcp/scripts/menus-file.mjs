// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, packageFolder, requireBanner } from './bundle-options.mjs';

/**
 * What resources and prompts are listed with, as data that costs nothing at start: the text of src/generated/menus.json.
 *
 * @returns {Promise<string>}
 */
export async function menusFile() {
  const { resourceEntries, promptEntries } = await evaluate();
  const entries = resourceEntries();
  const menus = {
    resources: entries.filter((entry) => 'uri' in entry),
    resourceTemplates: entries.filter((entry) => 'uriTemplate' in entry),
    prompts: promptEntries(),
  };
  return `${JSON.stringify(menus, null, 1)}\n`;
}

/**
 * @returns {Promise<
 *   Pick<typeof import('../src/resources/catalog.ts'), 'resourceEntries'> &
 *   Pick<typeof import('../src/prompts/catalog.ts'), 'promptEntries'>
 * >}
 */
async function evaluate() {
  const folder = mkdtempSync(join(tmpdir(), 'jenji-mcp-menus-'));
  try {
    const outfile = join(folder, 'menus.mjs');
    await build({
      ...bundleOptions,
      stdin: {
        contents: [
          "export { resourceEntries } from './src/resources/catalog.ts';",
          "export { promptEntries } from './src/prompts/catalog.ts';",
        ].join('\n'),
        resolveDir: packageFolder,
        loader: 'js',
      },
      format: 'esm',
      banner: requireBanner,
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
