import { mcpServerDefinitionProviders } from './assistant.ts';
import { authentication } from './authentication.ts';
import { colors } from './colors.ts';
import type { CommandDeclaration, MenuPlace } from './command.ts';
import { commands } from './commands/index.ts';
import { configurationDefaults, grammars, jsonLanguageParticipants, languages } from './documents.ts';
import { languageModelTools } from './language-model-tools.ts';
import { configuration } from './settings.ts';
import { views, viewsContainers, viewsWelcome } from './views.ts';
import { walkthroughs } from './walkthrough.ts';

const declared: readonly (readonly [string, CommandDeclaration])[] = Object.entries(commands);

/** `contributes` of the manifest, with texts in all languages in their places. `scripts/generate.mjs` writes it. */
export const contributions = {
  viewsContainers,
  views,
  viewsWelcome,
  walkthroughs,
  commands: declared.map(([command, { title, shortTitle, icon, enablement }]) => ({
    command,
    title,
    ...(shortTitle && { shortTitle }),
    category: 'Jenji',
    ...(icon && { icon }),
    ...(enablement && { enablement }),
  })),
  menus: menusOf(declared),
  keybindings: declared.flatMap(([command, { keybindings = [] }]) =>
    keybindings.map((keybinding) => ({ command, ...keybinding })),
  ),
  configuration,
  configurationDefaults,
  languages,
  grammars,
  jsonLanguageParticipants,
  authentication,
  colors,
  mcpServerDefinitionProviders,
  languageModelTools,
};

function menusOf(entries: typeof declared): Record<string, object[]> {
  const menus: Record<string, object[]> = {
    commandPalette: entries.flatMap(([command, { palette }]) =>
      palette === true ? [] : [{ command, when: palette ?? 'false' }],
    ),
  };
  const place = (command: string, { menu, ...rest }: MenuPlace) => {
    menus[menu] ??= [];
    menus[menu].push({ command, ...rest });
  };
  for (const [command, declaration] of entries) for (const each of declaration.menus ?? []) place(command, each);
  return menus;
}
