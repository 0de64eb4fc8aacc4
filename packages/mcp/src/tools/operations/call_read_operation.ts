import {
  type Endpoint,
  isOperationId,
  type ListOperationId,
  type OperationId,
  operations,
  parseArguments,
} from '@jenji-kit/client';
import * as z from 'zod';
import { text, texts } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { withinBounds } from '../../operations/bounds.ts';
import { chosenFields, isRecord } from '../../operations/chosen-fields.ts';
import { unknownOperation } from '../../operations/unknown-operation.ts';
import { waysToCall } from '../../operations/ways-to-call.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import { Refused } from '../../registry/refused.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { idText } from '../../results/id-text.ts';
import { cursorAfter, nextCursor, nextPageLine, pageArguments, pageStart, requestCount } from '../../results/page.ts';
import type { Settings } from '../../settings/settings.ts';

/** Characters of JSON that an answer holds, in each of its two channels. */
const longestResult = 15_000;

export default defineTool({
  name: 'call_read_operation',
  title: 'Call a reading API operation',
  toolset: 'operations',
  hazard: 'read',
  description: [
    'Calls a reading operation of the Jenji API, with ids and no names; find_operation gives its parameters.',
    'Costs 1 request per page; prefer other tools.',
  ],
  input: z.strictObject({
    operation: text().describe('Operation id'),
    path: z.looseObject({}).optional().describe('Path parameters'),
    query: z.looseObject({}).optional().describe('Query parameters'),
    body: z.looseObject({}).optional().describe('Request body'),
    fields: texts(50).optional().describe('Only these; a.b goes into a'),
    limit: pageArguments.limit,
    cursor: pageArguments.cursor,
  }),
  output: z.object({
    data: z.array(z.unknown()).optional().describe('A list'),
    record: z.looseObject({}).optional().describe('No list'),
    total: z.int().optional().describe('On all pages'),
    next_cursor: nextCursor(),
    requests: requestCount(),
  }),
  async handler({ operation, fields, limit, cursor, ...args }, context) {
    const id = readOperation(operation, context.settings);
    const { path } = parseArguments(id, args);
    const query = { operation, ...args };
    const start = pageStart(cursor, query);
    const reader = await Reader.open(context);
    const belongs = await withinBounds(reader, id, path);

    if (!isListOperation(id)) {
      reader.countRequest();
      const answer = await reader.jenji.callUnknown(id, args, { signal: context.signal });
      const record = chosenFields(answer, fields);
      refuseEmpty(answer, record, fields);
      refuseTooLong(record);
      return {
        structured: { record: isRecord(record) ? record : { value: record ?? null }, requests: reader.requests },
        text: `${id}: ${fencedJson(record ?? null, longestResult)}`,
      };
    }

    // Taken from the stream as it passes, so that a list of any length costs no more memory than a page.
    const data: unknown[] = [];
    let first: unknown;
    let [total, characters, full] = [0, 0, false];
    reader.countRequest();
    for await (const item of reader.jenji.stream(id, args as never, { signal: context.signal })) {
      if (!belongs(item)) continue;
      if (total >= start && !full && data.length < limit) {
        const chosen = chosenFields(item, fields);
        first ??= item;
        characters += JSON.stringify(chosen)?.length ?? 0;
        full = data.length > 0 && characters > longestResult;
        if (!full) data.push(chosen);
      }
      total++;
      if (total % 1000 === 0) context.progress(total, undefined, 'items read');
    }
    refuseEmpty(first, data[0], fields);
    refuseTooLong(data);
    const end = start + data.length;
    const cursorOfNext = end < total ? cursorAfter(end, query) : undefined;
    return {
      structured: { data, total, next_cursor: cursorOfNext, requests: reader.requests },
      text: [
        `${id}: ${data.length} of ${total}`,
        ...data.map((item) => `- ${fencedJson(item, longestResult)}`),
        ...nextPageLine(cursorOfNext),
      ].join('\n'),
    };
  },
});

/** @throws InvalidInput for what is no operation, Refused for one that writes. */
function readOperation(operation: string, settings: Settings): OperationId {
  if (!isOperationId(operation)) throw unknownOperation(operation);
  const { hazard }: Endpoint = operations[operation];
  if (hazard === 'read') return operation;
  const ways = waysToCall(operation, settings);
  throw new Refused(
    `operation: ${operation} is not a reading operation (hazard ${hazard}), so call_read_operation never calls it. ${
      ways.length > 0 ? `Use ${ways.join(' or ')}.` : 'This server has no tool that calls it.'
    }`,
  );
}

function isListOperation(id: OperationId): id is ListOperationId {
  const { response }: Endpoint = operations[id];
  return response instanceof z.ZodObject && response.shape.data instanceof z.ZodArray;
}

/** @throws InvalidInput that names the fields there are, when none of those chosen is among them. */
function refuseEmpty(answer: unknown, chosen: unknown, fields: readonly string[] | undefined): void {
  if (!fields || !isRecord(answer) || !isRecord(chosen) || Object.keys(chosen).length > 0) return;
  throw new InvalidInput({
    field: 'fields',
    rule: 'must name at least one field of the answer',
    fix: `It has ${Object.keys(answer).slice(0, 40).map(idText).join(', ')}.`,
  });
}

/** @throws InvalidInput that tells how long each field is, so that the next call can choose. */
function refuseTooLong(result: unknown): void {
  const characters = JSON.stringify(result ?? null).length;
  if (characters <= longestResult) return;
  const record = Array.isArray(result) ? result[0] : result;
  const sizes = isRecord(record)
    ? Object.entries(record)
        .map(([name, value]) => ({ name, size: JSON.stringify(value ?? null).length }))
        .sort((a, b) => b.size - a.size)
        .slice(0, 20)
        .map(({ name, size }) => `${idText(name)} ${size}`)
        .join(', ')
    : '';
  throw new InvalidInput({
    field: 'fields',
    rule: `must choose less: the answer has ${characters} characters, and ${longestResult} fit`,
    fix: `Its fields with their characters: ${sizes}. Parts are chosen by name.part.`,
  });
}
