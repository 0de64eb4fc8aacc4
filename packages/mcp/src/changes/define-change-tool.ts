import type { ChangeRequest, Plan, WriteOperationId } from '@jenji-kit/changes';
import { InvalidArgumentsError } from '@jenji-kit/client';
import type { Hazard } from '@jenji-kit/client/contract';
import * as z from 'zod';
import { throughGate } from '../approval/gate.ts';
import { defineTool, type Tool } from '../registry/define-tool.ts';
import { type InputProblem, InvalidInput } from '../registry/invalid-input.ts';
import type { Toolset } from '../registry/toolsets.ts';
import { said } from '../results/said.ts';
import { changeOutput } from './change-output.ts';
import { ChangeScope } from './change-scope.ts';

interface ChangeToolDeclaration<Input extends z.ZodObject> {
  name: string;
  title: string;
  toolset: Toolset;
  /** The worst that a call can do. */
  hazard: Exclude<Hazard, 'read'>;
  /** The operations it calls, for `find_operation`. */
  operations: readonly WriteOperationId[];
  description: string | readonly string[];
  /** Strict object, without `preview`, which every one of these tools has. */
  input: Input;
  /**
   * How parts of a request are called here, where not as there: `{ body: 'set' }` unless said. A longer path goes before
   * a shorter one; `{ body: '', 'body.time': 'date' }` is that of a tool whose arguments are the fields themselves.
   */
  argumentNames?: Readonly<Record<string, string>>;
  /**
   * What is to be changed, with ids in place of names. Sends nothing that changes anything.
   *
   * @throws InvalidInput with the nearest candidates for a name that is none; its fields are renamed as those of the plan.
   */
  toChange(input: z.output<Input>, scope: ChangeScope): Promise<ChangeRequest | readonly ChangeRequest[]>;
  /** Why the plan is not what the caller meant; undefined where it is. */
  objection?(plan: Plan, input: z.output<Input>): string | undefined;
}

const previewInput = z.strictObject({ preview: z.boolean().default(false).describe('Only plan') });

/** A tool that changes something: planned, shown, approved, carried out, read back, written down. */
export function defineChangeTool<const Input extends z.ZodObject>(declaration: ChangeToolDeclaration<Input>): Tool {
  const { input, toChange, objection, argumentNames = { body: 'set' }, ...rest } = declaration;
  return defineTool({
    ...rest,
    input: input.extend(previewInput.shape),
    output: changeOutput,
    async handler({ preview, ...given }, context) {
      // What is left when `preview` is taken away is what `input` accepted.
      const own = given as z.output<Input>;
      const options = {
        preview: preview === true,
        ...(objection && { objection: (plan: Plan) => objection(plan, own) }),
      };
      return await throughGate(context, options, async (changes, attention) => {
        const scope = await ChangeScope.open(context);
        return await withNamesOfArguments(argumentNames, async () =>
          changes.plan(await toChange(own, scope), attention),
        );
      });
    },
  });
}

/** Says what is wrong in the names of the tool's own arguments, so that a model can correct it in one step. */
async function withNamesOfArguments<Result>(
  names: Readonly<Record<string, string>>,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const [first, ...others] = problemsIn(error).map(({ field, ...problem }) => ({
      ...problem,
      field: writtenAs(field, names),
    }));
    throw first === undefined ? error : new InvalidInput(first, ...others);
  }
}

/** None for an error that is not about arguments. */
function problemsIn(error: unknown): readonly InputProblem[] {
  if (error instanceof InvalidInput) return error.problems;
  if (!(error instanceof InvalidArgumentsError)) return [];
  return error.issues.map(({ path, message }) => ({
    field: path,
    // What a message quotes people may have typed.
    rule: said(message),
  }));
}

function writtenAs(path: string, names: Readonly<Record<string, string>>): string {
  // Nothing is to be changed at all.
  if (path === 'changes') return 'arguments';
  const [, list = '', place = ''] = /^(changes\[\d+\]\.)?(.*)$/s.exec(path) ?? [];
  const [part] = Object.keys(names)
    .filter((name) => place.startsWith(name) && /^([.[]|$)/.test(place.slice(name.length)))
    .sort((a, b) => b.length - a.length);
  if (part === undefined) return path;
  const here = `${names[part]}${place.slice(part.length)}`.replace(/^\./, '');
  // The argument as a whole is none of its own where its fields are the arguments.
  return `${list}${here || 'arguments'}`;
}
