import * as z from 'zod';

/** A whole number within bounds. The bounds are kept out of the listed schema: what is refused is told with the rule. */
export function count(least: number, most: number) {
  return z.int().check(({ value, issues }) => {
    if (value >= least && value <= most) return;
    issues.push({ code: 'custom', message: `must be a whole number from ${least} to ${most}`, input: value });
  });
}
