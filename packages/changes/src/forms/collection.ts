import type { State } from '../state.ts';

/** Records by id, so that their order is no difference. Records without an id are left out: nothing can name them. */
export function byId<Item extends object>(
  items: readonly Item[] | null | undefined,
  idOf: (item: Item) => string | null | undefined,
): Record<string, Item> {
  return Object.fromEntries(
    (items ?? []).flatMap((item) => {
      const id = idOf(item);
      return id ? [[id, item] as const] : [];
    }),
  );
}

/** A record by id; ids come from people and models, and may be names that every object answers to. */
export function itemOf<Item>(items: Readonly<Record<string, Item>> | undefined, id: string): Item | undefined {
  return items !== undefined && Object.hasOwn(items, id) ? items[id] : undefined;
}

/** The ids that a document has after a change and had not before. */
export function addedIds(before: State, after: State, document: string): string[] {
  const was = Object.keys(Object(before[document]));
  return Object.keys(Object(after[document])).filter((id) => !was.includes(id));
}

/** An object without one of its members. */
export function without<Item>(items: Readonly<Record<string, Item>>, id: string): Record<string, Item> {
  return Object.fromEntries(Object.entries(items).filter(([key]) => key !== id));
}
