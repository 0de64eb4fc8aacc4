/**
 * What the MCP server adds to a call: over stdio to the bare requests that the call makes, and over HTTP how many calls a
 * second it serves beside the SDK alone. What is compared takes turns within one run, so that what slows the machine
 * slows all alike.
 *
 * `node bench/toolcall.mjs [--check] [--calls N] [--rounds N]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, summarize, table } from './report.mjs';
import { bareRequests } from './toolcall/bare-requests.mjs';
import { callFor } from './toolcall/http-call.mjs';
import { underLoad } from './toolcall/load.mjs';
import { processorSeconds, started } from './toolcall/process.mjs';
import { stdioSession } from './toolcall/stdio-session.mjs';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean' },
    calls: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '5' },
  },
});
/** @type {(path: string) => string} */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const jenji = here('../apps/mcp-server/dist/jenji-mcp.js');
const stateFolder = mkdtempSync(join(tmpdir(), 'jenji-bench-'));

const sandbox = await started([here('toolcall/sandbox.mjs')], { ready: /^(\{.*\})\n/ });
const { url, user, secret } = JSON.parse(sandbox.said);
/** The budget is on, and so large that nothing waits for it. */
const env = {
  JENJI_BASE_URL: url,
  JENJI_API_USER: user,
  JENJI_API_SECRET: secret,
  JENJI_BUDGET_PER_SECOND: '1000000',
  JENJI_BUDGET_PER_MINUTE: '1000000',
  JENJI_STATE_DIR: stateFolder,
};

const latency = await overStdio();
const load = await overHttp();
sandbox.child.kill();
rmSync(stateFolder, { recursive: true });

report(
  'toolcall',
  [
    { goal: 'get_expense over stdio: ms above its bare requests, p50', measured: latency.above, atMost: 0.6 },
    ...load.map(({ revision, ratio }) => ({
      goal: `a call over HTTP, ${revision}, 16 in flight: time as a share of the SDK's (0.7 is 3,000 a second where it does 2,100)`,
      measured: ratio,
      atMost: 0.7,
    })),
  ],
  { latency, load },
);

/** How much longer get_expense takes over stdio than the two requests that it makes. */
async function overStdio() {
  const session = await stdioSession([jenji], env);
  const { expenses } = await session.call('search_expenses', { start: '2000-01-01', end: '2100-01-01', limit: 20 });
  const expense = await oneOfTwoRequests(session, expenses);
  const bare = bareRequests({ url, user, secret });
  const id = encodeURIComponent(expense);
  const contestants = {
    // As the tool makes them: both at once, since neither needs the other.
    'bare requests': () =>
      Promise.all([bare.get(`/api/org/v1/expenses/${id}`), bare.get(`/api/org/v1/expenses/${id}/actions`)]),
    'get_expense over stdio': () => session.call('get_expense', { expense }),
  };
  const calls = Number(values.calls);
  /** @type {Record<string, number[]>} */
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  // A third more, to warm up.
  for (let call = -Math.ceil(calls / 3); call < calls; call++) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now();
      await run();
      if (call >= 0) samples[name]?.push(performance.now() - start);
    }
  }
  await Promise.all([session.close(), bare.close()]);
  const figures = Object.entries(samples).map(([name, ms]) => ({
    name,
    ...(summarize(ms) ?? { min: 0, median: 0, p95: 0 }),
  }));
  console.log(`${calls} calls, one after the other, in turn; milliseconds\n`);
  const shown = figures.map(({ name, min, median, p95 }) => ({
    '': name,
    min: min.toFixed(2),
    p50: median.toFixed(2),
    p95: p95.toFixed(2),
  }));
  console.log(`${table(shown)}\n`);
  return { above: Number(((figures[1]?.median ?? 0) - (figures[0]?.median ?? 0)).toFixed(2)), figures };
}

/**
 * An expense for which get_expense makes the two requests it always makes, and no third for its warnings or options.
 *
 * @param {Awaited<ReturnType<typeof stdioSession>>} session
 * @param {readonly { id: string }[]} expenses
 */
async function oneOfTwoRequests(session, expenses) {
  for (const { id } of expenses) {
    await session.call('get_expense', { expense: id });
    const { requests } = await session.call('get_expense', { expense: id });
    if (requests === 2) return id;
  }
  throw new Error('No expense of the sandbox is read with two requests.');
}

/** Calls a second that cost no request, beside the SDK's own handler with a tool that does nothing. */
async function overHttp() {
  const ours = await started([jenji, 'http', '--port', '0'], { ready: /Listening on (\S+)/, env });
  const sdk = await started([here('toolcall/sdk-peer.mjs')], { ready: /^(\S+)\n/ });
  const figures = [];
  for (const revision of ['2025-11-25', '2026-07-28']) {
    const contestants = [
      { name: 'SDK alone', server: sdk, call: callFor(sdk.said, revision, 'noop') },
      // Answered from memory once the names were read.
      { name: 'jenji-mcp', server: ours, call: callFor(ours.said, revision, 'list_organizations') },
    ].map((contestant) => ({
      ...contestant,
      perSecond: /** @type {number[]} */ ([]),
      cpu: /** @type {number[]} */ ([]),
    }));
    for (let round = -1; round < Number(values.rounds); round++) {
      for (const { server, call, perSecond, cpu } of contestants) {
        const before = processorSeconds(server.child.pid);
        const measured = await underLoad(call, { inFlight: 16, ms: 1500 });
        // The first round warms up.
        if (round < 0) continue;
        perSecond.push(measured.perSecond);
        const after = processorSeconds(server.child.pid);
        if (before !== undefined && after !== undefined) cpu.push(((after - before) * 1000) / measured.calls);
      }
    }
    const rows = contestants.map(({ name, perSecond, cpu }) => ({
      name,
      perSecond: Math.round(summarize(perSecond)?.median ?? 0),
      processorMs: summarize(cpu)?.median,
    }));
    const [peer, own] = rows;
    figures.push({ revision, ratio: Number(((peer?.perSecond ?? 0) / (own?.perSecond ?? 1)).toFixed(2)), rows });
  }
  ours.child.kill();
  sdk.child.kill();
  console.log('Calls over HTTP, 16 in flight, medians of rounds in turn; processor time is that of the server alone\n');
  const shown = figures.flatMap(({ revision, rows }) =>
    rows.map(({ name, perSecond, processorMs }) => ({
      '': `${name}, ${revision}`,
      'calls a second': perSecond,
      'processor ms a call': processorMs?.toFixed(3) ?? '',
    })),
  );
  console.log(`${table(shown)}\n`);
  return figures;
}
