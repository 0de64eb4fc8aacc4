import type { WriteOperationId } from '@jenji-kit/changes';
import { type Endpoint, isOperationId, type OperationId, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { words } from '../../arguments/text.ts';
import { findOperations } from '../../operations/operation-search.ts';
import { changeSchemas, parameterSchemas } from '../../operations/parameter-schema.ts';
import { waysToCall } from '../../operations/ways-to-call.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { ours } from '../../results/fenced-value.ts';

/** How many of the best come with their parameters; the others are only named. */
const withParameters = 2;

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
    const ids: OperationId[] = isOperationId(asked) ? [asked] : findOperations(query, limit).map(({ id }) => id);
    const found = ids.map((id, rank) => {
      const operation: Endpoint = operations[id];
      const ways = waysToCall(id, settings);
      return {
        id,
        summary: operation.summary,
        hazard: operation.hazard,
        call_with: ways.length > 0 ? ways : ['nothing: this server cannot call it'],
        ...(rank < withParameters && parametersOf(id, operation)),
      };
    });
    const next =
      found.length === 0
        ? 'Nothing fits. Try the thing ("user", "category") and what to do with it ("list", "update").'
        : ids.length > withParameters
          ? 'find_operation with an id gives its parameters.'
          : 'Prefer the first tool of call_with.';
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

function parametersOf(id: OperationId, operation: Endpoint): Record<string, unknown> {
  return operation.hazard === 'read' ? parameterSchemas(operation) : changeSchemas(id as WriteOperationId);
}

function parametersText(parameters: Record<string, unknown>): string {
  return Object.keys(parameters).length > 0 ? ` ${JSON.stringify(parameters)}` : '';
}
