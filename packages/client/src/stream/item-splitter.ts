import { ResponseShapeError } from '../errors.ts';
import { ByteRow } from './byte-row.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** How many bytes after the first comma between items are worth remembering. */
const longestSeam = 100;

export interface SplitLimits {
  /** Longest item accepted, in bytes; the same for all of the answer around the items. */
  maxItemBytes: number;
  /** How many bytes are searched and parsed at once. */
  batchBytes: number;
}

/**
 * Cuts the bytes of `{"data":[ … ]}` into batches of whole items, as they come.
 *
 * It looks only at strings and brackets, to find the commas between the items. What stands between two such commas goes
 * to JSON.parse as an array; at the end so does the rest of the answer, with `data` left empty. JSON.parse thus judges
 * every byte: a fault in the answer, or in the search, can only ever become an error, never another value.
 *
 * For the same reason it may guess. Items of one list look alike where one ends and the next begins (`},{"id":`), so the
 * last place that looks like the first such seam is tried first. Had it stood inside of an item, brackets or a quote
 * would be left open, and JSON.parse would say so; then every byte is looked at from there on.
 */
export class ItemSplitter {
  readonly #limits: SplitLimits;

  /** The answer without its items: `{"data":[]}`, and whatever stands beside `data`. */
  readonly #envelope = new ByteRow();
  /** Brackets and braces of the envelope that are open. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Where the last string begins; with a colon of the root object after it, it is a key. */
  #stringStart = 0;
  #dataSeen = false;
  /** Whether the value that comes next is that of `data`. */
  #dataNext = false;

  /** Whether the bytes that come next belong to the items. */
  #inItems = false;
  /** From the bracket or comma before the first item that is not given away yet. */
  readonly #held = new ByteRow();
  /** How far `#held` was searched. After a backslash that is one byte more: what it escapes means nothing. */
  #searched = 0;
  #itemDepth = 0;
  #inItemString = false;
  /** In `#held`, the bracket or comma before the item that is not complete yet. */
  #itemStart = 0;
  /** Index of that item in the list. */
  #index = 0;
  /** Index of the first item that is not given away. */
  #given = 0;
  /** What stands around the first comma between items, from the byte before it to the first colon after it. */
  #seam: Buffer | undefined;

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  /** Takes the next bytes and gives the items that they completed. The bytes are not kept. */
  *push(bytes: Uint8Array): Generator<unknown[]> {
    let at = 0;
    while (at < bytes.length) {
      const slice = bytes.subarray(at, at + this.#limits.batchBytes);
      if (!this.#inItems) {
        at += this.#readEnvelope(slice);
        continue;
      }
      this.#held.append(slice);
      const guessed = this.#takeUntilLastSeam();
      if (guessed.length > 0) {
        yield guessed;
      }
      const closing = this.#searchItems();
      if (closing === undefined) {
        at += slice.length;
      } else {
        // The closing bracket and what follows it belong to the envelope.
        at += slice.length - (this.#held.length - closing);
        this.#inItems = false;
      }
      const items = this.#takeUntil(closing ?? this.#itemStart);
      if (items.length > 0) {
        yield items;
      }
    }
  }

  /** Nothing more comes. @throws ResponseShapeError unless the answer was whole and of the documented shape. */
  end(): void {
    if (this.#inItems) {
      throw malformed(`data[${this.#index}]`, 'cut off: the answer ends before the list does');
    }
    const { bytes, length } = this.#envelope;
    if (length === 0) {
      throw malformed('', 'empty');
    }
    const answer: object = Object(parse(bytes.subarray(0, length), ''));
    if (!this.#dataSeen) {
      const keys = Object.keys(answer).slice(0, 5);
      const found = keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ') || 'nothing';
      throw malformed('data', `missing: the answer holds ${found}`);
    }
    // Null is not read as an empty list: whoever acts on "there are none" must have been told so.
    if (!Array.isArray(Reflect.get(answer, 'data'))) {
      throw malformed('data', 'not a list');
    }
  }

  /** Reads outside of the items, up to the bracket that opens them; gives the number of bytes it took. */
  #readEnvelope(slice: Uint8Array): number {
    const from = this.#envelope.length;
    this.#envelope.append(slice);
    const { bytes } = this.#envelope;
    for (let at = from; at < this.#envelope.length; at += 1) {
      this.#readEnvelopeByte(bytes[at] ?? 0, at);
      if (this.#inItems) {
        this.#envelope.length = at + 1;
        this.#held.append(bytes.subarray(at, at + 1));
        this.#searched = 1;
        return at + 1 - from;
      }
    }
    if (this.#envelope.length > this.#limits.maxItemBytes) {
      throw malformed('', `longer than ${this.#limits.maxItemBytes} bytes outside of the list`);
    }
    return slice.length;
  }

  #readEnvelopeByte(byte: number, at: number): void {
    if (this.#inString) {
      this.#inString = this.#escaped || byte !== quote;
      this.#escaped = !this.#escaped && byte === backslash;
    } else if (this.#depth === 0 && byte !== openBrace && byte > 0x20) {
      throw malformed('', 'not a JSON object');
    } else if (byte === quote) {
      this.#inString = true;
      this.#stringStart = at;
    } else if (byte === openBrace || byte === openBracket) {
      this.#depth += 1;
      this.#inItems = this.#dataNext && byte === openBracket;
      this.#dataNext = false;
    } else if (byte === closeBrace || byte === closeBracket) {
      this.#depth -= 1;
    } else if (byte === colon && this.#depth === 1) {
      this.#readKey(at);
    }
  }

  #readKey(colonAt: number): void {
    const key = parse(this.#envelope.bytes.subarray(this.#stringStart, colonAt), '');
    this.#dataNext = key === 'data';
    if (this.#dataNext && this.#dataSeen) {
      throw malformed('data', 'there twice');
    }
    this.#dataSeen ||= this.#dataNext;
  }

  /** Looks through the bytes received for the ends of items; gives the place of the bracket that closes the list. */
  #searchItems(): number | undefined {
    const { bytes, length } = this.#held;
    let at = this.#searched;
    let depth = this.#itemDepth;
    let inString = this.#inItemString;
    let closing: number | undefined;
    while (at < length) {
      const byte = bytes[at];
      if (inString) {
        inString = byte !== quote;
        at += byte === backslash ? 2 : 1;
        continue;
      }
      if (byte === quote) {
        inString = true;
      } else if (byte === openBrace || byte === openBracket) {
        depth += 1;
      } else if (depth > 0) {
        depth -= byte === closeBrace || byte === closeBracket ? 1 : 0;
      } else if (byte === comma) {
        this.#checkItemSize(at);
        if (this.#index === 0) {
          this.#rememberSeam(at);
        }
        this.#itemStart = at;
        this.#index += 1;
      } else if (byte === closeBracket || byte === closeBrace) {
        closing = at;
        break;
      }
      at += 1;
    }
    this.#checkItemSize(Math.min(at, length));
    this.#searched = at;
    this.#itemDepth = depth;
    this.#inItemString = inString;
    return closing;
  }

  #checkItemSize(end: number): void {
    if (end - this.#itemStart - 1 > this.#limits.maxItemBytes) {
      throw malformed(`data[${this.#index}]`, `longer than ${this.#limits.maxItemBytes} bytes`);
    }
  }

  #rememberSeam(commaAt: number): void {
    const { bytes, length } = this.#held;
    const end = bytes.subarray(0, Math.min(length, commaAt + longestSeam)).indexOf(colon, commaAt);
    this.#seam = end < 0 ? undefined : Buffer.from(bytes.subarray(commaAt - 1, end + 1));
  }

  /** The items before the last place that looks like a seam; none where there is no such place, or it is none. */
  #takeUntilLastSeam(): unknown[] {
    const { bytes, length } = this.#held;
    const commaAt = this.#seam ? bytes.subarray(0, length).lastIndexOf(this.#seam) + 1 : 0;
    // Beyond the limit of an item, only the search tells whether one of them is too long.
    if (commaAt === 0 || commaAt > this.#limits.maxItemBytes) {
      return [];
    }
    try {
      const items = this.#takeUntil(commaAt);
      this.#searched = 1;
      this.#itemDepth = 0;
      this.#inItemString = false;
      this.#itemStart = 0;
      this.#index = this.#given;
      return items;
    } catch {
      bytes[commaAt] = comma;
      this.#seam = undefined;
      return [];
    }
  }

  /** The items before this bracket or comma: with the one before them, it makes an array of what stands between. */
  #takeUntil(end: number): unknown[] {
    if (end === 0) {
      return [];
    }
    const { bytes } = this.#held;
    bytes[0] = openBracket;
    bytes[end] = closeBracket;
    const path = `data[${this.#given}…]`;
    const items: unknown = parse(bytes.subarray(0, end + 1), path);
    if (!Array.isArray(items) || (items.length === 0 && (this.#inItems || this.#given > 0))) {
      throw malformed(path, 'an empty place between commas');
    }
    this.#given += items.length;
    this.#held.dropBefore(end);
    this.#searched -= end;
    this.#itemStart -= end;
    return items;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Neither error keeps its cause: the parser's message quotes the answer, which holds people's expenses. */
function parse(bytes: Uint8Array, path: string): unknown {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw malformed(path, 'not UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(path, 'not valid JSON');
  }
}

function malformed(path: string, message: string): ResponseShapeError {
  const where = path === '' ? 'the answer' : path;
  return new ResponseShapeError(`The list that came back cannot be read: ${where} is ${message}.`, [{ path, message }]);
}
