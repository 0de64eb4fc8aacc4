import { openAccount } from '../account/open-account.ts';
import { log } from '../log.ts';
import { type ToolCaller, toolCaller } from '../registry/call-tool.ts';
import type { Settings } from '../settings/settings.ts';

/** What all calls of a process share. */
export interface Runtime {
  readonly callTool: ToolCaller;
  close(): Promise<void>;
}

export function openRuntime(settings: Settings): Runtime {
  const account = openAccount(settings);
  return {
    callTool: toolCaller(
      { settings, jenji: account.jenji },
      { onMistake: (tool, error) => log(mistakeLine(tool, error)) },
    ),
    close: account.close,
  };
}

/** Where the mistake is, without the message of the error: it may repeat what people typed. */
function mistakeLine(tool: string, error: unknown): string {
  if (!(error instanceof Error)) return `${tool} threw something that is no error`;
  const [, ...frames] = error.stack?.split('\n    at ') ?? [];
  return `${tool} failed with ${error.name} at ${frames.slice(0, 3).join(' < ') || 'an unknown place'}`;
}
