import { join } from 'node:path';
import { build } from 'esbuild';
import { pageBuildOptions } from '../../scripts/page-build.mjs';

/** The files of a page as the extension ships them. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

const built = new Map<string, Promise<BuiltPage>>();

/** Builds the page of a folder of webview/, once for all tests of a file. */
export function builtPage(name: string): Promise<BuiltPage> {
  const known = built.get(name);
  if (known) return known;
  const made = make(name);
  built.set(name, made);
  return made;
}

async function make(name: string): Promise<BuiltPage> {
  const { outputFiles = [] } = await build({ ...pageBuildOptions([name]), outdir: join('/', 'page'), write: false });
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
