/** How the values of a column are kept, compared and aligned. */
type ColumnKind = 'text' | 'amount';

/** A column that a table can show, in the language of the person. */
export interface Column {
  /** A name of ours, or `field:` and the key of a custom field. */
  readonly id: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Pixels, until the person drags it. */
  readonly width: number;
  /** Not shown until the person chooses it. */
  readonly hidden?: boolean | undefined;
  /** Offered as a filter by its values. */
  readonly facet?: boolean | undefined;
}

/** Before the key of a custom field. */
export const customColumnPrefix = 'field:';
