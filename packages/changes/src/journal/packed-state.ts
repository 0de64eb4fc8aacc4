import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as z from 'zod';
import type { State } from '../state.ts';
import { redacted } from './redacted.ts';

/** From how many characters on a state is compressed: a list of categories is written down with each of its changes. */
const packedFrom = 4096;
/** What a compressed state may come to, in bytes: a damaged file must not fill the memory. */
const largestState = 256 * 1024 * 1024;

/** A state as a journal line holds it: as it is, or, when it is large, as brotli in base64. */
export type PackedState = State | string;

/** A record schema would pass over members called `__proto__`. */
const stateSchema = z.custom<State>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

export const packedState = z.union([z.string(), stateSchema]);

/** Without signed links and keys: once packed, nothing could take them out. */
export function packState(state: State): PackedState {
  const kept = stateSchema.parse(redacted(state));
  const text = JSON.stringify(kept);
  if (text.length < packedFrom) return kept;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  return brotliCompressSync(text, { params }).toString('base64');
}

/** @throws when it is damaged. */
export function unpackState(packed: PackedState): State {
  if (typeof packed !== 'string') return packed;
  const text = brotliDecompressSync(Buffer.from(packed, 'base64'), { maxOutputLength: largestState });
  return stateSchema.parse(JSON.parse(text.toString('utf8')));
}
