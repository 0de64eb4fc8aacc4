import type { Subject, TreeNode } from './tree-node.ts';

/** A node where it stands in the tree: the same object as long as it is there, whatever its node is made of anew. */
export class TreeRow {
  readonly id: string;
  readonly parent: TreeRow | undefined;
  node: TreeNode;
  /** As they were looked up last; undefined before. */
  children: readonly TreeRow[] | undefined;
  /** A row that says something about the children, above them. */
  message: TreeRow | undefined;
  /** Whether the children have to be looked up with their next showing. */
  stale = true;
  /** Milliseconds since 1970: nothing of the children is older. */
  asOf: number | undefined;
  failure: unknown;

  constructor(node: TreeNode, parent: TreeRow | undefined) {
    this.id = node.id;
    this.node = node;
    this.parent = parent;
  }

  /** What commands act on. */
  get subject(): Subject {
    return this.node.subject;
  }
}
