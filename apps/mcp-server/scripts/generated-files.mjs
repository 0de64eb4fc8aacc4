// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from './app-folder.mjs';
import { packagingFiles } from './packaging-files.mjs';

/** Text of each generated file by its path from the folder of the app. @returns {Record<string, string>} */
export function generatedFiles() {
  const facts = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
  const listed = join(appFolder, '../../packages/mcp/src/generated/default-tools.json');
  const { tools } = JSON.parse(readFileSync(listed, 'utf8'));
  const { name, version } = facts;
  return {
    'src/generated/identity.json': `${JSON.stringify({ name, title: 'Jenji', version }, null, 1)}\n`,
    ...packagingFiles({ ...facts, tools }),
  };
}
