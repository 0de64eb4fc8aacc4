import type { CommandDeclaration } from '../command.ts';

const isOff = 'config.jenji.assistant.mode == off';
const isRow = 'view == jenji.pendingChanges && viewItem == jenji.assistant';

export const assistantCommands = {
  'jenji.turnOnAssistant': {
    title: { en: 'Turn On Assistant Access…', fr: 'Activer l’accès de l’assistant…' },
    icon: '$(sparkle)',
    palette: `jenji.signedIn && ${isOff}`,
    menus: [{ menu: 'view/title', when: `view == jenji.pendingChanges && ${isOff}`, group: '2_assistant@1' }],
  },
  'jenji.turnOffAssistant': {
    title: { en: 'Turn Off Assistant Access', fr: 'Désactiver l’accès de l’assistant' },
    shortTitle: { en: 'Turn Off', fr: 'Désactiver' },
    icon: '$(circle-slash)',
    palette: `!(${isOff})`,
    menus: [
      { menu: 'view/title', when: `view == jenji.pendingChanges && !(${isOff})`, group: '2_assistant@1' },
      { menu: 'view/item/context', when: isRow, group: 'inline@2' },
      { menu: 'view/item/context', when: isRow, group: '1_assistant@2' },
    ],
  },
  'jenji.chooseAssistantAccounts': {
    title: { en: 'Choose Accounts for the Assistant…', fr: 'Choisir les comptes de l’assistant…' },
    icon: '$(account)',
    palette: `jenji.signedIn && config.jenji.assistant.mode == mcpServer`,
    menus: [{ menu: 'view/item/context', when: isRow, group: '1_assistant@1' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
