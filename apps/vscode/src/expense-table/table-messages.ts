import type { Place } from '../accounts/account.ts';
import type { StateTone } from '../words/state-word.ts';
import type { Column } from './column.ts';
import type { RowChunk } from './row-chunk.ts';
import type { TableTexts } from './table-texts.ts';

/** What a person chose about the columns; kept for all tables. */
export interface Layout {
  /** Columns that were shown or hidden against what they are at first. */
  readonly shown: Readonly<Record<string, boolean>>;
  /** Pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

/** What a table is, before any row is there. */
export interface TableView {
  readonly title: string;
  /** Organization and account. */
  readonly where: string;
  readonly place: { readonly id: Place; readonly word: string };
  readonly language: string;
  readonly columns: readonly Column[];
  readonly layout: Layout;
  readonly texts: TableTexts;
  /** ISO 4217 code -> digits after the point that amounts are filled up to. */
  readonly decimals: Readonly<Record<string, number>>;
}

/** How far reading is. */
export interface Progress {
  readonly loading: boolean;
  /** Months read, and in all. */
  readonly done: number;
  readonly total: number;
  /** Whether every month came, if not all of them anew. Rows that are shown are not given up for fewer. */
  readonly complete: boolean;
  /** `As of 10:42`. */
  readonly asOf?: string | undefined;
  /** Why rows are missing or old. */
  readonly failure?: { readonly text: string; readonly retry: boolean } | undefined;
}

/**
 * A table that is read again is a new edition: the rows of the old one stay until the new one is complete, and what a
 * person does is about rows of the edition that is shown.
 */
export type TableToPage =
  | { readonly type: 'view'; readonly view: TableView }
  | { readonly type: 'edition'; readonly edition: number }
  | {
      readonly type: 'rows';
      readonly edition: number;
      readonly chunk: RowChunk;
      /** Of states that came for the first time. */
      readonly tones: readonly (readonly [state: string, tone: StateTone])[];
    }
  /**
   * Before the end of an edition that takes the place of another: where the rows of that one are in it, by their number;
   * `goneRow` for those that are not. So the person keeps the selection and the place.
   */
  | { readonly type: 'moved'; readonly edition: number; readonly rows: Uint32Array }
  | { readonly type: 'progress'; readonly edition: number; readonly progress: Progress }
  /** A command of a menu or key is about what is selected here: the page answers with `act`. */
  | { readonly type: 'asked'; readonly action: TableAction };

/** In `moved`. */
export const goneRow = 0xffffffff;

export const tableActions = ['open', 'runAction', 'copy', 'export', 'exportAll', 'reveal'] as const;
/** `exportAll` is about all rows that pass the filter, the others about the selected ones. */
export type TableAction = (typeof tableActions)[number];

export type TableFromPage =
  | { readonly type: 'layout'; readonly layout: Layout }
  | { readonly type: 'refresh' }
  /** Reads what is missing. */
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' }
  | {
      readonly type: 'act';
      readonly action: TableAction;
      readonly edition: number;
      /** Numbers of rows, in the order shown. */
      readonly rows: Uint32Array;
      /** Ids of the columns shown, in their order. */
      readonly columns: readonly string[];
    };
