// @ts-check
import { join } from 'node:path';
import { build } from 'esbuild';
import { appFolder } from './bundle-options.mjs';

/**
 * The card that shows a change, as one HTML page: script and style inside, nothing fetched.
 *
 * @returns {Promise<string>}
 */
export async function changeCard() {
  const { outputFiles } = await build({
    absWorkingDir: appFolder,
    entryPoints: [join(appFolder, 'card/card.ts'), join(appFolder, 'card/card.css')],
    outdir: 'card',
    bundle: true,
    format: 'iife',
    target: ['chrome120', 'firefox120', 'safari17'],
    charset: 'utf8',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  const [script = '', style = ''] = ['.js', '.css'].map(
    (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jenji</title>',
    `<meta name="viewport" content="width=device-width"><style>${style.trim()}</style></head><body>`,
    // The end tag inside a script would end it, whatever stands around it.
    `<script>${script.trim().replaceAll('</script', '<\\/script')}</script></body></html>\n`,
  ].join('');
}
