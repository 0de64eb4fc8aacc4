import type { IncomingMessage } from 'node:http';

/**
 * The body of a request, whole; undefined when it has more than `largest` bytes, as far as it says itself or as it
 * turned out.
 *
 * @throws when the client leaves before all of it arrived.
 */
export async function readBody(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > largest) return undefined;
  // Events rather than an async iterator: this runs for every request, and costs a tenth.
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= largest) return;
      request.removeAllListeners('data').pause();
      resolve(undefined);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('The client left in the middle of its request.')));
  });
}
