import { createHash } from 'node:crypto';
import { z } from 'zod';
import { count } from '../arguments/count.ts';
import { text } from '../arguments/text.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { canonicalJson } from './canonical-json.ts';
import { unlisted } from './unlisted.ts';

/** The two arguments of every tool that lists: spread into its input. */
export const pageArguments = {
  limit: count(1, 200).default(50).describe('Page size'),
  cursor: text().optional().describe('A next_cursor'),
};

/** The fields that say how a page lies in the whole: spread into the output beside the list. */
export const pageFields = {
  total: z.int().describe('On all pages'),
  next_cursor: nextCursor(),
};

/** Output field of every tool that pages. */
export function nextCursor() {
  return z.string().optional().describe('Absent at the end');
}

/** The line of the text that leads to the next page: some hosts show models the text alone. */
export function nextPageLine(cursor: string | undefined): string[] {
  return cursor === undefined ? [] : [`More: call again with the same arguments and cursor "${cursor}".`];
}

/** Output field: what a call cost of Jenji's budget. */
export function requestCount() {
  return unlisted(z.int());
}

interface PageOptions {
  cursor: string | undefined;
  size: number;
  query: unknown;
  characters?: number;
}

export interface Page<Item> {
  items: Item[];
  total: number;
  nextCursor: string | undefined;
}

/** Characters of JSON that the items of one page may take, so that the whole answer keeps under its cap. */
const pageCharacters = 18_000;

/**
 * One page of a list that is held whole.
 *
 * `query` is what selects and orders the list (the input without cursor and limit): a cursor of one query is refused by
 * another. `size` is the limit the caller asked for; fewer items come when they are long (`characters` of JSON in all).
 *
 * ```ts
 * const { limit, cursor, ...query } = input;
 * const { items, total, nextCursor } = page(rows, { cursor, size: limit, query });
 * ```
 *
 * @throws InvalidInput when the cursor is not one of this query's.
 */
export function page<Item>(items: readonly Item[], options: PageOptions): Page<Item> {
  return pageOf(items, options, (item) => item);
}

/** The same, of items that are made what an answer shows only when they are on the page. */
export function pageOf<Item, Shown>(
  items: readonly Item[],
  options: PageOptions,
  show: (item: Item) => Shown,
): Page<Shown> {
  const start = pageStart(options.cursor, options.query);
  const shown: Shown[] = [];
  let characters = 0;
  for (const item of items.slice(start, start + options.size).map(show)) {
    characters += JSON.stringify(item)?.length ?? 0;
    if (shown.length > 0 && characters > (options.characters ?? pageCharacters)) break;
    shown.push(item);
  }
  const end = start + shown.length;
  return {
    items: shown,
    total: items.length,
    nextCursor: end < items.length ? cursorAfter(end, options.query) : undefined,
  };
}

/** The cursor of the page that begins after `offset` items of a query's list. */
export function cursorAfter(offset: number, query: unknown): string {
  return Buffer.from(`${offset}.${digestOf(query)}`).toString('base64url');
}

/**
 * How many items come before the page of a cursor. A tool asks first of all, so that a wrong cursor costs no request.
 *
 * @throws InvalidInput when the cursor is not one of this query's.
 */
export function pageStart(cursor: string | undefined, query: unknown): number {
  if (cursor === undefined) return 0;
  const match = /^(0|[1-9]\d{0,9})\.([\w-]{10})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const fix = 'Leave it out to start at the first page.';
  if (match === null) throw new InvalidInput({ field: 'cursor', rule: 'must be a next_cursor given before', fix });
  if (match[2] !== digestOf(query)) {
    throw new InvalidInput({ field: 'cursor', rule: 'belongs to a call with other arguments', fix });
  }
  return Number(match[1]);
}

/** Ten characters that tell one query from another; the order of its members does not matter. */
function digestOf(query: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(query) ?? '')
    .digest('base64url')
    .slice(0, 10);
}
