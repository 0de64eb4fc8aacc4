import type { Readings } from '../readings/readings.ts';
import type { Children, Look, RowLook, TreeNode } from './tree-node.ts';
import { nodeIn, type Where } from './where.ts';

/** The folders there are. `earlier`, `year` and `fields` stand several times in an organization. */
export type FolderName =
  | 'waiting'
  | 'expenses'
  | 'earlier'
  | 'year'
  | 'requests'
  | 'people'
  | 'invitations'
  | 'settings'
  | 'categories'
  | 'paymentMethods'
  | 'customFields'
  | 'fields'
  | 'allowanceTemplates'
  | 'warningRules'
  | 'communications';

export interface Folder {
  readonly name: FolderName;
  readonly label: string;
  /** A codicon. */
  readonly icon: string;
  /** Tells it from others of its name: a year, the owner of fields. */
  readonly owner?: string | undefined;
  readonly description?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly empty?: string | undefined;
  readonly reads?: readonly string[] | undefined;
  readonly refreshes?: readonly string[] | undefined;
  readonly live?: ((readings: Readings) => Partial<RowLook>) | undefined;
  readonly watches?: string | undefined;
  readonly tooltip?: (() => string) | undefined;
  readonly children: (look: Look, node: TreeNode) => Promise<Children>;
}

/** A node that stands for no record, only for what is below it. */
export function folder(where: Where, { name, label, icon, owner, description, children, ...rest }: Folder): TreeNode {
  const node: TreeNode = nodeIn(where, 'folder', owner === undefined ? name : `${name}:${owner}`, {
    subject: { id: name, ...(owner !== undefined && { owner }) },
    label,
    description,
    accessibilityLabel: description ? `${label}, ${description}` : label,
    icon: { id: icon },
    ...rest,
    children: (look) => children(look, node),
  });
  return node;
}

/** Children that cost no request. */
export function without(nodes: readonly TreeNode[]): Children {
  return { nodes };
}
