import { NameIndex } from './name-index.ts';
import { fieldOwnerNames, type OrganizationDirectory } from './organization-directory.ts';

/** The lists of options by their id, by the keys and by the labels of the fields that use them. */
export function listsOf(
  fields: OrganizationDirectory['fields'],
): NameIndex<{ id: string; name: string; otherNames: string[] }> {
  const lists = new Map<string, { id: string; name: string; otherNames: string[] }>();
  for (const { id: key, name, otherNames = [], source } of fieldOwnerNames.flatMap((of) => fields[of].items)) {
    if (!source.listId) continue;
    const list = lists.get(source.listId) ?? { id: source.listId, name, otherNames: [] };
    list.otherNames.push(key, name, ...otherNames);
    lists.set(source.listId, list);
  }
  return new NameIndex([...lists.values()]);
}
