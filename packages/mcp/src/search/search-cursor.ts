/**
 * The cursor of a search: that of its page, and of which reading of Jenji it is, so that a reader who comes back after
 * the reading was forgotten can be told that pages may not fit together.
 */
export function searchCursor(pageCursor: string | undefined, readAt: number): string | undefined {
  return pageCursor === undefined ? undefined : `${readAt.toString(36)}.${pageCursor}`;
}

export function splitCursor(cursor: string | undefined): {
  pageCursor: string | undefined;
  readAt: number | undefined;
} {
  if (cursor === undefined) return { pageCursor: undefined, readAt: undefined };
  const match = /^([0-9a-z]{1,11})\.(.*)$/s.exec(cursor);
  return { pageCursor: match?.[2] ?? '', readAt: Number.parseInt(match?.[1] ?? '0', 36) };
}
