import type { CommandDeclaration } from '../command.ts';

export const searchCommands = {
  'jenji.search': {
    title: { en: 'Search…', fr: 'Rechercher…' },
    icon: '$(search)',
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/title', when: 'view == jenji.explorer && jenji.signedIn', group: 'navigation@1' }],
    keybindings: [
      {
        key: 'ctrl+shift+f',
        mac: 'cmd+shift+f',
        when: 'sideBarFocus && activeViewlet == workbench.view.extension.jenji && jenji.signedIn',
      },
    ],
  },
  'jenji.searchPeriod': {
    title: { en: 'Search a Period…', fr: 'Rechercher dans une période…' },
    icon: '$(calendar)',
    palette: 'jenji.signedIn',
  },
} as const satisfies Record<string, CommandDeclaration>;
