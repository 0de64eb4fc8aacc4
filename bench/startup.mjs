/**
 * How long after it is spawned a server has answered tools/list, as a multiple of a Node that does nothing, and how much
 * memory it took by then. Runs alternate, so that what slows the machine slows all alike.
 *
 * `node bench/startup.mjs [--check] [--runs N] [--node PATH]`
 */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, summarize, table } from './report.mjs';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean' },
    runs: { type: 'string', default: '15' },
    node: { type: 'string', default: process.execPath },
  },
});
const node = values.node;
const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
const jenji = fileURLToPath(new URL('../apps/mcp-server/dist/jenji-mcp.js', import.meta.url));
const everything = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'));

/** The same for all, and nothing in it that makes Node start slower, such as more certificates to read. */
const env = { PATH: process.env.PATH };

const clientInfo = { name: 'bench', version: '1' };
const withHandshake = [
  {
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: { roots: { listChanged: true } }, clientInfo },
  },
  { method: 'notifications/initialized' },
  { id: 1, method: 'tools/list', params: {} },
];
const _meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': clientInfo,
  'io.modelcontextprotocol/clientCapabilities': {},
};
const withEnvelope = [
  { id: 0, method: 'server/discover', params: { _meta } },
  { id: 1, method: 'tools/list', params: { _meta } },
];
const firstCall = [
  ...withHandshake,
  { id: 2, method: 'tools/call', params: { name: 'list_organizations', arguments: {} } },
];

/** @type {Record<string, () => Promise<{ ms: number, peakMiB?: number }>>} */
const contestants = {
  'node -e 0': bare,
  'jenji-mcp, 2025-11-25': () => session([jenji], withHandshake),
  'jenji-mcp, 2026-07-28': () => session([jenji], withEnvelope),
  'jenji-mcp, to a first call': () => session([jenji], firstCall),
  'server-everything, 2025-11-25': () => session([everything, 'stdio'], withHandshake),
};

/** @type {Record<string, { ms: number[], peakMiB: number[] }>} */
const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, { ms: [], peakMiB: [] }]));
for (let run = 0; run <= Number(values.runs); run++) {
  for (const [name, measure] of Object.entries(contestants)) {
    const { ms, peakMiB } = await measure();
    // The first round warms the disk cache.
    if (run === 0) continue;
    samples[name]?.ms.push(ms);
    if (peakMiB !== undefined) samples[name]?.peakMiB.push(peakMiB);
  }
}

const figures = Object.entries(samples).map(([name, { ms, peakMiB }]) => {
  const time = summarize(ms) ?? { min: 0, median: 0, max: 0 };
  return { name, ms: time.median, min: time.min, max: time.max, peakMiB: summarize(peakMiB)?.max };
});
const baseline = figures[0]?.ms ?? 0;
const ratio = (/** @type {number} */ ms) => Number((ms / baseline).toFixed(2));

console.log(`Node ${version}, ${values.runs} runs each, medians\n`);
console.log(
  table(
    figures.map(({ name, ms, min, max, peakMiB }) => ({
      'from spawn to': name,
      ms: ms.toFixed(1),
      min: min.toFixed(1),
      max: max.toFixed(1),
      'x node': ratio(ms),
      'peak MiB': peakMiB?.toFixed(1) ?? '',
    })),
  ),
);

const mostTimesNode = Number(version.slice(1).split('.')[0]) >= 22 ? 2.5 : 3.5;
const goals = figures
  .filter(({ name }) => name.startsWith('jenji-mcp, 2'))
  .flatMap(({ name, ms, peakMiB }) => [
    { goal: `${name}: tools/list as a multiple of node -e 0`, measured: ratio(ms), atMost: mostTimesNode },
    ...(peakMiB === undefined
      ? []
      : [{ goal: `${name}: peak memory in MiB`, measured: Number(peakMiB.toFixed(1)), atMost: 70 }]),
  ]);
report('startup', goals, {
  measuredNode: version,
  contestants: figures.map((one) => ({ ...one, timesNode: ratio(one.ms) })),
});

/** @returns {Promise<{ ms: number }>} */
function bare() {
  return new Promise((resolve) => {
    const start = performance.now();
    spawn(node, ['-e', '0'], { stdio: 'ignore', env }).once('exit', () => resolve({ ms: performance.now() - start }));
  });
}

/**
 * Starts a server and plays a session as a client does: each message after the answer to the one before.
 *
 * @param {readonly string[]} args
 * @param {readonly { id?: number, method: string, params?: object }[]} messages
 * @returns {Promise<{ ms: number, peakMiB?: number }>}
 */
function session(args, messages) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const server = spawn(node, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
    const waiting = [...messages];
    let text = '';

    const sendNext = () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...next })}\n`);
        if (next.id !== undefined) return;
      }
      const ms = performance.now() - start;
      const peakMiB = peakMemory(server.pid);
      server.once('exit', () => resolve(peakMiB === undefined ? { ms } : { ms, peakMiB }));
      server.kill();
    };
    server.once('error', reject);
    server.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      text += chunk;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        const { id, error } = JSON.parse(text.slice(0, end));
        text = text.slice(end + 1);
        if (error) return reject(new Error(`${args[0]}: ${error.message}`));
        if (id !== undefined) sendNext();
      }
    });
    sendNext();
  });
}

/** The most memory a process has held so far, in MiB; undefined where the system does not say. */
function peakMemory(/** @type {number | undefined} */ pid) {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
