import type { CommandDeclaration } from '../command.ts';

export const accountCommands = {
  'jenji.signIn': {
    title: { en: 'Sign In…', fr: 'Se connecter…' },
    icon: '$(add)',
    palette: true,
    menus: [{ menu: 'view/title', when: 'view == jenji.explorer', group: '1_account@1' }],
  },
  'jenji.trySampleData': {
    title: { en: 'Try with Sample Data', fr: 'Essayer avec des données d’exemple' },
    palette: true,
  },
} as const satisfies Record<string, CommandDeclaration>;
