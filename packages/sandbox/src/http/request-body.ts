/** Longer bodies are refused, so that no request fills the memory. */
const longest = 20 * 1024 * 1024;

/** The bytes of a request's body. One that is too long is read to its end, so that the client hears of it, and dropped. */
export async function readBytes(request: Request): Promise<Uint8Array | 'too-long'> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > longest) pieces.length = 0;
    else pieces.push(piece);
  }
  return length > longest ? 'too-long' : Buffer.concat(pieces);
}
