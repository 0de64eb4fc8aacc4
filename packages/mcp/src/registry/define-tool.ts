import type { Hazard, OperationId } from '@jenji-kit/client/contract';
import type { z } from 'zod';
import { Asks } from '../approval/question.ts';
import { fencedOutput, unfenced } from '../results/fenced-value.ts';
import { parseInput } from './parse-input.ts';
import type { ToolContext } from './tool-context.ts';
import type { Toolset } from './toolsets.ts';

/**
 * One tool: a file `src/tools/<toolset>/<tool_name>.ts` that default-exports `defineTool({…})`. The build finds the
 * files; nothing else lists them.
 */
export interface ToolDeclaration<Input extends z.ZodObject, Output extends z.ZodObject> {
  /** Verb first, `^[a-z][a-z0-9_]{2,40}$`, the same as the file's name. */
  name: string;
  /** What a person sees in a menu. */
  title: string;
  /** The folder the file is in. */
  toolset: Toolset;
  /** The worst that a call can do. Annotations derive from it, and read-only mode leaves out all but `read`. */
  hazard: Hazard;
  /** The operations of the API for which it is the better way: `find_operation` names it. */
  operations?: readonly OperationId[];
  /** For the model: what it answers, when to use it, what to use instead. Joined by spaces when given in lines. */
  description: string | readonly string[];
  /** Strict object. Flat, optional rather than nullable, no unions at the root. Every field described. */
  input: Input;
  /** Shape of `structured`, every field described. Fields it does not declare are dropped from the answer. */
  output: Output;
  /**
   * Does the work. Throw `InvalidInput` for a request that makes no sense, and let the client's errors pass: one place
   * turns them into an answer that says what went wrong, what to do next and whether anything was changed.
   */
  handler(input: z.output<Input>, context: ToolContext): Promise<ToolAnswer<z.input<Output>> | Asks>;
}

export interface ToolAnswer<Structured> {
  /** The facts, for programs. What people typed is fenced on the way out: give it as it is, but in members `ours(…)`. */
  structured: Structured;
  /** The same facts, short, for a model. Whatever people typed in Jenji stands in `untrusted(…)`. */
  text: string;
  /** It could not be done; what is told is told as an error. */
  failed?: boolean;
  /** For the host and its cards, not for the model. */
  meta?: Readonly<Record<string, unknown>>;
  /** What goes along with the text: a picture to look at, a resource to read. Not counted with the text. */
  attached?: readonly Attachment[];
}

/** Two kinds of content of the protocol, the same in all revisions; `data` is in base64. */
export type Attachment =
  | { type: 'image'; data: string; mimeType: string }
  | { type: 'resource_link'; uri: string; name: string; title: string; mimeType?: string };

/** A tool whose schemas the registry no longer needs to know. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly toolset: Toolset;
  readonly hazard: Hazard;
  readonly operations: readonly OperationId[];
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Runs the handler on an input that `input` accepted, and gives the answer in the shape of `output`, fenced. */
  run(input: unknown, context: ToolContext): Promise<ToolAnswer<Record<string, unknown>> | Asks>;
}

const namePattern = /^[a-z][a-z0-9_]{2,40}$/;

export function defineTool<const Input extends z.ZodObject, const Output extends z.ZodObject>(
  declaration: ToolDeclaration<Input, Output>,
): Tool {
  const { name, title, toolset, hazard, operations = [], input, output } = declaration;
  if (!namePattern.test(name)) throw new TypeError(`Tool name "${name}" does not match ${namePattern}`);
  const description =
    typeof declaration.description === 'string' ? declaration.description : declaration.description.join(' ');
  return {
    name,
    title,
    toolset,
    hazard,
    operations,
    description,
    input,
    output,
    async run(rawInput, context) {
      const answer = await declaration.handler(parseInput(input, unfenced(rawInput)), context);
      if (answer instanceof Asks) return answer;
      const structured = fencedOutput(output, output.parse(answer.structured));
      const { text, failed = false, meta, attached } = answer;
      return { structured, text, failed, ...(meta && { meta }), ...(attached && { attached }) };
    },
  };
}
