import { type ToolCaller, toolCaller } from '../registry/call-tool.ts';
import type { SharedContext } from './shared-context.ts';

/** What answers the requests of a process. */
export interface Runtime {
  readonly callTool: ToolCaller;
  /** For resources, prompts and completion. */
  readonly shared: SharedContext;
}

/** @param log Is given one line for each mistake of this program, without what people typed. */
export function runtimeOf(account: Omit<SharedContext, 'onMistake'>, log: (line: string) => void): Runtime {
  const onMistake = (where: string, error: unknown) => log(mistakeLine(where, error));
  const shared = { ...account, onMistake };
  return { callTool: toolCaller(account, { onMistake }), shared };
}

/** Where the mistake is, without the message of the error: it may repeat what people typed. */
export function mistakeLine(where: string, error: unknown): string {
  if (!(error instanceof Error)) return `${where} threw something that is no error`;
  const [, ...frames] = error.stack?.split('\n    at ') ?? [];
  return `${where} failed with ${error.name} at ${frames.slice(0, 3).join(' < ') || 'an unknown place'}`;
}
