/**
 * Reading a list of 200,000 expenses, about 155 MB, over HTTP: item by item against JSON.parse of the whole.
 *
 *     node bench/stream.mjs [--check] [--runs=5] [--count=200000]
 *
 * Every reading has a process of its own and the server another; the order rotates from round to round. Two lists are
 * read: one of plain ASCII, which JSON.parse of the whole likes best, and one with the accents, typographic apostrophes
 * and foreign names of daily use, which double the memory of one large text.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, summarize, table } from './report.mjs';

/** @typedef {{ ms: number, cpuMs: number, peakMiB: number, stallMs: number, count: number, cents: number }} Reading */

const { values } = parseArgs({
  options: {
    check: { type: 'boolean' },
    runs: { type: 'string', default: '5' },
    count: { type: 'string', default: '200000' },
  },
});
const [runs, count] = [Number(values.runs), Number(values.count)];
const ways = /** @type {const} */ (['whole', 'items', 'client']);
const names = { whole: 'JSON.parse of the whole', items: 'readItems', client: 'client.stream, checked' };

// The budget of the client keeps a file per server; the user's own folder is no place for these.
const state = mkdtempSync(join(tmpdir(), 'jenji-bench-'));
process.on('exit', () => rmSync(state, { recursive: true, force: true }));

/** Starts a script of this benchmark and waits for its one message. */
async function answerOf(/** @type {string} */ script, /** @type {string[]} */ args) {
  const child = fork(fileURLToPath(new URL(`stream/${script}`, import.meta.url)), args, {
    env: { ...process.env, JENJI_STATE_DIR: state },
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ${args.join(' ')} ended with ${code} before it answered`);
  });
  failed.catch(() => {});
  const [message] = await Promise.race([once(child, 'message'), failed]);
  return { child, message };
}

async function measure(/** @type {'ascii' | 'accents'} */ text) {
  const { child: server, message } = await answerOf('server.mjs', [String(count), text]);
  const { port, bytes } = /** @type {{ port: number, bytes: number }} */ (message);
  /** @type {Record<typeof ways[number], Reading[]>} */
  const readings = { whole: [], items: [], client: [] };
  for (let run = 0; run < runs; run += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(run + turn) % ways.length] ?? 'whole';
      const reader = await answerOf('reader.mjs', [`http://127.0.0.1:${port}`, way]);
      readings[way].push(/** @type {Reading} */ (reader.message));
      await once(reader.child, 'exit');
    }
  }
  server.kill();
  await once(server, 'exit');

  const sums = new Set(Object.values(readings).flatMap((list) => list.map(({ count, cents }) => `${count}/${cents}`)));
  if (sums.size !== 1 || !sums.has(`${count}/${readings.whole[0]?.cents}`)) {
    throw new Error(`The readings do not agree: ${[...sums].join(', ')}`);
  }
  console.log(`\n${count} expenses, ${(bytes / 1e6).toFixed(0)} MB, ${text}; median (min-max) of ${runs} runs`);
  console.log(table(ways.map((way) => ({ reading: names[way], ...shown(readings[way], readings.whole) }))));
  return Object.fromEntries(ways.map((way) => [way, figuresOf(readings[way], readings.whole)]));
}

/** @typedef {'ms' | 'cpuMs' | 'peakMiB' | 'stallMs'} Measure */

/** @type {(readings: Reading[], of: Measure) => { min: number, median: number, max: number }} */
function spread(readings, of) {
  return summarize(readings.map((reading) => reading[of])) ?? { min: 0, median: 0, max: 0 };
}

/**
 * The median of the ratios to the baseline of the same round: other work on the machine slows whole rounds.
 *
 * @type {(readings: Reading[], baseline: Reading[], of: Measure) => number}
 */
function ratio(readings, baseline, of) {
  const ratios = readings.map((reading, round) => reading[of] / (baseline[round]?.[of] ?? NaN));
  return rounded(summarize(ratios)?.median ?? NaN, 3);
}

/** @type {(readings: Reading[], baseline: Reading[]) => Record<'time' | 'cpu' | 'memory' | 'stallMs' | 'seconds' | 'peakMiB', number>} */
function figuresOf(readings, baseline) {
  return {
    time: ratio(readings, baseline, 'ms'),
    cpu: ratio(readings, baseline, 'cpuMs'),
    memory: ratio(readings, baseline, 'peakMiB'),
    stallMs: rounded(spread(readings, 'stallMs').median, 0),
    seconds: rounded(spread(readings, 'ms').median / 1_000, 3),
    peakMiB: rounded(spread(readings, 'peakMiB').median, 0),
  };
}

/** @type {(readings: Reading[], baseline: Reading[]) => Record<string, string>} */
function shown(readings, baseline) {
  const { time, cpu, memory } = figuresOf(readings, baseline);
  const column = (/** @type {Measure} */ of, /** @type {number} */ unit, /** @type {number} */ digits) => {
    const { min, median, max } = spread(readings, of);
    const [low, middle, high] = [min, median, max].map((value) => (value / unit).toFixed(digits));
    return `${middle} (${low}-${high})`;
  };
  return {
    seconds: column('ms', 1_000, 2),
    'x whole': time.toFixed(2),
    'CPU seconds': column('cpuMs', 1_000, 2),
    'x whole ': cpu.toFixed(2),
    'peak MiB': column('peakMiB', 1, 0),
    'x whole  ': memory.toFixed(2),
    'longest stall ms': column('stallMs', 1, 0),
  };
}

/** @type {(value: number, digits: number) => number} */
function rounded(value, digits) {
  return Number(value.toFixed(digits));
}

const figures = { ascii: await measure('ascii'), accents: await measure('accents') };
console.log();
/** @type {(way: 'items' | 'client', of: 'time' | 'memory' | 'stallMs') => number} */
const worst = (way, of) => Math.max(figures.ascii[way]?.[of] ?? NaN, figures.accents[way]?.[of] ?? NaN);
report(
  'stream',
  /** @type {const} */ (['items', 'client']).flatMap((way) => [
    { goal: `${names[way]}: time, as a share of the whole`, measured: worst(way, 'time'), atMost: 1 },
    { goal: `${names[way]}: peak memory, as a share of the whole`, measured: worst(way, 'memory'), atMost: 0.25 },
    {
      goal: `${names[way]}: longest event-loop stall of a run, median, ms`,
      measured: worst(way, 'stallMs'),
      atMost: 200,
    },
  ]),
  figures,
);
