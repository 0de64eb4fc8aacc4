import type { ToolContext } from '../registry/tool-context.ts';

/** What all requests of a process share. */
export interface SharedContext extends Pick<ToolContext, 'settings' | 'jenji' | 'changes' | 'approver'> {
  /** Told of errors that nothing here may throw: mistakes of this program. `where` names the tool, resource or prompt. */
  onMistake(where: string, error: unknown): void;
}
