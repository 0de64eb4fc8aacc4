import type { ChangeRequest } from '@jenji-kit/changes';
import { isOperationId, type Operation, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { fieldNames } from '../../arguments/field-values.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { isRecord } from '../../operations/chosen-fields.ts';
import { takesList } from '../../operations/parameter-schema.ts';
import { unknownOperation } from '../../operations/unknown-operation.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';

export default defineChangeTool({
  name: 'call_write_operation',
  title: 'Call a writing API operation',
  toolset: 'operations',
  hazard: 'transition',
  operations: [],
  description: [
    'Calls any writing operation of the Jenji API, with ids and no names; find_operation gives its parameters.',
    'Records and lists are changed by what differs: what is not named stays. Costs 3 requests and more.',
  ],
  input: z.strictObject({
    operation: text().describe('Operation id'),
    path: z.looseObject({}).optional().describe('Path parameters'),
    query: z.looseObject({}).optional().describe('Query parameters'),
    // Listed as an object, as not all hosts take an argument without a type; a list is taken as it is, too.
    body: z.unknown().optional().meta({ type: 'object', description: 'What to set; a list as {items}' }),
    clear: fieldNames().optional().describe('Fields to empty'),
    accept: fieldNames().optional().describe('Fields to lose'),
  }),
  argumentNames: {},
  async toChange({ operation: name, body, ...rest }) {
    const operation = writeOperation(name);
    const unwrapped =
      takesList(operation) && isRecord(body) && Object.keys(body).join() === 'items' ? body.items : body;
    return { operation, ...rest, ...(unwrapped !== undefined && { body: unwrapped }) } as ChangeRequest;
  },
});

/** @throws InvalidInput for what is no operation, and for one that reads. */
function writeOperation(operation: string): ChangeRequest['operation'] {
  if (!isOperationId(operation)) throw unknownOperation(operation);
  const { hazard }: Operation = operations[operation];
  if (hazard !== 'read') return operation as ChangeRequest['operation'];
  const fix = 'Use call_read_operation.';
  throw new InvalidInput({ field: 'operation', rule: `changes nothing: ${operation}`, fix });
}
