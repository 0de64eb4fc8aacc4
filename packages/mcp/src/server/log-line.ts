const longest = 500;

/** A message as a line of a log. Part of it may come from outside, so it stays one line, and a terminal is not steered by it. */
export function logLine(message: string): string {
  return message.replace(/\p{Cc}+/gu, ' ').slice(0, longest);
}
