import { openAccount } from '../account/open-account.ts';
import { log } from '../log.ts';
import { type ToolCaller, toolCaller } from '../registry/call-tool.ts';
import type { Settings } from '../settings/settings.ts';
import type { SharedContext } from './shared-context.ts';

/** What answers the requests of a process. */
export interface Runtime {
  readonly callTool: ToolCaller;
  /** For resources, prompts and completion. */
  readonly shared: SharedContext;
  close(): Promise<void>;
}

export function openRuntime(settings: Settings): Runtime {
  const { jenji, changes, close } = openAccount(settings);
  const onMistake = (where: string, error: unknown) => log(mistakeLine(where, error));
  return {
    callTool: toolCaller({ settings, jenji, changes }, { onMistake }),
    shared: { settings, jenji, changes, onMistake },
    close,
  };
}

/** Where the mistake is, without the message of the error: it may repeat what people typed. */
function mistakeLine(where: string, error: unknown): string {
  if (!(error instanceof Error)) return `${where} threw something that is no error`;
  const [, ...frames] = error.stack?.split('\n    at ') ?? [];
  return `${where} failed with ${error.name} at ${frames.slice(0, 3).join(' < ') || 'an unknown place'}`;
}
