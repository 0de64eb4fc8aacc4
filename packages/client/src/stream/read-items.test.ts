import { createServer, type ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { ResponseShapeError } from '../errors.ts';
import { type ReadItemsOptions, readItems } from './read-items.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The bytes in chunks that end at these places. */
async function* chunked(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    const chunk = bytes.slice(from, end);
    yield chunk;
    // The memory is the source's own and used again: nobody may have kept it.
    chunk.fill(0x21);
    from = end;
  }
}

async function collect(body: AsyncIterable<Uint8Array>, options?: ReadItemsOptions): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const batch of readItems(body, options)) {
    expect(batch.length).toBeGreaterThan(0);
    items.push(...batch);
  }
  return items;
}

const read = (text: string, options?: ReadItemsOptions) => collect(chunked(bytesOf(text), [7, 11]), options);

/** JSON texts of one value, written in every way: escapes, blanks, keys that look like structure. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', '\n', 'é', '€', '𝄞', 'data', '\u2028', '\ud800'),
  }),
);
const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\r', '\n'), maxLength: 3 });
const jsonText: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'null',
      'true',
      'false',
      '0',
      '-0',
      '1e5',
      '-12.50',
      '[]',
      '{}',
      '""',
      '1E-7',
      '123456789012345678',
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
    hostileText.map((text) => JSON.stringify(text)),
    hostileText.map((text) => `"${[...JSON.stringify(text).slice(1, -1)].map(escaped).join('')}"`),
    fc.array(fc.tuple(blanks, tie('text'), blanks), { maxLength: 4 }).map((items) => `[${joined(items)}]`),
    fc
      .array(fc.tuple(blanks, fc.tuple(hostileText, blanks, tie('text')), blanks), { maxLength: 4 })
      .map(
        (members) =>
          `{${joined(members.map(([a, [key, b, text], c]) => [a, `${JSON.stringify(key)}${b}:${text}`, c]))}}`,
      ),
  ),
})).text;

/** Characters beyond ASCII as escapes, which mean the same. */
function escaped(character: string): string {
  const codeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return character > '~' ? character.split('').map(codeOf).join('') : character;
}

function joined(parts: readonly (readonly string[])[]): string {
  return parts.map((part) => part.join('')).join(',');
}

/** Items that look alike at their seams, some of them with the same look inside. */
const records = fc
  .array(fc.tuple(fc.nat({ max: 99 }), fc.option(fc.oneof({ weight: 1, arbitrary: jsonText }, inside()))), {
    maxLength: 30,
  })
  .map((items) => items.map(([id, more]) => ['', `{"id":${id}${more === null ? '' : `,"more":${more}`}}`, '']));

function inside() {
  return {
    weight: 1,
    arbitrary: fc.constantFrom('[{"id":1},{"id":2}]', '"},{\\"id\\":"', '"{},{"', '{"a":[{},{"id":1}]}'),
  };
}

/** An answer with a list, and with other members around it. */
const answerText = fc
  .record({
    before: fc.array(
      fc.tuple(
        hostileText.filter((key) => key !== 'data'),
        jsonText,
      ),
      { maxLength: 2 },
    ),
    after: fc.array(
      fc.tuple(
        hostileText.filter((key) => key !== 'data'),
        jsonText,
      ),
      { maxLength: 2 },
    ),
    key: fc.constantFrom('"data"', '"d\\u0061ta"', '"data" '),
    items: fc.oneof(fc.array(fc.tuple(blanks, jsonText, blanks), { maxLength: 8 }), records),
    blanks: fc.tuple(blanks, blanks, blanks),
  })
  .map(({ before, after, key, items, blanks: [a, b, c] }) => {
    const member = ([name, text]: [string, string]) => `${JSON.stringify(name)}:${text}`;
    const members = [...before.map(member), `${b}${key}:${c}[${joined(items)}]${b}`, ...after.map(member)];
    return `${a}{${members.join(',')}}${c}`;
  });

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const batchBytes = fc.constantFrom(1, 2, 7, 64, 65_536);

describe('a list that comes in pieces', () => {
  it('gives what JSON.parse gives of the whole, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(answerText, cuts, batchBytes, async (text, cuts, batchBytes) => {
        expect(await collect(chunked(bytesOf(text), cuts), { batchBytes })).toEqual(JSON.parse(text).data);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(answerText, async (text) => {
        const bytes = bytesOf(text);
        expect(await collect(chunked(bytes, [...bytes.keys()]))).toEqual(JSON.parse(text).data);
      }),
    );
  });

  it('fails wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(answerText, fc.nat(), cuts, async (text, end, cuts) => {
        const whole = bytesOf(text.trimEnd());
        const cutOff = whole.subarray(0, end % whole.length);
        await expect(collect(chunked(cutOff, cuts))).rejects.toThrow(ResponseShapeError);
      }),
      { numRuns: 500 },
    );
  });

  it('never gives anything but what JSON.parse gives after any one byte was changed, lost or added', async () => {
    const telling = fc.constantFrom(...bytesOf('"\\[]{},:0a \n\u0000é'), 0xef, 0xff);
    const fault = fc.record({
      at: fc.nat(),
      byte: fc.oneof(telling, fc.nat({ max: 255 })),
      kind: fc.constantFrom<[number, boolean][]>([1, true], [1, false], [0, true]),
    });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        answerText,
        fault,
        cuts,
        batchBytes,
        async (text, { at, byte, kind: [lost, added] }, cuts, size) => {
          const good = bytesOf(text);
          const place = at % good.length;
          const bad = Uint8Array.from([...good.slice(0, place), ...(added ? [byte] : []), ...good.slice(place + lost)]);
          const items = await collect(chunked(bad, cuts), { batchBytes: size }).catch((error) => {
            expect(error).toBeInstanceOf(ResponseShapeError);
            refused += 1;
          });
          const oracle = parsedData(bad);
          if (items !== undefined) {
            expect(items).toEqual(oracle);
          } else if (oracle !== undefined) {
            // What JSON.parse takes and we refuse is only a second "data", of which it silently drops one.
            const shorter = new TextDecoder().decode(bad).replace(/"(d|\\u0064)(a|\\u0061)ta"/, '"once"');
            expect(parsedData(bytesOf(shorter))).toBeDefined();
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });
});

/** The list that JSON.parse finds in the bytes; undefined when it does not, or they are not UTF-8. */
function parsedData(bytes: Uint8Array): unknown[] | undefined {
  try {
    const answer = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return Array.isArray(answer?.data) && Object.hasOwn(answer, 'data') ? answer.data : undefined;
  } catch {
    return undefined;
  }
}

describe('an answer of another shape', () => {
  it.each([
    ['', 'the answer is empty'],
    ['  \n', 'not valid JSON'],
    ['null', 'the answer is not a JSON object'],
    ['[{"id":1}]', 'the answer is not a JSON object'],
    ['<html><body>Bad gateway</body></html>', 'the answer is not a JSON object'],
    ['\ufeff{"data":[]}', 'the answer is not a JSON object'],
    ['{}', 'data is missing: the answer holds nothing'],
    ['{"error":"Bad Request","status":400}', 'data is missing: the answer holds "error", "status"'],
    ['{"Data":[1]}', 'data is missing: the answer holds "Data"'],
    ['{"page":{"data":[1]}}', 'data is missing: the answer holds "page"'],
    ['{"data":null}', 'data is not a list'],
    ['{"data":{"data":[1]}}', 'data is not a list'],
    ['{"data":"[1]"}', 'data is not a list'],
    ['{"data":[1],"data":[2]}', 'data is there twice'],
    ['{"data":null,"data":[2]}', 'data is there twice'],
    ['{"data":[1],"d\\u0061ta":[2]}', 'data is there twice'],
    ['{"data":[1]}{"data":[2]}', 'data is there twice'],
    ['{"data":[1]}{"more":[2]}', 'not valid JSON'],
    ['{"data":[1]} x', 'the answer is not a JSON object'],
    ['{"data":[1][2]}', 'not valid JSON'],
    ['{"data":[1]', 'not valid JSON'],
    ['{"data":[1', 'data[0] is cut off'],
    ['{"data":[1,2,"a', 'data[2] is cut off'],
    ['{"data":[1,]}', 'data['],
    ['{"data":[,1]}', 'data['],
    ['{"data":[,]}', 'data['],
    ['{"data":[1 2]}', 'not valid JSON'],
    ['{"data":[{"a":1]}', 'not valid JSON'],
    ['{"data":[[1}]}', 'not valid JSON'],
    ['{"data":[1}}', 'not valid JSON'],
    ['{"data" [1]}', 'not valid JSON'],
    ["{'data':[1]}", 'not valid JSON'],
    ['{"data":[1],}', 'not valid JSON'],
    ['{"data":["\u0000"]}', 'not valid JSON'],
    ['{"data":[NaN]}', 'not valid JSON'],
  ])('is refused: %j', async (text, words) => {
    await expect(read(text)).rejects.toThrow(ResponseShapeError);
    await expect(read(text)).rejects.toThrow(words);
    await expect(read(text, { batchBytes: 1 })).rejects.toThrow(ResponseShapeError);
  });

  it('gives nothing of a list that stands somewhere else', async () => {
    const batches = readItems(chunked(bytesOf('{"data":{"more":[1]}}'), []));
    await expect(batches.next()).rejects.toThrow('data is not a list');
  });

  it('may have an empty list', async () => {
    expect(await read('{"data":[]}')).toEqual([]);
    expect(await read(' { "more" : [1,{"data":[2]}] , "data" : [ \n ] , "next" : null } ')).toEqual([]);
  });

  it('is refused when it is not UTF-8', async () => {
    const bytes = bytesOf('{"data":["é"]}');
    const cut = Uint8Array.from([...bytes].filter((byte) => byte !== 0xa9));
    await expect(collect(chunked(cut, []))).rejects.toThrow('data[0…] is not UTF-8');
  });

  it('does not get its contents into the message', async () => {
    const text = '{"data":[{"label":"Burrito with the boss"}, "Burrito with the boss" oops]}';
    const error = await read(text).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ResponseShapeError);
    expect(`${error} ${error instanceof Error && error.cause} ${JSON.stringify(error)}`).not.toContain('Burrito');
  });
});

describe('limits', () => {
  it('refuse an item that is too long, by its place, and take one that just fits', async () => {
    const item = JSON.stringify('x'.repeat(98));
    expect(await read(`{"data":[1,${item},2]}`, { maxItemBytes: 100 })).toHaveLength(3);
    for (const batchBytes of [1, 64, 65_536]) {
      await expect(read(`{"data":[1,${item} ,2]}`, { maxItemBytes: 100, batchBytes })).rejects.toThrow(
        'data[1] is longer than 100 bytes',
      );
    }
  });

  it('name the right item and refuse it even among many that are taken at once', async () => {
    const items = Array.from({ length: 100 }, (_, id) => ({ id, label: 'x'.repeat(id === 70 ? 200 : 20) }));
    for (const batchBytes of [64, 1_000, 65_536]) {
      const reading = collect(chunked(bytesOf(JSON.stringify({ data: items })), [500, 3_600]), {
        batchBytes,
        maxItemBytes: 150,
      });
      await expect(reading).rejects.toThrow('data[70] is longer than 150 bytes');
    }
  });

  it('are none for depth: what JSON.parse takes is taken', async () => {
    const nested = (depth: number) => `{"data":[0,${'['.repeat(depth)}${']'.repeat(depth)},{"a":1}]}`;
    expect(await read(nested(200_000))).toHaveLength(3);
    await expect(read(nested(200_000).replace(']', '}'))).rejects.toThrow('not valid JSON');
  });

  it('take huge strings whole', async () => {
    const huge = '"\\é€𝄞'.repeat(60_000);
    expect(await read(JSON.stringify({ data: [huge, huge] }))).toEqual([huge, huge]);
  });

  it.each([
    ['an item that never ends', '{"data":[1,"', 'x'],
    ['an item of blanks', '{"data":[1,', ' '],
    ['a member that never ends', '{"more":"', 'x'],
    ['blanks after the end', '{"data":[1]}', ' '],
    ['blanks before the beginning', '', '\n'],
  ])('stop at %s after little more than what they allow', async (_name, start, filling) => {
    let sent = 0;
    async function* endless() {
      yield bytesOf(start);
      for (const chunk = bytesOf(filling.repeat(10_000)); ; sent += chunk.length) {
        yield chunk;
      }
    }
    await expect(collect(endless(), { maxItemBytes: 100_000 })).rejects.toThrow('longer than 100000 bytes');
    expect(sent).toBeLessThanOrEqual(110_000);
  });
});

describe('flow', () => {
  it('gives an item as soon as its end is known, while the source is still busy', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow() {
      yield bytesOf('{"data":[{"a":1},{"a":2},{"a"');
      await released;
      yield bytesOf(':3}]}');
    }
    const batches = readItems(slow());
    expect(await batches.next()).toEqual({ done: false, value: [{ a: 1 }, { a: 2 }] });
    release();
    expect(await batches.next()).toEqual({ done: false, value: [{ a: 3 }] });
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  it('asks for no chunk before the items of the last one were taken', async () => {
    let asked = 0;
    async function* source() {
      for (const text of ['{"data":[1,', '2,', '3]}']) {
        asked += 1;
        yield bytesOf(text);
      }
    }
    const batches = readItems(source());
    await batches.next();
    await turn();
    expect(asked).toBe(1);
    await batches.next();
    await turn();
    expect(asked).toBe(2);
  });

  it('gives other work its turn even when the source never waits, and when all comes in one chunk', async () => {
    const item = JSON.stringify({ label: 'x'.repeat(200), taxes: [{ rate: 20 }] });
    const one = bytesOf(`{"data":[${Array.from({ length: 100_000 }, () => item).join(',')}]}`);
    for (const cuts of [[], Array.from({ length: 300 }, (_, index) => index * 80_000)]) {
      let turns = 0;
      const other = setInterval(() => {
        turns += 1;
      }, 1);
      try {
        await collect(chunked(one, cuts));
      } finally {
        clearInterval(other);
      }
      expect(turns).toBeGreaterThan(0);
    }
  });

  it('closes the source when the reader leaves early', async () => {
    let closed = false;
    async function* source() {
      try {
        yield bytesOf('{"data":[1,2,');
        yield bytesOf('3,');
      } finally {
        closed = true;
      }
    }
    for await (const batch of readItems(source())) {
      expect(batch).toEqual([1, 2]);
      break;
    }
    expect(closed).toBe(true);
  });

  it('closes the source when the answer is malformed, and passes its own failure on', async () => {
    const failure = new Error('connection lost');
    let closed = false;
    async function* source(text: string) {
      try {
        yield bytesOf(text);
        throw failure;
      } finally {
        closed = true;
      }
    }
    await expect(collect(source('<html>'))).rejects.toThrow(ResponseShapeError);
    expect(closed).toBe(true);
    await expect(collect(source('{"data":[1'))).rejects.toBe(failure);
  });

  it('leaves a source alone that came to its end or failed by itself', async () => {
    let closings = 0;
    const source = (last: () => Promise<IteratorResult<Uint8Array>>): AsyncIterable<Uint8Array> => {
      const steps = [async () => ({ done: false, value: bytesOf('{"data":[1]}') }), last];
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => steps.shift()?.() ?? last(),
          return: async () => {
            closings += 1;
            return { done: true, value: undefined };
          },
        }),
      };
    };
    expect(await collect(source(async () => ({ done: true, value: undefined })))).toEqual([1]);
    await expect(collect(source(() => Promise.reject(new Error('lost'))))).rejects.toThrow('lost');
    expect(closings).toBe(0);
  });

  it('ends at once when the signal fires, even while nothing comes', async () => {
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    let closeAsked = false;
    const stuck: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          closeAsked = true;
          return new Promise(() => {});
        },
      }),
    };
    const reading = collect(stuck, { signal: controller.signal });
    await turn();
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(closeAsked).toBe(true);
  });

  it('ends between two batches when the signal fires there, and before the first when it has', async () => {
    const controller = new AbortController();
    const text = '{"data":[1,2,3,4,5,6,7,8]}';
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const batch of readItems(chunked(bytesOf(text), []), { signal: controller.signal, batchBytes: 4 })) {
        seen.push(...batch);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen.length).toBeLessThan(4);
    await expect(read(text, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('over a connection', () => {
  const servers: { close(): void }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
    }
  });

  async function bodyOf(answer: (response: ServerResponse) => void) {
    const server = createServer((_request, response) => answer(response));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address?.port;
    return (await request(`http://127.0.0.1:${port}/`)).body;
  }

  it('reads a list of many chunks', async () => {
    const items = Array.from({ length: 5_000 }, (_, id) => ({ id, label: 'café €'.repeat(id % 20) }));
    const body = await bodyOf((response) => response.end(JSON.stringify({ data: items })));
    expect(await collect(body)).toEqual(items);
  });

  it('fails when the connection breaks in the middle', async () => {
    const body = await bodyOf((response) => {
      response.write('{"data":[1,2,');
      response.write('3', () => response.destroy());
    });
    await expect(collect(body)).rejects.toThrow();
  });

  it('lets the connection go when the reader leaves early', async () => {
    let gone = () => {};
    const closed = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const body = await bodyOf((response) => {
      response.on('close', gone);
      response.write('{"data":[1,2,3');
    });
    for await (const _batch of readItems(body)) {
      break;
    }
    await closed;
  });
});
