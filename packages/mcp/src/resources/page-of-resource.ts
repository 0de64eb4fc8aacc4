import { pageOf } from '../results/page.ts';
import { uriOf, type VariablesOf } from './resource-uri.ts';

/** Characters of JSON on one page: with fences and indentation the whole keeps under the cap. */
const pageCharacters = 16_000;
const pageItems = 500;

/** A list that goes on under a URI of its own. */
interface PagedUri<Uri extends string> {
  /** Of a resource that is declared as `paged`: it knows its cursors by this template. */
  template: Uri;
  variables: Record<VariablesOf<Uri>, string>;
  cursor: string | undefined;
}

/** One page of a list for a resource: its items, how many there are in all, and `next_uri` where the list goes on. */
export function pageOfResource<const Uri extends string, Item, Shown>(
  items: readonly Item[],
  { template, variables, cursor }: PagedUri<Uri>,
  show: (item: Item) => Shown,
): { items: Shown[]; total: number; next_uri?: string } {
  const page = pageOf(items, { cursor, size: pageItems, query: template, characters: pageCharacters }, show);
  return {
    items: page.items,
    total: page.total,
    ...(page.nextCursor !== undefined && { next_uri: `${uriOf(template, variables)}?cursor=${page.nextCursor}` }),
  };
}
