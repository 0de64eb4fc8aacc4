import type { Connection } from '../accounts/connection.ts';
import type { CommandId } from '../manifest/commands/index.ts';
import type { Readings } from '../readings/readings.ts';

/**
 * What a node stands for. Menus are shown by it: the `viewItem` of a row is `jenji.<kind>`, of a folder
 * `jenji.folder.<name>`, followed by its marks in this order, each after a dot. Match the beginning, and marks as
 * `/\\.waiting\\b/`.
 *
 *   account           loaded? pinned? · place
 *   bookkeeper, client, organization · blocked? · place
 *   folder.waiting | folder.expenses | folder.earlier | folder.year | folder.requests | folder.people |
 *     folder.invitations | folder.settings | folder.categories | folder.paymentMethods | folder.customFields |
 *     folder.fields | folder.allowanceTemplates | folder.warningRules | folder.communications · place
 *   group, user       blocked? · place
 *   month, state, day, range           waiting? · place (their expenses: `subject.bucket`)
 *   expense           waiting? deleted? warned? · place
 *   expenseRequest    waiting? · place
 *   invitation        waiting? · place
 *   category, paymentMethod, customOption, allowanceTemplate, warningRule · disabled? · place
 *   customField       list? editable? (there is an operation to change it) · place
 *   communication · place
 *   message           failure? retry?
 *
 * Place is one of `production`, `test`, `custom`, `sample`.
 */
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
  'range',
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

/** Which expenses of an organization stand under one node. */
export interface Bucket {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly state?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly day?: string | undefined;
  /** Of a group with all groups below it. */
  readonly groupId?: string | undefined;
  readonly userId?: string | undefined;
}

/** One row of the tree, as data: what it shows, what it is about, and how its children are found. */
export interface TreeNode extends RowLook {
  /** Made of where it stands, so that it is the same after a refresh: expansion and selection hang on it. */
  readonly id: string;
  readonly subject: Subject;
  readonly label: string;
  /** What a click does. */
  readonly command?: { readonly id: CommandId; readonly title: string } | undefined;
  /** Whether it starts expanded. */
  readonly expanded?: boolean | undefined;
  /** The record as it was read, where the node stands for one. */
  readonly record?: unknown;
  /** Without it, the node is a leaf. */
  readonly children?: ((look: Look) => Promise<Children>) | undefined;
  /** Keys of the account's readings that its children come from: the node is shown anew when one of them changes. */
  readonly reads?: readonly string[] | undefined;
  /** Keys that are to be read again, with all below them, when a person refreshes the node. Without it, `reads` alone. */
  readonly refreshes?: readonly string[] | undefined;
  /** What the row shows besides, by what has been read meanwhile; it costs no request. Over what the node itself says. */
  readonly live?: ((readings: Readings) => Partial<RowLook>) | undefined;
  /** Keys below which readings change what `live` says. */
  readonly watches?: string | undefined;
  /** What is said in place of children where there are none. */
  readonly empty?: string | undefined;
}

/** What of a row may change while it stays the same row. */
export interface RowLook {
  /** Beside the label, less prominent. */
  readonly description?: string | undefined;
  /** Who, what, how much, state: what a screen reader says in place of the label. */
  readonly accessibilityLabel: string;
  /** Markdown whose text was escaped. Made when it is asked for. */
  readonly tooltip?: (() => string) | undefined;
  readonly icon: { readonly id: string; readonly color?: string | undefined };
  /** Marks for menus beside the kind, such as `waiting` or `production`. */
  readonly marks?: readonly string[] | undefined;
  /** A sign of at most two characters and its meaning, at the right of the row: what waits. */
  readonly badge?: { readonly text: string; readonly tooltip: string } | undefined;
}

/** With what children are looked up. */
export interface Look {
  connect(accountId: string): Promise<Connection>;
  readonly signal: AbortSignal;
  /** Of the person, BCP 47. */
  readonly language: string;
  /** The day of the person, `YYYY-MM-DD`. */
  readonly today: string;
}

export interface Children {
  readonly nodes: readonly TreeNode[];
  /** Milliseconds since 1970: nothing shown is older. Undefined where nothing was read. */
  readonly asOf?: number | undefined;
  /** Why the rows are the old ones. */
  readonly failure?: unknown;
}
