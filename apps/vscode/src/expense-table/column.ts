/** How the values of a column are kept, compared and aligned. */
export type ColumnKind = 'text' | 'amount';

/** A column that a table can show, in the language of the person. */
export interface Column {
  /** One of `columnIds`, or `field:` and the key of a custom field. */
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

/** The columns of every table, in their order. */
export const columnIds = [
  'date',
  'vendor',
  'who',
  'category',
  'amount',
  'currency',
  'state',
  'paymentMethod',
  'warnings',
  'receipt',
] as const;
export type ColumnId = (typeof columnIds)[number];

export const customColumnPrefix = 'field:';
