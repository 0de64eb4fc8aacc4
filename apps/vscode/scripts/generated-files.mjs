// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluated } from '../../../packages/mcp/scripts/evaluated.mjs';
import { staleIn, writeStale } from '../../../packages/mcp/scripts/written-files.mjs';
import { appFolder } from './app-folder.mjs';

/** The generated files whose text is not what the declarations say. */
export async function staleFiles() {
  return staleIn(appFolder, await generatedFiles());
}

/** Writes the generated files; gives the paths of those that changed. */
export async function writeGeneratedFiles() {
  return writeStale(appFolder, await generatedFiles());
}

/**
 * The text of each generated file by its path: `contributes` in the manifest, the texts of the manifest in each
 * language, and the French of the running extension, which is written in one file for each topic.
 *
 * @returns {Promise<Record<string, string>>}
 */
async function generatedFiles() {
  const { contributions, description } = await evaluated(
    ["export { contributions, description } from './src/manifest/index.ts';"],
    appFolder,
  );
  const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
  /** @type {{ en: Record<string, string>, fr: Record<string, string> }} */
  const texts = { en: {}, fr: {} };
  localized(description, ['extension'], texts);
  const { contributes: _, ...rest } = manifest;
  return {
    'package.json': json({ ...rest, contributes: localized(contributions, [], texts) }),
    'package.nls.json': json(texts.en),
    'package.nls.fr.json': json(texts.fr),
    'l10n/bundle.l10n.fr.json': json(frenchBundle()),
  };
}

/**
 * The same data with `%key%` where a text in two languages stood. The key is made of where the text stands.
 *
 * @param {unknown} value
 * @param {readonly string[]} path
 * @param {{ en: Record<string, string>, fr: Record<string, string> }} texts
 * @returns {unknown}
 */
function localized(value, path, texts) {
  if (Array.isArray(value)) {
    return value.map((item, index) => localized(item, [...path, nameOf(item) ?? String(index + 1)], texts));
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) {
    const key = path.join('.');
    if (key in texts.en) throw new Error(`Two texts of the manifest have the key ${key}.`);
    texts.en[key] = value.en;
    texts.fr[key] = value.fr;
    return `%${key}%`;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, localized(each, [...path, name], texts)]),
  );
}

/** @type {(value: object) => value is { en: string, fr: string }} */
function isText(value) {
  return Object.keys(value).sort().join() === 'en,fr';
}

/** What tells an item of a list from the others, however the list is ordered. */
function nameOf(/** @type {unknown} */ item) {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const name of ['id', 'command', 'name', 'view']) {
    const value = /** @type {Record<string, unknown>} */ (item)[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function frenchBundle() {
  const folder = join(appFolder, 'l10n/fr');
  /** @type {Record<string, string>} */
  const bundle = {};
  for (const file of readdirSync(folder).sort()) {
    for (const [english, french] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
      if (bundle[english] !== undefined && bundle[english] !== french) {
        throw new Error(`"${english}" is translated in two ways; the second is in l10n/fr/${file}.`);
      }
      bundle[english] = french;
    }
  }
  // What plans say: templates, by marks that src/words/plan-language.ts knows.
  const { sentences, names } = JSON.parse(readFileSync(join(appFolder, 'l10n/plans/fr.json'), 'utf8'));
  for (const [english, french] of Object.entries(sentences)) bundle[`${english}/sentence of a plan`] = french;
  for (const [english, french] of Object.entries(names)) bundle[`${english}/name in a plan`] = french;
  return Object.fromEntries(Object.entries(bundle).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function json(/** @type {unknown} */ value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
