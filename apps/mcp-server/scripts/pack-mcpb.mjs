// @ts-check
/**
 * Packs dist/jenji-mcp.mcpb, the bundle that desktop hosts install by a double click: the manifest, the server (one file)
 * and the licences. Build first. `node scripts/pack-mcpb.mjs [--output PATH]`
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packExtension, validateManifest } from '@anthropic-ai/mcpb';
import { appFolder } from './app-folder.mjs';

const { values } = parseArgs({ options: { output: { type: 'string' } } });
const output = resolve(values.output ?? join(appFolder, 'dist/jenji-mcp.mcpb'));

/** By where they stand in the bundle. */
const files = {
  'manifest.json': 'mcpb/manifest.json',
  'server/jenji-mcp.js': 'dist/jenji-mcp.js',
  'server/package.json': 'mcpb/package.json',
  'THIRD-PARTY-NOTICES.txt': 'dist/THIRD-PARTY-NOTICES.txt',
  'README.md': 'README.md',
  LICENSE: '../../LICENSE',
};

const folder = mkdtempSync(join(tmpdir(), 'jenji-mcpb-'));
try {
  mkdirSync(join(folder, 'server'));
  for (const [target, source] of Object.entries(files)) {
    const path = join(appFolder, source);
    if (!existsSync(path)) throw new Error(`${source} is not there: run "node scripts/build.mjs" in apps/mcp-server.`);
    copyFileSync(path, join(folder, target));
  }
  const isPacked =
    validateManifest(join(folder, 'manifest.json')) &&
    (await packExtension({ extensionPath: folder, outputPath: output, silent: true }));
  if (!isPacked) throw new Error('The bundle could not be packed.');
  console.log(`Packed ${output}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
