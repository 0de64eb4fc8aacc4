import type { CommandDeclaration } from '../command.ts';
import { accountCommands } from './accounts.ts';
import { assistantCommands } from './assistant.ts';
import { budgetCommands } from './budget.ts';
import { changeCommands } from './changes.ts';
import { documentCommands } from './documents.ts';
import { expenseCommands } from './expenses.ts';
import { searchCommands } from './search.ts';
import { tableCommands } from './table.ts';
import { treeCommands } from './tree.ts';
import { walkthroughCommands } from './walkthrough.ts';

/** Every command of the extension, by its id. */
export const commands = {
  ...accountCommands,
  ...budgetCommands,
  ...treeCommands,
  ...changeCommands,
  ...assistantCommands,
  ...documentCommands,
  ...expenseCommands,
  ...searchCommands,
  ...tableCommands,
  ...walkthroughCommands,
} as const satisfies Record<`jenji.${string}`, CommandDeclaration>;

export type CommandId = keyof typeof commands;
