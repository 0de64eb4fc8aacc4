// @ts-check
import { evaluated } from './evaluated.mjs';

/**
 * What resources and prompts are listed with, as data that costs nothing at start: the text of src/generated/menus.json.
 *
 * @returns {Promise<string>}
 */
export async function menusFile() {
  const { resourceEntries, promptEntries } = await evaluate();
  const entries = resourceEntries();
  const menus = {
    resources: entries.filter((entry) => 'uri' in entry),
    resourceTemplates: entries.filter((entry) => 'uriTemplate' in entry),
    prompts: promptEntries(),
  };
  return `${JSON.stringify(menus, null, 1)}\n`;
}

/**
 * @returns {Promise<
 *   Pick<typeof import('../src/resources/catalog.ts'), 'resourceEntries'> &
 *   Pick<typeof import('../src/prompts/catalog.ts'), 'promptEntries'>
 * >}
 */
async function evaluate() {
  return await evaluated([
    "export { resourceEntries } from './src/resources/catalog.ts';",
    "export { promptEntries } from './src/prompts/catalog.ts';",
  ]);
}
