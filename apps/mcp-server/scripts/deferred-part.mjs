// @ts-check
import { build } from 'esbuild';
import { bundleOptions } from '../../../packages/mcp/scripts/bundle-options.mjs';

/**
 * Keeps a module as text inside the one file that ships, until it is imported.
 *
 * Reading a megabyte of JavaScript costs V8 more than starting Node does, even when none of it runs. A comment costs next
 * to nothing. So the deferred module is bundled on its own, as a CommonJS body, and stands at the end of the file with
 * `//` before each line; the first import of it reads the file, takes the two characters off again, and compiles it under
 * the file's own name and line numbers, so that stack traces are right. See docs/decisions/0002-fast-start.md.
 */
const mark = '//# The rest of the program, as text until it is needed.\n';

/** Name of the URL of the file, in the entry and in the deferred part: CommonJS has no `import.meta`. */
const fileUrl = 'jenjiFileUrl';

/** What the entry's bundle must begin with. */
export const entryBanner = { js: `#!/usr/bin/env node\nconst ${fileUrl} = import.meta.url;` };

/**
 * Bundles the deferred module. Gives its text, to stand after the entry's, and what went into it.
 *
 * @param {string} path
 */
export async function buildDeferred(path) {
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    entryPoints: [path],
    format: 'cjs',
    minify: true,
    write: false,
    metafile: true,
    define: { 'import.meta.url': fileUrl },
  });
  const code = outputFiles
    .map(({ text }) => text)
    .join('')
    .trimEnd();
  if (/[\r\u2028\u2029]/.test(code))
    throw new Error('The deferred part holds a line terminator that is not a line feed.');
  const text =
    mark +
    code
      .split('\n')
      .map((line) => `//${line}\n`)
      .join('');
  return { text, metafile };
}

/**
 * In the entry, an import of the deferred module is an import of the loader of its text.
 *
 * @param {string} path
 * @returns {import('esbuild').Plugin}
 */
export function loadDeferred(path) {
  return {
    name: 'load-deferred',
    setup(bundle) {
      bundle.onResolve({ filter: /\/deferred\.ts$/ }, () => ({ path, namespace: 'deferred' }));
      bundle.onLoad({ filter: /.*/, namespace: 'deferred' }, () => ({ contents: loader, loader: 'js' }));
    },
  };
}

const loader = `
const { readFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const { compileFunction } = process.getBuiltinModule('node:vm');
const filename = fileURLToPath(${fileUrl});
const file = readFileSync(filename, 'utf8');
const start = file.lastIndexOf(${JSON.stringify(`\n${mark}`)}) + ${1 + mark.length};
const code = file.slice(start).replace(/^\\/\\//gm, '');
const lineOffset = file.slice(0, start).split('\\n').length - 1;
const run = compileFunction(code, ['require', 'module', 'exports', ${JSON.stringify(fileUrl)}], { filename, lineOffset });
run(createRequire(${fileUrl}), module, exports, ${fileUrl});
`;
