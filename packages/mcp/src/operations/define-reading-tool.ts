import type { ListOperationId, OperationId } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeScope } from '../changes/change-scope.ts';
import { indexOf, kindOf } from '../changes/named-in.ts';
import type { Names } from '../directory/reader.ts';
import { defineTool, type Tool } from '../registry/define-tool.ts';
import type { Toolset } from '../registry/toolsets.ts';
import { fencedJson } from '../results/fenced-json.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart, requestCount } from '../results/page.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { withinBounds } from './bounds.ts';
import { isRecord } from './chosen-fields.ts';

interface ReadingCall {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  /** Whose names the ids in the answer have; without it they have none. */
  organizationId?: string | undefined;
}

interface ReadingToolDeclaration<Input extends z.ZodObject> {
  name: string;
  title: string;
  toolset: Toolset;
  operation: OperationId;
  description: string | readonly string[];
  input: Input;
  toCall(input: z.output<Input>, scope: ChangeScope): Promise<ReadingCall>;
  /** Which items of a list to show. */
  isWanted?(item: Record<string, unknown>, input: z.output<Input>): boolean;
}

const paging = z.strictObject(pageArguments);

/** A tool that lists what one operation answers, page by page, with names beside ids. */
export function defineListTool<const Input extends z.ZodObject>(declaration: ReadingToolDeclaration<Input>): Tool {
  const { input, toCall, isWanted = () => true, operation, ...rest } = declaration;
  return defineTool({
    ...rest,
    hazard: 'read',
    operations: [operation],
    input: input.extend(paging.shape),
    output: z.object({
      items: z.array(z.looseObject({})).describe('This page'),
      ...pageFields,
      requests: requestCount(),
    }),
    async handler({ limit, cursor, ...query }, context) {
      const { limit: size, cursor: from } = paging.parse({ limit, cursor });
      pageStart(from, query);
      const scope = await ChangeScope.open(context);
      // What is left when the arguments of paging are taken away is what `input` accepted.
      const own = query as z.output<Input>;
      const call = await toCall(own, scope);
      const data: Record<string, unknown>[] = [];
      const belongs = await withinBounds(scope.reader, operation, call.path ?? {});
      scope.reader.countRequest();
      const { organizationId, ...args } = call;
      const stream = scope.reader.jenji.stream(operation as ListOperationId, args as never, { signal: context.signal });
      for await (const item of stream) if (isRecord(item) && belongs(item) && isWanted(item, own)) data.push(item);
      const names = await namesOf(organizationId, scope);
      const { items, total, nextCursor } = page(
        data.map((item) => shownRecord(item, names)),
        { cursor: from, size, query },
      );
      return {
        structured: { items, total, next_cursor: nextCursor, requests: scope.reader.requests },
        text: [
          `${total} in all`,
          ...items.map((item) => `- ${fencedJson(item, 800)}`),
          ...nextPageLine(nextCursor),
        ].join('\n'),
      };
    },
  });
}

async function namesOf(organizationId: string | undefined, { reader }: ChangeScope): Promise<Names | undefined> {
  return organizationId === undefined ? undefined : await reader.withNames(organizationId, (names) => names);
}

/** A record in which names stand beside ids: `userId` and `userId_name`. */
function shownRecord(record: Record<string, unknown>, names: Names | undefined): Record<string, unknown> {
  const shown = Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
    if (value === null || value === undefined) return [];
    const kind = names && typeof value === 'string' ? kindOf([key]) : undefined;
    const name = kind && names && typeof value === 'string' ? indexOf(names, kind).nameOf(value) : undefined;
    const inner = Array.isArray(value)
      ? value.map((item) => (isRecord(item) ? shownRecord(item, names) : item))
      : isRecord(value)
        ? shownRecord(value, names)
        : value;
    return name === undefined
      ? [[key, inner]]
      : [
          [key, inner],
          [`${key}_name`, name],
        ];
  });
  return shortenTexts(Object.fromEntries(shown), 1000) as Record<string, unknown>;
}
