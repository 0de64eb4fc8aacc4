import type { CommandDeclaration } from '../command.ts';

export const budgetCommands = {
  'jenji.showBudget': {
    title: { en: 'Show Request Budget', fr: 'Afficher le budget de requêtes' },
    icon: '$(dashboard)',
    palette: 'jenji.signedIn',
  },
  'jenji.showLog': {
    title: { en: 'Show Log', fr: 'Afficher le journal' },
    palette: true,
  },
} as const satisfies Record<string, CommandDeclaration>;
