import type { CommandDeclaration } from '../command.ts';
import { accountCommands } from './accounts.ts';
import { treeCommands } from './tree.ts';

/** Every command of the extension, by its id. */
export const commands = {
  ...accountCommands,
  ...treeCommands,
} as const satisfies Record<`jenji.${string}`, CommandDeclaration>;

export type CommandId = keyof typeof commands;
