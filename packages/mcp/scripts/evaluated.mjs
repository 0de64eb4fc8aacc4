// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, packageFolder, requireBanner } from './bundle-options.mjs';

/**
 * What a module of these lines exports. Our sources are TypeScript, which Node 20 does not read: they are run as one
 * temporary bundle.
 *
 * @param {readonly string[]} lines JavaScript
 * @param {string} folder what its relative imports start from
 */
export async function evaluated(lines, folder = packageFolder) {
  const scratch = mkdtempSync(join(tmpdir(), 'jenji-kit-evaluated-'));
  try {
    const outfile = join(scratch, 'module.mjs');
    await build({
      ...bundleOptions,
      stdin: { contents: lines.join('\n'), resolveDir: folder, loader: 'js' },
      format: 'esm',
      banner: requireBanner,
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Lines of a module that exports all tools as `tools`, in the order of their files.
 *
 * @param {readonly import('./tool-files.mjs').ToolFile[]} files
 */
export function toolLines(files) {
  return [
    ...files.map(({ path }, index) => `import tool${index} from './${path}';`),
    `export const tools = [${files.map((_, index) => `tool${index}`).join(', ')}];`,
  ];
}
