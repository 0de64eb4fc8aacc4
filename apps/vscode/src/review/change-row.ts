import type { ChangeRecord } from '@jenji-kit/changes';
import type { Review } from './reviews.ts';

/** One row of the view of changes, as data. */
export interface ChangeRow {
  /** Made of where it stands, so that it is the same after a refresh. */
  readonly id: string;
  readonly label: string;
  /** Beside the label, less prominent. */
  readonly description?: string | undefined;
  /** What a screen reader says in place of the label. */
  readonly accessibilityLabel: string;
  /** Lines of plain text. */
  readonly tooltip?: string | undefined;
  readonly icon: { readonly id: string; readonly color?: string | undefined };
  /** `jenji.review.waiting`, with marks behind: menus are shown by it. */
  readonly context: string;
  readonly expanded?: boolean | undefined;
  /** What a click does. */
  readonly click?: 'diff' | 'details' | 'more' | undefined;
  /** What commands act on. */
  readonly review?: Review | undefined;
  /** Of a review: which change of it. */
  readonly item?: number | undefined;
  readonly record?: { readonly accountId: string; readonly change: ChangeRecord } | undefined;
  /** Without it, the row is a leaf. */
  readonly children?: (() => readonly ChangeRow[] | Promise<readonly ChangeRow[]>) | undefined;
}
