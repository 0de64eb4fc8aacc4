import { type ArgumentIssue, operations } from '@jenji-kit/client';
import { type Items, isDisabled, type ListForm, listItem } from './list-delta.ts';

/** The expense categories of an organization or of a template. */
export const categoryList: ListForm = {
  noun: 'category',
  plural: 'categories',
  item: listItem(operations['categories.replaceAll']),
  keys: ['id'],
  leaving: 'flagged',
  consequences: (items) => withChildrenDisabled(items, (id) => isDisabled(items[id])),
  because: ({ parentCategoryId }) => `with its parent ${JSON.stringify(parentCategoryId)}`,
  problems: levelProblems,
};

/** Categories, of which those whose parent goes are disabled with it. */
export function withChildrenDisabled(items: Items, goes: (parentId: string) => boolean): Items {
  return Object.fromEntries(
    Object.entries(items).map(([id, item]) => {
      const { parentCategoryId: parent } = item;
      const follows = typeof parent === 'string' && Object.hasOwn(items, parent) && goes(parent);
      return [id, follows && !isDisabled(item) ? { ...item, disabled: true } : item] as const;
    }),
  );
}

/** There is one level of children: a parent exists, has no parent itself, and is another category. */
export function levelProblems(items: Items, touched: ReadonlyMap<string, string>): ArgumentIssue[] {
  const parentOf = (id: string) => {
    const parent = Object.hasOwn(items, id) ? items[id]?.parentCategoryId : undefined;
    return typeof parent === 'string' && parent !== '' ? parent : undefined;
  };
  return [...touched].flatMap(([id, place]) => {
    const parent = parentOf(id);
    if (parent === undefined) return [];
    const path = `${place}.parentCategoryId`;
    if (!Object.hasOwn(items, parent))
      return [{ path, message: `names ${JSON.stringify(parent)}, which is no category` }];
    if (parent === id) return [{ path, message: 'must name another category' }];
    if (parentOf(parent) !== undefined)
      return [{ path, message: `names ${JSON.stringify(parent)}, which has a parent itself; there is one level only` }];
    const child = Object.keys(items).find((other) => parentOf(other) === id);
    if (child === undefined) return [];
    return [
      {
        path,
        message: `must not be set: ${JSON.stringify(child)} is a child of this category, and there is one level only`,
      },
    ];
  });
}
