import type { OrganizationGroup } from '@jenji-kit/client';
import { type Named, NameIndex } from './name-index.ts';

export interface Group extends Named {
  /** The names from below the root group down, such as `Sales / Sales North`; the root group's own name for itself. */
  readonly path: string;
  readonly parentId: string | undefined;
  readonly source: OrganizationGroup;
}

/** The groups of an organization as a tree, read from a list in which a broken or circular parent may stand. */
export class GroupTree extends NameIndex<Group> {
  readonly #children = new Map<string, string[]>();

  constructor(sources: readonly OrganizationGroup[]) {
    super(groupsOf(sources));
    for (const { id, parentId } of this.items) {
      if (parentId === undefined) continue;
      this.#children.set(parentId, [...(this.#children.get(parentId) ?? []), id]);
    }
  }

  /** The ids of the group and of all groups below it, the group first. */
  withDescendants(id: string): string[] {
    const found = new Set([id]);
    for (const each of found) for (const child of this.#children.get(each) ?? []) found.add(child);
    return [...found];
  }

  childrenOf(id: string): Group[] {
    return (this.#children.get(id) ?? []).flatMap((child) => this.get(child) ?? []);
  }

  /** The groups without a group above them: the root group, and any whose parent is missing. */
  get roots(): Group[] {
    return this.items.filter(({ parentId }) => this.get(parentId) === undefined);
  }
}

function groupsOf(sources: readonly OrganizationGroup[]): Group[] {
  const byId = new Map(sources.map((source) => [source.id ?? '', source]));
  const nameOf = (source: OrganizationGroup) => source.name ?? source.id ?? '';
  return sources.map((source) => {
    const path: string[] = [];
    const seen = new Set<OrganizationGroup>();
    for (let each: OrganizationGroup | undefined = source; each && !seen.has(each); ) {
      seen.add(each);
      if (each === source || each.parentGroupId) path.unshift(nameOf(each));
      each = byId.get(each.parentGroupId ?? '');
    }
    const joined = path.join(' / ');
    return {
      id: source.id ?? '',
      name: nameOf(source),
      path: joined,
      parentId: source.parentGroupId ?? undefined,
      // The end of a path names a group too: "Sales / North" for "Direction / Sales / North".
      otherNames: [...path.slice(0, -1).map((_, from) => path.slice(from).join(' / ')), source.internalId ?? ''],
      source,
    };
  });
}
