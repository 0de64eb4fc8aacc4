import type { Offer } from '@jenji-kit/mcp';
import { handOver, openingOf } from './opening.ts';

/** A session as far as it has come: what the client sent, and the lines it was answered with. */
export interface Session {
  readonly received: readonly Uint8Array[];
  readonly answered: readonly string[];
}

/** A session that opens and never does anything else is handed over at these limits, so that nothing piles up. */
const longestOpening = 64;
const largestOpening = 256 * 1024;

const newline = 0x0a;

/**
 * Talks to the program at the other end of stdin and stdout. Answers the opening of the session itself; `takeOver` gets
 * the session, and stdin paused, with the first message that asks for more.
 */
export function serveStdio(offer: Offer, takeOver: (session: Session) => void): void {
  const { stdin, stdout } = process;
  const opening = openingOf(offer);
  const received: Buffer[] = [];
  const answered: string[] = [];
  let bytes = 0;
  let rest = Buffer.alloc(0);

  stdin.on('data', onData);

  function onData(chunk: Buffer): void {
    received.push(chunk);
    bytes += chunk.length;
    rest = Buffer.concat([rest, chunk]);
    if (answerLines() && answered.length < longestOpening && bytes < largestOpening) return;
    stdin.off('data', onData);
    stdin.pause();
    takeOver({ received, answered });
  }

  /** Answers every whole line; false when one is not for here. */
  function answerLines(): boolean {
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      const answer = opening.answer(rest.toString('utf8', 0, end));
      if (answer === handOver) return false;
      rest = rest.subarray(end + 1);
      if (answer === undefined) continue;
      answered.push(answer);
      stdout.write(answer);
    }
    return true;
  }
}
