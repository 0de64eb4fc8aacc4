import { logLine } from '@jenji-kit/mcp';

/** A line of the log. It goes to standard error, because standard output carries nothing but the protocol. */
export function log(message: string): void {
  process.stderr.write(`jenji-mcp: ${logLine(message)}\n`);
}
