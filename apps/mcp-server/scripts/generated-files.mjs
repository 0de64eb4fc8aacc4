// @ts-check
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { appFolder, bundleOptions, requireBanner } from './bundle-options.mjs';
import { changeCardFile } from './change-card.mjs';
import { exampleAnswers } from './example-answers.mjs';
import { menusFile } from './menus-file.mjs';
import { packagingFiles } from './packaging-files.mjs';
import { portable } from './portable-schema.mjs';
import { toolFiles } from './tool-files.mjs';
import { toolPage } from './tool-page.mjs';
import { tokensOf, toolsPage } from './tools-page.mjs';

/**
 * @typedef {import('../src/registry/define-tool.ts').Tool} Tool
 * @typedef {import('./tool-files.mjs').ToolFile} ToolFile
 * @typedef {Pick<Tool, 'name' | 'title' | 'description' | 'toolset' | 'hazard'> & { inputSchema: object, outputSchema: object, annotations: object, operations?: readonly string[] }} ToolEntry
 */

/**
 * The generated files whose text is not what the tools' sources say, and the pages of tools that are gone.
 *
 * @param {{ pages: boolean }} which the pages of the documentation hold answers, which take seconds to make, and nothing
 * that is built needs them
 */
export async function staleFiles({ pages }) {
  const generated = await generatedFiles();
  const files = Object.entries({ ...generated.sources, ...(pages && (await generated.pages())) });
  const stale = files.filter(([path, text]) => read(path) !== text).map(([path]) => path);
  return pages ? [...stale, ...pagesOfNoTool()] : stale;
}

/** Writes the generated files, and removes the pages of tools that are gone; gives the paths of those that changed. */
export async function writeGeneratedFiles() {
  const generated = await generatedFiles();
  const sources = writeChanged(generated.sources);
  const pages = writeChanged(await generated.pages());
  const gone = pagesOfNoTool();
  for (const path of gone) rmSync(join(appFolder, path));
  return [...sources, ...pages, ...gone];
}

/** @type {(files: Record<string, string>) => string[]} */
function writeChanged(files) {
  const changed = Object.entries(files).filter(([path, text]) => read(path) !== text);
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(appFolder, path)), { recursive: true });
    writeFileSync(join(appFolder, path), text);
  }
  return changed.map(([path]) => path);
}

const pagesFolder = '../../docs/tools';

/** Pages whose tool has no file any more. */
function pagesOfNoTool() {
  const pages = new Set(toolFiles(appFolder).map(({ name }) => `${name}.md`));
  return readdirSync(join(appFolder, pagesFolder))
    .filter((page) => !pages.has(page))
    .map((page) => `${pagesFolder}/${page}`);
}

/**
 * What the tools' files say: as data that costs nothing at start, for installers, and for readers.
 *
 * @returns {Promise<{ sources: Record<string, string>, pages: () => Promise<Record<string, string>> }>} the text of each
 * generated file by its path from the folder of the app
 */
async function generatedFiles() {
  const files = toolFiles(appFolder);
  const { tools, annotationsFor, changeCardUri, listedOutput, toolsets, defaultToolsets, toJSONSchema } =
    await evaluate(files);
  const facts = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
  const { name, version } = facts;
  const entries = files.map(({ name, toolset, path }, index) => {
    const tool = tools[index];
    if (tool?.name !== name || tool.toolset !== toolset) {
      throw new Error(`${path} must define the tool "${name}" of the toolset "${toolset}".`);
    }
    return {
      name,
      title: tool.title,
      description: tool.description,
      inputSchema: portable(toJSONSchema(tool.input, { ...schemaOptions, io: 'input' }), 'input'),
      outputSchema: portable(toJSONSchema(listedOutput(tool.output), { ...schemaOptions, io: 'output' }), 'output'),
      annotations: annotationsFor(tool.hazard),
      ...(tool.hazard !== 'read' && { _meta: { ui: { resourceUri: changeCardUri } } }),
      toolset: tool.toolset,
      hazard: tool.hazard,
      ...(tool.operations.length > 0 && { operations: tool.operations }),
    };
  });
  const server = { name, title: 'Jenji', version };
  /** What is listed unless the operator chooses is read at every start, the rest only when it is asked for. @type {(entry: ToolEntry) => boolean} */
  const isDefault = ({ toolset }) => defaultToolsets.some((each) => each === toolset);
  const sources = {
    'src/generated/tool-manifest.json': json({ server, tools: entries }),
    'src/generated/default-tools.json': json({ server, tools: entries.filter(isDefault).map(withoutOperations) }),
    'src/generated/further-tools.json': json(entries.filter((entry) => !isDefault(entry)).map(withoutOperations)),
    'src/generated/operation-tools.json': json(operationTools(entries)),
    'src/generated/tool-modules.ts': toolModules(files),
    'src/generated/menus.json': await menusFile(),
    'src/generated/change-card.ts': await changeCardFile(),
    ...packagingFiles({ ...facts, tools: entries.filter(isDefault) }),
  };
  return { sources, pages };

  async function pages() {
    const answers = await exampleAnswers(files);
    const pages = entries.map((entry) => {
      const facts = { isDefault: isDefault(entry), tokens: tokensOf(entry), example: answers.get(entry.name) };
      return [`${pagesFolder}/${entry.name}.md`, toolPage(entry, facts)];
    });
    return { '../../docs/tools.md': toolsPage(entries, toolsets, defaultToolsets), ...Object.fromEntries(pages) };
  }
}

/** @type {(value: unknown) => string} */
function json(value) {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** @type {(entry: ToolEntry) => object} */
function withoutOperations({ operations: _operations, ...entry }) {
  return entry;
}

/** The tools made for each operation, with their toolsets. @type {(entries: readonly ToolEntry[]) => object} */
function operationTools(entries) {
  /** @type {Record<string, [tool: string, toolset: string][]>} */
  const tools = {};
  for (const { name, toolset, operations = [] } of entries) {
    for (const operation of operations) tools[operation] = [...(tools[operation] ?? []), [name, toolset]];
  }
  return tools;
}

/** @type {import('zod').core.ToJSONSchemaParams} */
const schemaOptions = { target: 'draft-2020-12', reused: 'inline', cycles: 'throw', unrepresentable: 'throw' };

/** @type {(files: readonly ToolFile[]) => string} */
function toolModules(files) {
  const lines = files.map(({ name, path }) => `  ${name}: () => import('../${path.slice('src/'.length)}'),`);
  return [
    '// Generated by scripts/generate.mjs from the files in src/tools.',
    "import type { Tool } from '../registry/define-tool.ts';",
    '',
    '/** How to load each tool; nothing of a tool is evaluated before its first call. */',
    'export const toolModules: Readonly<Record<string, () => Promise<{ default: Tool }>>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

/**
 * Runs the tools' files (TypeScript, which Node 20 does not read) as one temporary bundle.
 *
 * @param {readonly ToolFile[]} files
 * @returns {Promise<{
 *   tools: Tool[],
 *   changeCardUri: string,
 *   annotationsFor: typeof import('../src/registry/annotations.ts').annotationsFor,
 *   listedOutput: typeof import('../src/results/unlisted.ts').listedOutput,
 *   toolsets: typeof import('../src/registry/toolsets.ts').toolsets,
 *   defaultToolsets: typeof import('../src/registry/toolsets.ts').defaultToolsets,
 *   toJSONSchema: typeof import('zod').toJSONSchema,
 * }>}
 */
async function evaluate(files) {
  const folder = mkdtempSync(join(tmpdir(), 'jenji-mcp-tools-'));
  try {
    const outfile = join(folder, 'tools.mjs');
    await build({
      ...bundleOptions,
      stdin: {
        contents: [
          "export { toJSONSchema } from 'zod';",
          "export { changeCardUri } from './src/resources/change-card.ts';",
          "export { annotationsFor } from './src/registry/annotations.ts';",
          "export { listedOutput } from './src/results/unlisted.ts';",
          "export { defaultToolsets, toolsets } from './src/registry/toolsets.ts';",
          ...files.map(({ path }, index) => `import tool${index} from './${path}';`),
          `export const tools = [${files.map((_, index) => `tool${index}`).join(', ')}];`,
        ].join('\n'),
        resolveDir: appFolder,
        loader: 'js',
      },
      format: 'esm',
      banner: requireBanner,
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @type {(path: string) => string | undefined} */
function read(path) {
  try {
    return readFileSync(join(appFolder, path), 'utf8');
  } catch {
    return undefined;
  }
}
