import type { Offer } from '../server/offer.ts';
import { handOver, openingOf } from './opening.ts';

/** A session as far as it has come: what the client sent, and the lines it was answered with. */
export interface Session {
  readonly received: readonly Uint8Array[];
  readonly answered: readonly string[];
}

/** A session that opens and never does anything else is handed over after this many messages, so that nothing piles up. */
const longestOpening = 64;
const largestOpening = 256 * 1024;

/**
 * Talks to the program at the other end of stdin and stdout. Answers the opening of the session itself; `takeOver` gets
 * the session, and stdin paused, with the first message that asks for more.
 */
export function serveStdio(offer: Offer, takeOver: (session: Session) => void): void {
  const { stdin, stdout } = process;
  const opening = openingOf(offer);
  const received: Buffer[] = [];
  const answered: string[] = [];
  let rest = Buffer.alloc(0);
  let bytes = 0;

  stdin.on('data', onData);
  // The client is gone: there is nobody to answer, and nothing was begun.
  stdout.on('error', onGone);

  function onData(chunk: Buffer): void {
    received.push(chunk);
    bytes += chunk.length;
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      const answer = answered.length < longestOpening ? opening.answer(rest.toString('utf8', 0, end)) : handOver;
      rest = rest.subarray(end + 1);
      if (answer === handOver) {
        giveUp();
        return;
      }
      if (answer === undefined) continue;
      answered.push(answer);
      stdout.write(answer);
    }
    if (bytes > largestOpening) giveUp();
  }

  function giveUp(): void {
    stdin.off('data', onData);
    stdin.pause();
    stdout.off('error', onGone);
    takeOver({ received, answered });
  }
}

const newline = 0x0a;

function onGone(): void {
  process.exit(0);
}
