/**
 * Where rows stand in a scrolled list of which only those in view exist. A browser makes no element higher than about
 * 33 million device pixels, fewer when zoomed; a longer list is scrolled by proportion instead of by pixel.
 */
export interface ScrollGeometry {
  /** Pixels of the element that stands for all rows. */
  readonly height: number;
  /** The first row to be made, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Pixels from the top of the element to a row. */
  topOf(row: number): number;
}

export interface Scrolled {
  readonly rows: number;
  readonly rowHeight: number;
  /** Pixels that rows are seen in. */
  readonly viewHeight: number;
  readonly scrollTop: number;
}

/** Room for a zoom of four times. */
const highest = 8_000_000;
const overscan = 8;

export function scrollGeometry({ rows, rowHeight, viewHeight, scrollTop }: Scrolled): ScrollGeometry {
  const full = rows * rowHeight;
  const height = Math.min(full, highest);
  const shift = fullTop(full, height, viewHeight, scrollTop) - scrollTop;
  const first = Math.floor((scrollTop + shift) / rowHeight);
  const end = Math.ceil((scrollTop + shift + viewHeight) / rowHeight);
  return {
    height,
    first: Math.max(0, Math.min(first, rows) - overscan),
    end: Math.min(rows, end + overscan),
    topOf: (row) => row * rowHeight - shift,
  };
}

/** The scroll position that shows a row, as near as possible to where it is now. */
export function scrollTopShowing(row: number, { rows, rowHeight, viewHeight, scrollTop }: Scrolled): number {
  const full = rows * rowHeight;
  const height = Math.min(full, highest);
  const now = fullTop(full, height, viewHeight, scrollTop);
  const top = row * rowHeight;
  const wanted = top < now ? top : Math.max(now, top + rowHeight - viewHeight);
  if (wanted === now) return scrollTop;
  return height === full ? wanted : (wanted / (full - viewHeight)) * (height - viewHeight);
}

/** How far down it is scrolled, had the element the height of all rows. */
function fullTop(full: number, height: number, viewHeight: number, scrollTop: number): number {
  if (height === full || height <= viewHeight) return scrollTop;
  return Math.min(1, scrollTop / (height - viewHeight)) * (full - viewHeight);
}
