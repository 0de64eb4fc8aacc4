import type { Connection } from '../accounts/connection.ts';

/** What a node stands for. Menus are shown by it. */
export const nodeKinds = [
  'account',
  'bookkeeper',
  'client',
  'organization',
  'group',
  'user',
  'month',
  'state',
  'day',
  'expense',
  'expenseRequest',
  'invitation',
  'category',
  'paymentMethod',
  'customField',
  'customOption',
  'allowanceTemplate',
  'warningRule',
  'communication',
  'folder',
  'message',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/**
 * What a node of the tree is about: enough to act on it and to read it again. Commands of a menu get it, so it is plain
 * data; ids are as Jenji gives them.
 */
export interface Subject {
  readonly kind: NodeKind;
  readonly accountId: string;
  readonly organizationId?: string | undefined;
  readonly bookkeeperId?: string | undefined;
  /** The id of the record itself; a key for a custom field, an option's id beside `listId`. */
  readonly id?: string | undefined;
  /** Of a custom field: whose it is. Of an option: the list it is in. */
  readonly owner?: string | undefined;
  readonly listId?: string | undefined;
  /** Of a month, a state in it, a day in that: which expenses. */
  readonly bucket?: Bucket | undefined;
}

/** Which expenses of an organization stand under one node. Days are inclusive. */
export interface Bucket {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly state?: string | undefined;
  readonly day?: string | undefined;
  readonly groupId?: string | undefined;
  readonly userId?: string | undefined;
}

/** One row of the tree, as data: what it shows, what it is about, and how its children are found. */
export interface TreeNode {
  /** Made of where it stands, so that it is the same after a refresh: expansion and selection hang on it. */
  readonly id: string;
  readonly subject: Subject;
  readonly label: string;
  /** Beside the label, less prominent. */
  readonly description?: string | undefined;
  /** Who, what, how much, state: what a screen reader says in place of the label. */
  readonly accessibilityLabel: string;
  /** Markdown whose text was escaped. Made when it is asked for. */
  readonly tooltip?: (() => string) | undefined;
  readonly icon: { readonly id: string; readonly color?: string | undefined };
  /** Marks for menus beside the kind, such as `editable` or `production`. */
  readonly marks?: readonly string[] | undefined;
  /** A short sign and its meaning, at the right of the row: what waits. */
  readonly badge?: { readonly text: string; readonly tooltip: string } | undefined;
  /** What a click does. */
  readonly command?: { readonly id: string; readonly title: string } | undefined;
  /** Whether it starts expanded. */
  readonly expanded?: boolean | undefined;
  /** Without it, the node is a leaf. */
  readonly children?: ((look: Look) => Promise<Children>) | undefined;
}

/** With what children are looked up. */
export interface Look {
  connect(accountId: string): Promise<Connection>;
  readonly signal: AbortSignal;
}

export interface Children {
  readonly nodes: readonly TreeNode[];
  /** Milliseconds since 1970: nothing shown is older. Undefined where nothing was read. */
  readonly asOf?: number | undefined;
  /** Why the rows are the old ones. */
  readonly failure?: unknown;
}
