import { toolModules } from '../generated/tool-modules.ts';
import { cleanValue } from '../results/untrusted.ts';
import { errorText, isMistake } from './error-text.ts';
import { InvalidInput } from './invalid-input.ts';
import type { ToolContext } from './tool-context.ts';

/** A `tools/call` result: the part of the protocol's shape that this server uses, the same in all revisions. */
export interface ToolResult {
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
  [key: string]: unknown;
}

export type CallContext = Pick<ToolContext, 'signal' | 'progress'>;

export type ToolCaller = (name: string, input: Record<string, unknown>, call: CallContext) => Promise<ToolResult>;

/** Characters that one answer may have, text and structured content together. */
export const answerCap = 40_000;

/**
 * Runs tools by name. Every answer leaves through here: cleaned, under the cap, and as a result even when the tool threw,
 * because a model can act on a result and not on a protocol error.
 */
export function toolCaller(
  shared: Omit<ToolContext, keyof CallContext>,
  options: { onMistake: (tool: string, error: unknown) => void },
): ToolCaller {
  return async (name, input, call) => {
    const load = toolModules[name];
    if (load === undefined) throw new Error(`No module for the tool ${name}`);
    const { default: tool } = await load();
    try {
      const { structured, text } = await tool.run(input, { ...shared, ...call });
      const structuredContent = cleanValue(structured) as Record<string, unknown>;
      refuseOverCap(text.length + JSON.stringify(structuredContent).length);
      return { content: [{ type: 'text', text }], structuredContent };
    } catch (error) {
      call.signal.throwIfAborted();
      if (isMistake(error)) options.onMistake(name, error);
      return { content: [{ type: 'text', text: errorText(error, tool.hazard) }], isError: true };
    }
  };
}

function refuseOverCap(characters: number): void {
  if (characters <= answerCap) return;
  throw new InvalidInput({
    field: 'arguments',
    rule: `ask for more than fits in one answer (${characters} characters; ${answerCap} fit)`,
    fix: 'Ask for fewer items (limit), fewer fields, or narrower filters.',
  });
}
