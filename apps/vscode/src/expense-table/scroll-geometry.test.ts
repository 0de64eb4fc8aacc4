import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrollGeometry, scrollTopShowing } from './scroll-geometry.ts';

const anyView = fc.record({
  rows: fc.oneof(fc.nat({ max: 500 }), fc.constantFrom(200_000, 1_000_000, 20_000_000)),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  viewHeight: fc.integer({ min: 60, max: 2000 }),
  part: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** The end of scrolling, as a browser has it. */
const scrolledTo = ({ part, ...view }: { rows: number; rowHeight: number; viewHeight: number; part: number }) => {
  const { height } = scrollGeometry({ ...view, scrollTop: 0 });
  return { ...view, scrollTop: Math.max(0, height - view.viewHeight) * part };
};

test('whatever is in view has a row, however many rows there are, and few others have', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const scrolled = scrolledTo(view);
      const { first, end, topOf, height } = scrollGeometry(scrolled);
      const { scrollTop, viewHeight, rows, rowHeight } = scrolled;
      expect(height).toBeLessThanOrEqual(8_000_000);
      expect(end - first).toBeLessThanOrEqual(Math.ceil(viewHeight / rowHeight) + 18);
      if (rows === 0) return;
      expect(topOf(first) <= scrollTop + 0.01 || first === 0).toBe(true);
      expect(topOf(end) >= scrollTop + viewHeight - 0.01 || end === rows).toBe(true);
    }),
  );
});

test('the last row ends where scrolling does', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const { height, end, topOf } = scrollGeometry(scrolledTo({ ...view, part: 1 }));
      expect(end).toBe(view.rows);
      if (view.rows * view.rowHeight > view.viewHeight) expect(topOf(view.rows)).toBeCloseTo(height, 0);
    }),
  );
});

test('any row can be brought into view, and one that is there moves nothing', () => {
  fc.assert(
    fc.property(anyView, fc.nat(), (view, number) => {
      if (view.rows === 0) return;
      const row = number % view.rows;
      const scrolled = scrolledTo(view);
      const scrollTop = scrollTopShowing(row, scrolled);
      const { topOf } = scrollGeometry({ ...scrolled, scrollTop });
      expect(topOf(row)).toBeGreaterThanOrEqual(scrollTop - 1);
      expect(topOf(row) + view.rowHeight).toBeLessThanOrEqual(scrollTop + view.viewHeight + 1);
      expect(scrollTopShowing(row, { ...scrolled, scrollTop })).toBeCloseTo(scrollTop, 0);
    }),
  );
});
