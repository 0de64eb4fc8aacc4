// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/**
 * Keeps the definitions of the tools that are not listed by default compressed in the bundle, since every start would
 * read them. See docs/decisions/0002-fast-start.md.
 *
 * @param {string} packageFolder
 * @returns {import('esbuild').Plugin}
 */
export function packedTools(packageFolder) {
  return {
    name: 'packed-tools',
    setup(bundle) {
      bundle.onLoad({ filter: /[\\/]registry[\\/]further-tools\.ts$/ }, () => {
        const path = join(packageFolder, 'src/generated/further-tools.json');
        const tools = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
        const packed = brotliCompressSync(tools).toString('base64');
        return { contents: unpacking(packed), loader: 'js', watchFiles: [path] };
      });
    },
  };
}

/** @type {(packed: string) => string} */
function unpacking(packed) {
  return `
const packed = ${JSON.stringify(packed)};
let tools;
export function furtherTools() {
  const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
  return (tools ??= JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString('utf8')));
}
`;
}
