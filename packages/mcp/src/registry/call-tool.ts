import { withoutInvisible } from '@jenji-kit/client/text';
import { Asks } from '../approval/question.ts';
import { toolModules } from '../generated/tool-modules.ts';
import { AnswerTooLong, answerCap } from './answer-too-long.ts';
import type { Attachment, Tool } from './define-tool.ts';
import { errorText, isMistake } from './error-text.ts';
import type { ToolContext } from './tool-context.ts';

/** A `tools/call` result: the part of the protocol's shape that this server uses, the same in all revisions. */
export interface ToolResult {
  content: ({ type: 'text'; text: string } | Attachment)[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
  _meta?: Record<string, unknown>;
  [key: string]: unknown;
}

export type CallContext = Pick<ToolContext, 'signal' | 'progress' | 'asking'>;

export type ToolCaller = (
  name: string,
  input: Record<string, unknown>,
  call: CallContext,
) => Promise<ToolResult | Asks>;

export interface CallerOptions {
  /** Where tools come from; default: the files in src/tools. */
  load?: (name: string) => Promise<Tool>;
  /** Told of errors that no tool may throw: mistakes of this program. */
  onMistake: (tool: string, error: unknown) => void;
}

/**
 * Runs tools by name. Every answer leaves through here: cleaned, under the cap, and as a result even when the tool threw,
 * because a model can act on a result and not on a protocol error. A tool that has to ask first leaves as its question.
 */
export function toolCaller(
  shared: Omit<ToolContext, keyof CallContext>,
  { load = loadTool, onMistake }: CallerOptions,
): ToolCaller {
  return async (name, input, call) => {
    const tool = await load(name);
    try {
      const answer = await tool.run(input, { ...shared, ...call });
      if (answer instanceof Asks) return answer;
      const text = withoutInvisible(answer.text);
      const structuredContent = answer.structured;
      const characters = text.length + JSON.stringify(structuredContent).length;
      if (characters > answerCap) throw new AnswerTooLong(characters);
      return {
        content: [{ type: 'text', text }, ...(answer.attached ?? [])],
        structuredContent,
        ...(answer.failed && { isError: true }),
        ...(answer.meta && { _meta: { ...answer.meta } }),
      };
    } catch (error) {
      call.signal.throwIfAborted();
      if (isMistake(error)) onMistake(name, error);
      return {
        content: [{ type: 'text', text: errorText(error, tool.hazard, shared.settings.advice) }],
        isError: true,
      };
    }
  };
}

async function loadTool(name: string): Promise<Tool> {
  const load = toolModules[name];
  if (load === undefined) throw new Error(`No module for the tool ${name}`);
  return (await load()).default;
}
