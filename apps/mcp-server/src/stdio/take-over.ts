import { PassThrough, Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Session } from './serve-stdio.ts';

/**
 * Gives a session to the SDK from its first byte: it sees everything that the client sent, so its state is what it would
 * be had it been there from the start, and the answers the client already has are not sent again.
 */
export function takeOver(factory: McpServerFactory, { received, answered }: Session, onerror: (error: Error) => void) {
  const input = new PassThrough();
  for (const chunk of received) input.write(chunk);
  process.stdin.pipe(input);
  const transport = new StdioServerTransport(input, without(answered));
  return serveStdio(factory, { transport, onerror });
}

/** Standard output, but for the first line of each of the given ones. */
function without(lines: readonly string[]): Writable {
  const repeated = [...lines];
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      const index = repeated.indexOf(chunk);
      if (index === -1) return void process.stdout.write(chunk, done);
      repeated.splice(index, 1);
      done();
    },
  });
}
