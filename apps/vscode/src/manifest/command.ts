import type { Text } from './text.ts';

/** A command, declared once: its entry in the manifest, in menus and on the keyboard, and its typed id. */
export interface CommandDeclaration {
  readonly title: Text;
  /** Of menus with little room. */
  readonly shortTitle?: Text;
  /** A product icon, `$(refresh)`. */
  readonly icon?: `$(${string})`;
  /** When it can be used; where not, it is shown greyed. */
  readonly enablement?: string;
  /** Whether the command palette lists it, or when. Without it, only menus do: what it acts on is in the tree. */
  readonly palette?: true | string;
  readonly menus?: readonly MenuPlace[];
  readonly keybindings?: readonly Keybinding[];
}

export interface MenuPlace {
  readonly menu:
    | 'view/title'
    | 'view/item/context'
    | 'editor/title'
    | 'editor/title/context'
    | 'webview/context'
    | `jenji.${string}`;
  readonly when: string;
  /** `inline` shows the icon in the row; `name@order` sorts. */
  readonly group?: string;
}

interface Keybinding {
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
}
