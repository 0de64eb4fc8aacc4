// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {Readonly<Record<string, string>>} Files text by the path from a folder */

/** The files whose text is another than it is to be, or that are not there. @type {(folder: string, files: Files) => string[]} */
export function staleIn(folder, files) {
  return Object.entries(files)
    .filter(([path, text]) => read(join(folder, path)) !== text)
    .map(([path]) => path);
}

/** Writes the files that are stale; gives their paths. @type {(folder: string, files: Files) => string[]} */
export function writeStale(folder, files) {
  const stale = staleIn(folder, files);
  for (const path of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), files[path] ?? '');
  }
  return stale;
}

/** @type {(path: string) => string | undefined} */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
