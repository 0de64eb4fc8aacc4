import type { CommandDeclaration } from '../command.ts';

const inTree = 'view == jenji.explorer';
const isExpense = `${inTree} && viewItem =~ /^jenji\\.expense\\b/`;
const hasActions = `${inTree} && viewItem =~ /^jenji\\.(expense|expenseRequest)\\b/`;

export const expenseCommands = {
  'jenji.openExpense': {
    title: { en: 'Open Expense', fr: 'Ouvrir la dépense' },
    icon: '$(go-to-file)',
    menus: [{ menu: 'view/item/context', when: `${isExpense} && !listMultiSelection`, group: '1_open@1' }],
  },
  'jenji.runAction': {
    title: { en: 'Run Workflow Action…', fr: 'Exécuter une action du circuit…' },
    shortTitle: { en: 'Run Action…', fr: 'Exécuter une action…' },
    icon: '$(run)',
    menus: [
      { menu: 'view/item/context', when: hasActions, group: '2_action@1' },
      {
        menu: 'view/item/context',
        when: `${inTree} && viewItem =~ /^jenji\\.(expense|expenseRequest)\\.waiting\\b/`,
        group: 'inline@5',
      },
    ],
  },
} as const satisfies Record<string, CommandDeclaration>;
