import type { CommandDeclaration } from '../command.ts';

export const treeCommands = {
  'jenji.refresh': {
    title: { en: 'Refresh', fr: 'Actualiser' },
    icon: '$(refresh)',
    menus: [{ menu: 'view/title', when: 'view == jenji.explorer && jenji.signedIn', group: 'navigation@9' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
