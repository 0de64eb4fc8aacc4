import type { CommandDeclaration } from '../command.ts';

export const walkthroughCommands = {
  'jenji.getStarted': {
    title: { en: 'Get Started', fr: 'Bien démarrer' },
    palette: true,
    menus: [{ menu: 'view/title', when: 'view == jenji.explorer', group: '9_help@1' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
