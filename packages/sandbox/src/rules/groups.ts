/** What the rules need to know of a group. */
export interface GroupNode {
  readonly id: string;
  readonly parentGroupId?: string | null | undefined;
}

/** The group and every group above it, nearest first. An unknown id gives itself alone; a cycle ends where it closes. */
export function groupAndAncestors(groupId: string, groups: readonly GroupNode[]): string[] {
  const path: string[] = [];
  for (let id: string | null | undefined = groupId; id && !path.includes(id); ) {
    const current: string = id;
    path.push(current);
    id = groups.find((group) => group.id === current)?.parentGroupId;
  }
  return path;
}
