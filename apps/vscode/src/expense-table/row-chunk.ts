/**
 * Some rows on their way to the page, by columns: each different text of a column goes over once, rows hold its number.
 * Typed arrays cross between the processes without being made into text.
 */
export interface RowChunk {
  readonly count: number;
  readonly texts: readonly TextChunk[];
  /** Numbers as they are on the wire; NaN where the expense has no amount. */
  readonly amounts: Float64Array;
  /** Digits after the point of each amount; `inexact` where it has more digits than a number carries. */
  readonly scales: Uint8Array;
  /** Of inexact amounts: the row in this chunk, and the decimal that the number shows. */
  readonly inexact: readonly (readonly [row: number, decimal: string])[];
}

export interface TextChunk {
  readonly column: string;
  /** Texts that no row before had. The first of the column ever has the number 1; 0 is no text. */
  readonly added: readonly string[];
  /** The number of each row's text; absent where no row has one. */
  readonly codes?: Uint32Array | undefined;
}

/** In `scales`. */
export const inexactScale = 255;
