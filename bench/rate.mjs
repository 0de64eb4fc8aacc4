import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { leastTime, windowsAt } from './rate/windows.mjs';
import { report, table } from './report.mjs';

const { values } = parseArgs({
  options: {
    /** The real clock: 1 s and 60 s. */
    full: { type: 'boolean', default: false },
    scale: { type: 'string', default: '0.25' },
    calls: { type: 'string', default: '400' },
    jitter: { type: 'string', default: '25' },
    check: { type: 'boolean', default: false },
  },
});
const scale = values.full ? 1 : Number(values.scale);
const calls = Number(values.calls);
const jitter = Number(values.jitter);
const windows = windowsAt(scale);
const least = leastTime(calls, windows);

const contenders = [
  { limiter: 'Jenji Kit', processes: 1 },
  { limiter: 'Jenji Kit', processes: 4 },
  { limiter: 'bottleneck', processes: 1 },
  { limiter: 'p-throttle', processes: 1 },
];

const script = (/** @type {string} */ name) => new URL(`./rate/${name}.mjs`, import.meta.url);

/** One limiter against a server of its own. */
async function race(/** @type {{ limiter: string, processes: number }} */ { limiter, processes }) {
  const folder = mkdtempSync(join(tmpdir(), 'jenji-bench-'));
  const server = fork(script('server'), [String(scale), String(jitter)]);
  const [{ port }] = await once(server, 'message');
  const share = calls / processes;
  const settings = [limiter, String(share), String(scale), `http://127.0.0.1:${port}/`, folder];
  const callers = Array.from({ length: processes }, () => fork(script('caller'), settings));
  await Promise.all(callers.map((caller) => once(caller, 'message')));

  const patience = AbortSignal.timeout(5 * least + 10_000);
  const start = Number(process.hrtime.bigint()) / 1e6;
  const ends = callers.map(async (caller) => {
    caller.send('go');
    const [{ end }] = await once(caller, 'message', { signal: patience });
    return Number(end);
  });
  const elapsed = Math.max(...(await Promise.all(ends))) - start;

  server.send('count');
  const [{ accepted, refused }] = await once(server, 'message');
  server.disconnect();
  rmSync(folder, { recursive: true });
  if (accepted !== calls) throw new Error(`${limiter}: ${accepted} of ${calls} calls were served.`);
  return { limiter, processes, refused, elapsed, over: (elapsed / least - 1) * 100 };
}

console.log(
  `${calls} calls, all asked for at once, against a server that allows 3 in ${windows.second} ms and 120 in ` +
    `${windows.minute} ms,\nup to ${jitter} ms from sending to arrival and as much back. ` +
    `The least time possible is ${(least / 1000).toFixed(2)} s.\n`,
);
const results = await Promise.all(contenders.map(race));
console.log(
  table(
    results.map(({ limiter, processes, refused, elapsed, over }) => ({
      limiter,
      processes,
      refusals: refused,
      seconds: (elapsed / 1000).toFixed(2),
      'over the least time': `${over.toFixed(2)} %`,
    })),
  ),
);
console.log();
const ours = results.filter(({ limiter }) => limiter === 'Jenji Kit');
report(
  'rate',
  ours.flatMap(({ processes, refused, over }) => [
    { goal: `refusals, ${processes} process${processes > 1 ? 'es' : ''}`, measured: refused, atMost: 0 },
    {
      goal: `% over the least time, ${processes} process${processes > 1 ? 'es' : ''}`,
      measured: Number(over.toFixed(2)),
      atMost: 3,
    },
  ]),
  { scale, calls, jitter, leastMs: least, results },
);
