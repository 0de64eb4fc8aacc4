import * as l10n from '@vscode/l10n';
import { numberText } from './counted.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** More rows under one node than this, and they are put in ranges: nobody reads them all, and the editor is to stay quick. */
export const mostSiblings = 250;

export interface InRanges<Item> {
  /** In the order of the rows. */
  readonly items: readonly Item[];
  readonly row: (item: Item, where: Where) => TreeNode;
  /** What an item is sorted by, for the ends of a range. */
  readonly name: (item: Item) => string;
}

/** A row for each item, or ranges of them, and ranges of ranges where these are too many. */
export function rowsOrRanges<Item>(
  where: Where,
  source: InRanges<Item>,
  { language }: Pick<Look, 'language'>,
): TreeNode[] {
  const { items, row, name } = source;
  if (items.length <= mostSiblings) return items.map((item) => row(item, where));
  let size = mostSiblings;
  while (items.length / size > mostSiblings) size *= mostSiblings;
  const ranges: TreeNode[] = [];
  for (let from = 0; from < items.length; from += size) {
    const part = items.slice(from, from + size);
    const [first, last] = [part[0], part[part.length - 1]];
    if (first === undefined || last === undefined) continue;
    const numbers = l10n.t('{0} to {1}', numberText(from + 1, language), numberText(from + part.length, language));
    const ends = `${name(first)} – ${name(last)}`;
    const range: TreeNode = nodeIn(where, 'range', `${from}+${size}`, {
      label: numbers,
      description: ends,
      accessibilityLabel: `${numbers}, ${ends}`,
      icon: { id: 'list-ordered' },
      children: async (look) => ({
        nodes: rowsOrRanges(below(where, range), { items: part, row, name }, look),
      }),
    });
    ranges.push(range);
  }
  return ranges;
}
