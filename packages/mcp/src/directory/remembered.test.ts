import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Remembered } from './remembered.ts';

/** A memory with a clock that stands still, and a source whose readings end when the test says so. */
function setUp(options: { forMs?: number; atMost?: number } = {}) {
  let now = 0;
  const remembered = new Remembered<string>({
    forMs: 1000,
    atMost: 100,
    sizeOf: ({ length }) => length,
    now: () => now,
    ...options,
  });
  const readings: { signal: AbortSignal; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      readings.push({ signal, end: resolve, fail: reject });
    });
  const get = (key: string, more: { signal?: AbortSignal; fresh?: boolean } = {}) =>
    remembered.get(key, { signal: new AbortController().signal, load, ...more });
  const read = async (key: string, value: string) => {
    const reading = get(key);
    readings.at(-1)?.end(value);
    return reading;
  };
  return { remembered, readings, get, read, pass: (ms: number) => (now += ms) };
}

describe('a value', () => {
  test('is read once and used until it is too old', async () => {
    const { get, read, readings, pass } = setUp();
    await read('a', 'one');
    pass(999);
    expect(await get('a')).toEqual({ value: 'one', at: 0 });
    pass(1);
    expect(await read('a', 'two')).toEqual({ value: 'two', at: 1000 });
    expect(readings).toHaveLength(2);
  });

  test('is read again when it has to be fresh', async () => {
    const { get, read, readings } = setUp();
    await read('a', 'one');
    const again = get('a', { fresh: true });
    readings.at(-1)?.end('two');
    expect((await again).value).toBe('two');
  });

  test('is read once for all who ask at the same time', async () => {
    const { get, readings } = setUp();
    const both = Promise.all([get('a'), get('a')]);
    readings[0]?.end('one');
    expect((await both).map(({ value }) => value)).toEqual(['one', 'one']);
    expect(readings).toHaveLength(1);
  });

  test('that could not be read is not remembered', async () => {
    const { get, read, readings } = setUp();
    const failing = get('a');
    readings[0]?.fail(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect((await read('a', 'one')).value).toBe('one');
  });

  test('that was being read when everything was forgotten is not remembered', async () => {
    const { remembered, get, read, readings } = setUp();
    const before = get('a');
    remembered.clear();
    readings[0]?.end('old');
    expect((await before).value).toBe('old');
    expect((await read('a', 'new')).value).toBe('new');
  });

  test('makes room for newer ones, and the newest always stays', async () => {
    const { remembered, read } = setUp({ atMost: 10 });
    await read('a', '12345');
    await read('b', '12345');
    await read('c', '123456');
    expect(['12345', '123456'].map((value) => remembered.find((each) => each === value)?.value)).toEqual([
      undefined,
      '123456',
    ]);
    await read('d', 'x'.repeat(50));
    expect(remembered.find(() => true)?.value).toHaveLength(50);
  });
});

describe('giving up', () => {
  test('rejects at once with the reason, and ends the reading when nobody waits any more', async () => {
    const { get, readings } = setUp();
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [get('a', { signal: first.signal }), get('a', { signal: second.signal })];
    first.abort(new Error('enough'));
    await expect(waiting[0]).rejects.toThrow('enough');
    expect(readings[0]?.signal.aborted).toBe(false);
    second.abort(new Error('me too'));
    await expect(waiting[1]).rejects.toThrow('me too');
    expect(readings[0]?.signal.aborted).toBe(true);
  });

  test('does not spoil the value for who asks next', async () => {
    const { get, read } = setUp();
    const controller = new AbortController();
    const waiting = get('a', { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect((await read('a', 'one')).value).toBe('one');
  });
});

test('what is too old leaves memory by itself', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { remembered, read, pass } = setUp();
  await read('a', 'one');
  pass(1000);
  vi.advanceTimersByTime(1000);
  pass(-1000);
  expect(remembered.find(() => true)).toBeUndefined();
});
