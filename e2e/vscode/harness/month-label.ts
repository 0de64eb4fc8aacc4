/**
 * How the tree names the month so many months ago: `October 2026`. Tests look at months before this one, which have
 * expenses whatever the day is.
 */
export function monthLabel(ago: number): string {
  const now = new Date();
  const month = new Date(now.getFullYear(), now.getMonth() - ago, 1);
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(month);
}
