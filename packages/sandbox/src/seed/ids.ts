import { hashText, mix } from './random.ts';

/** Gives things their ids. The same seed and name, or numbers, always give the same UUID. */
export interface Ids {
  /** The UUID of something that has a name in the seed, such as `atelier-lumiere/groups/sales`. */
  named(name: string): string;
  /** The UUID of the thing with this number in a series; `decode` finds the number again, without a table. */
  encode(series: number, index: number): string;
  /** Undefined for every UUID that `encode` has not made. */
  decode(uuid: string): { series: number; index: number } | undefined;
}

const uuidPattern = /^([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-a([0-9a-f]{3})-([0-9a-f]{12})$/;

/** UUIDs of version 4, as far as their form goes. */
export function createIds(seed: number): Ids {
  const key = mix(seed + 0x5eed);
  return {
    named(name) {
      return toUuid([1, 2, 3, 4].map((part) => hex(hashText(name, mix(key + part)))).join(''));
    },
    encode(series, index) {
      const [left, right] = permute(key, series >>> 0, index >>> 0);
      return toUuid(hex(left) + hex(right) + checksum(key, left, right));
    },
    decode(uuid) {
      const digits = uuidPattern.exec(uuid)?.slice(1).join('');
      if (!digits) return undefined;
      const left = Number.parseInt(digits.slice(0, 8), 16);
      const right = Number.parseInt(digits.slice(8, 16), 16);
      if (digits.slice(16) !== checksum(key, left, right)) return undefined;
      const [series, index] = restore(key, left, right);
      return { series, index };
    },
  };
}

const rounds = 4;

/** A Feistel network: a permutation of 64 bits, so that no two numbers give the same id. */
function permute(key: number, left: number, right: number): [number, number] {
  let [l, r] = [left, right];
  for (let round = 0; round < rounds; round += 1) [l, r] = [r, (l ^ mix(r + key + round)) >>> 0];
  return [l, r];
}

function restore(key: number, left: number, right: number): [number, number] {
  let [l, r] = [left, right];
  for (let round = rounds - 1; round >= 0; round -= 1) [l, r] = [(r ^ mix(l + key + round)) >>> 0, l];
  return [l, r];
}

/** Fourteen hexadecimal digits that tell our ids from strangers'. */
function checksum(key: number, left: number, right: number): string {
  const first = mix(left + mix(right + key));
  return hex(first) + hex(mix(first + 0x9e3779b9)).slice(0, 6);
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(word: number): string {
  return `${bytes[word >>> 24]}${bytes[(word >>> 16) & 255]}${bytes[(word >>> 8) & 255]}${bytes[word & 255]}`;
}

function toUuid(digits: string): string {
  const part = (start: number, end: number) => digits.slice(start, end);
  return `${part(0, 8)}-${part(8, 12)}-4${part(12, 15)}-a${part(15, 18)}-${part(18, 30)}`;
}
