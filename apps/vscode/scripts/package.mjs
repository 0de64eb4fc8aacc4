// @ts-check
/** Packs dist/jenji-explorer.vsix with what .vscodeignore allows, and holds it to its size. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { appFolder } from './app-folder.mjs';

const largestFile = 1_500_000;
const target = join(appFolder, 'dist/jenji-explorer.vsix');

const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const { status } = spawnSync(
  process.execPath,
  [vsce, 'package', '--no-dependencies', '--skip-license', '--out', target],
  { cwd: appFolder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DO_NOT_TRACK: '1' } },
);
if (status !== 0) process.exit(status ?? 1);
const { size } = statSync(target);
if (size > largestFile) throw new Error(`dist/jenji-explorer.vsix has ${size} bytes; ${largestFile} are allowed.`);
console.log(`dist/jenji-explorer.vsix: ${size} bytes`);
