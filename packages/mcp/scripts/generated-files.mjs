// @ts-check
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './bundle-options.mjs';
import { changeCardFile } from './change-card.mjs';
import { evaluated, toolLines } from './evaluated.mjs';
import { exampleAnswers } from './example-answers.mjs';
import { menusFile } from './menus-file.mjs';
import { portable } from './portable-schema.mjs';
import { toolFiles } from './tool-files.mjs';
import { toolPage } from './tool-page.mjs';
import { tokensOf, toolsPage } from './tools-page.mjs';
import { staleIn, writeStale } from './written-files.mjs';

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
  const stale = staleIn(packageFolder, { ...generated.sources, ...(pages && (await generated.pages())) });
  return pages ? [...stale, ...pagesOfNoTool()] : stale;
}

/** Writes the generated files, and removes the pages of tools that are gone; gives the paths of those that changed. */
export async function writeGeneratedFiles() {
  const generated = await generatedFiles();
  const sources = writeStale(packageFolder, generated.sources);
  const pages = writeStale(packageFolder, await generated.pages());
  const gone = pagesOfNoTool();
  for (const path of gone) rmSync(join(packageFolder, path));
  return [...sources, ...pages, ...gone];
}

const pagesFolder = '../../docs/tools';

/** Pages whose tool has no file any more. */
function pagesOfNoTool() {
  const pages = new Set(toolFiles(packageFolder).map(({ name }) => `${name}.md`));
  return readdirSync(join(packageFolder, pagesFolder))
    .filter((page) => !pages.has(page))
    .map((page) => `${pagesFolder}/${page}`);
}

/**
 * What the tools' files say: as data that costs nothing at start, and for readers.
 *
 * @returns {Promise<{ sources: Record<string, string>, pages: () => Promise<Record<string, string>> }>} the text of each
 * generated file by its path from the folder of the package
 */
async function generatedFiles() {
  const files = toolFiles(packageFolder);
  const { tools, annotationsFor, changeCardUri, listedOutput, toolsets, defaultToolsets, toJSONSchema } =
    await evaluate(files);
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
  /** What is listed unless the operator chooses is read at every start, the rest only when it is asked for. @type {(entry: ToolEntry) => boolean} */
  const isDefault = ({ toolset }) => defaultToolsets.some((each) => each === toolset);
  const sources = {
    'src/generated/tool-manifest.json': json({ tools: entries }),
    'src/generated/default-tools.json': json({ tools: entries.filter(isDefault).map(withoutOperations) }),
    'src/generated/further-tools.json': json(entries.filter((entry) => !isDefault(entry)).map(withoutOperations)),
    'src/generated/operation-tools.json': json(operationTools(entries)),
    'src/generated/tool-modules.ts': toolModules(files),
    'src/generated/menus.json': await menusFile(),
    'src/generated/change-card.ts': await changeCardFile(),
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
 * The tools, and what their entries are made with.
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
  return await evaluated([
    "export { toJSONSchema } from 'zod';",
    "export { changeCardUri } from './src/resources/change-card.ts';",
    "export { annotationsFor } from './src/registry/annotations.ts';",
    "export { listedOutput } from './src/results/unlisted.ts';",
    "export { defaultToolsets, toolsets } from './src/registry/toolsets.ts';",
    ...toolLines(files),
  ]);
}
