import type { CallOptions } from './call-options.ts';
import { type ArgumentFreeId, type CallArguments, type OperationId, operationIds } from './contract/index.ts';
import type { JenjiMethods } from './methods.generated.ts';

export type { JenjiMethods };

/** What follows the id in a call: the arguments, which may be left out where none is required, and the options. */
export type CallParameters<Id extends OperationId> = Id extends ArgumentFreeId
  ? [args?: CallArguments<Id>, options?: CallOptions]
  : [args: CallArguments<Id>, options?: CallOptions];

type AnyCall = (id: OperationId, args: unknown, options: CallOptions | undefined) => Promise<unknown>;

/** The operations as nested objects, one level for each part of an id. */
export function methodsOf(call: AnyCall): JenjiMethods {
  const root: Record<string, unknown> & Partial<JenjiMethods> = {};
  for (const id of operationIds) {
    const groups = id.split('.');
    const name = groups.pop() ?? id;
    const group = groups.reduce<Record<string, unknown>>((above, part) => {
      above[part] ??= {};
      return above[part] as Record<string, unknown>;
    }, root);
    group[name] = (args?: unknown, options?: CallOptions) => call(id, args, options);
  }
  return root as JenjiMethods;
}
