const longest = 500;

/**
 * A line of the log. It goes to standard error, because standard output carries nothing but the protocol. Part of the
 * message may come from outside, so it stays one line, and a terminal is not steered by it.
 */
export function log(message: string): void {
  const line = message.replace(/\p{Cc}+/gu, ' ').slice(0, longest);
  process.stderr.write(`jenji-mcp: ${line}\n`);
}
