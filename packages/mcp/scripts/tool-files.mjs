// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ toolset: string, name: string, path: string }} ToolFile */

/**
 * The tools are files: `src/tools/<toolset>/<tool_name>.ts`. A tool's name has an underscore (verb first), so files
 * without one, and tests, may stand beside them.
 *
 * @param {string} packageFolder
 * @returns {ToolFile[]}
 */
export function toolFiles(packageFolder) {
  const root = join(packageFolder, 'src/tools');
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: toolset }) =>
      readdirSync(join(root, toolset))
        .filter((file) => /^[a-z][a-z0-9]*(_[a-z0-9]+)+\.ts$/.test(file))
        .map((file) => ({ toolset, name: file.slice(0, -'.ts'.length), path: `src/tools/${toolset}/${file}` })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
