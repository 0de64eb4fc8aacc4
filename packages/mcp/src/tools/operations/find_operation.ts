import type { WriteOperationId } from '@jenji-kit/changes';
import { type Endpoint, isOperationId, type OperationId, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { words } from '../../arguments/text.ts';
import { changeSummary } from '../../operations/change-summary.ts';
import { findOperations } from '../../operations/operation-search.ts';
import { changeSchemas, parameterSchemas } from '../../operations/parameter-schema.ts';
import { waysToCall } from '../../operations/ways-to-call.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { ours } from '../../results/fenced-value.ts';

/** What is done through this server is not undone by an operation of Jenji. */
const isUndo = /\b(undo|revert|roll ?back|annul\w*|défai\w*|rétabli\w*)/i;
const undoing = 'To turn back a change made here, use undo_change; list_changes shows them.';

export default defineTool({
  name: 'find_operation',
  title: 'Find an API operation',
  toolset: 'operations',
  hazard: 'read',
  description: [
    'Finds operations of the Jenji API by words in English or French when no other tool does the job: what each does, hazard, parameters, the tool that calls it.',
    'Costs no request.',
  ],
  input: z.strictObject({
    query: words().describe('What to do ("add a team"), or an operation id'),
    limit: count(1, 20).default(5).describe('At most'),
  }),
  output: z.object({
    operations: ours(z.array(z.looseObject({})).describe('Best first')),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ query, limit }, { settings }) {
    const asked = query.trim();
    const isId = isOperationId(asked);
    const ids: OperationId[] = isId ? [asked] : findOperations(query, limit).map(({ id }) => id);
    const found = ids.map((id, rank) => {
      const operation: Endpoint = operations[id];
      const ways = waysToCall(id, settings);
      return {
        id,
        summary: operation.hazard === 'read' ? operation.summary : changeSummary(id as WriteOperationId),
        hazard: operation.hazard,
        call_with: ways.length > 0 ? ways : ['nothing: this server cannot call it'],
        // A tool of its own says itself what it takes; of the others, the best comes with its parameters.
        ...(rank === 0 && (isId || isGateway(ways[0])) && parametersOf(id, operation)),
      };
    });
    const next = [...(isUndo.test(query) ? [undoing] : []), nextStep(found)].join(' ');
    return {
      structured: { operations: found, next },
      text: [
        ...found.map(
          ({ id, summary, hazard, call_with: ways, ...parameters }) =>
            `- ${id} (${hazard}): ${summary} Call with: ${ways.join(', ')}.${parametersText(parameters)}`,
        ),
        next,
      ].join('\n'),
    };
  },
});

function nextStep([first, ...others]: readonly { id: OperationId; call_with: readonly string[] }[]): string {
  if (first === undefined) {
    return 'Nothing fits. Try the thing ("user", "category") and what to do with it ("list", "update").';
  }
  const [best] = first.call_with;
  const parameters = 'find_operation with an id gives its parameters.';
  if (isGateway(best)) {
    const call = `Call ${best} with operation, and path, query and body as shown.`;
    return others.length > 0 ? `${call} For the others, ${parameters}` : call;
  }
  return others.length > 0
    ? `Prefer the first tool of call_with. ${parameters}`
    : 'Prefer the first tool of call_with.';
}

function isGateway(tool: string | undefined): boolean {
  return tool === 'call_read_operation' || tool === 'call_write_operation';
}

function parametersOf(id: OperationId, operation: Endpoint): Record<string, unknown> {
  return operation.hazard === 'read' ? parameterSchemas(operation) : changeSchemas(id as WriteOperationId);
}

function parametersText(parameters: Record<string, unknown>): string {
  return Object.keys(parameters).length > 0 ? ` ${JSON.stringify(parameters)}` : '';
}
