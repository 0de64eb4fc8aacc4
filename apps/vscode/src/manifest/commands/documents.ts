import type { CommandDeclaration } from '../command.ts';

/** Of a custom field only where the API can write it. */
const editable =
  'view == jenji.explorer && (viewItem =~ /^jenji\\.(organization|client|bookkeeper|group|user|expense|expenseRequest|category|paymentMethod|customOption|allowanceTemplate|warningRule|communication)\\b/ || viewItem =~ /^jenji\\.customField\\b.*\\.editable\\b/)';

export const documentCommands = {
  'jenji.editAsJson': {
    title: { en: 'Edit as JSON', fr: 'Modifier en JSON' },
    icon: '$(json)',
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/item/context', when: editable, group: '4_edit@1' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
