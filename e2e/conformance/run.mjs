/**
 * Runs the protocol's conformance suite and the inspector's strict schema check.
 *
 * - `jenji-mcp http --sandbox`, as it ships, against every scenario that needs no fixtures;
 * - a test build with the suite's fixtures over the same transport code, against all that a revision requires;
 * - the inspector's `--strict` over what `jenji-mcp --sandbox` lists: schemas that not every host can use fail.
 *
 * `node e2e/conformance/run.mjs [--verbose] [--only WORD]`. Build first. Installs, on first use, the pinned suite, the
 * inspector and, where this Node is older than they ask for, a newer one into this folder; the workspace gets none of it.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify, stripVTControlCharacters } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, requireBanner } from '../../packages/mcp/scripts/bundle-options.mjs';

const { values } = parseArgs({ options: { verbose: { type: 'boolean' }, only: { type: 'string' } } });
const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, '../../apps/mcp-server/dist/jenji-mcp.js');
const fixtures = join(here, '../../packages/mcp/test/conformance/fixture-server.ts');

/** Those that ask for nothing but what any server has. */
const withoutFixtures = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'dns-rebinding-protection',
  'http-header-validation',
  'caching',
  'server-sse-multiple-streams',
  'sep-2164-resource-not-found',
  'input-required-result-unsupported-methods',
  'input-required-result-validate-input',
  'input-required-result-missing-input-response',
  'input-required-result-ignore-extra-params',
];
const revisions = ['2025-11-25', '2026-07-28'];

install();
const node = nodeForSuite();
const suite = join(here, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const inspector = join(here, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
const folder = mkdtempSync(join(tmpdir(), 'jenji-conformance-'));
/** @type {import('node:child_process').ChildProcess[]} */
const servers = [];
let failed = 0;

try {
  const [shipped, fixed] = await Promise.all([
    serve([bundle, 'http', '--sandbox', '--port', '0']),
    bundled(fixtures).then((file) => serve([file])),
  ]);
  const checks = [
    ...revisions.map((revision) => ({
      name: `fixtures: all that ${revision} requires`,
      run: () => conformance(['--url', fixed, '--requirements', revision]),
    })),
    ...withoutFixtures.map((scenario) => ({
      name: `jenji-mcp: ${scenario}`,
      run: () => conformance(['--url', shipped, '--scenario', scenario]),
    })),
    { name: 'inspector --strict: jenji-mcp, tools/list', run: inspected },
  ].filter(({ name }) => values.only === undefined || name.includes(values.only));
  const waiting = [...checks];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) print(next.name, await next.run());
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
} finally {
  for (const server of servers) server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
console.log(failed === 0 ? 'Conforms.' : `${failed} of the checks above failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * One line for what passed; what failed and why for the rest.
 *
 * @param {string} name
 * @param {{ ok: boolean, summary: string, report: string }} outcome
 */
function print(name, { ok, summary, report }) {
  if (!ok) failed++;
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${summary})`);
  if (!ok || values.verbose) console.log(report.replace(/^/gm, '        '));
}

/** @param {readonly string[]} args */
async function conformance(args) {
  const { code, output } = await run(node, [suite, 'server', ...args]);
  // Over many scenarios the suite writes each check and then a line for each scenario.
  const [, overview] = output.split(/=== SUMMARY ===/);
  if (overview === undefined) {
    const summary = /^Passed: .*$/m.exec(output)?.[0].toLowerCase() ?? 'without a result';
    return { ok: code === 0, summary, report: output.trim() };
  }
  const scenarios = overview.match(/^[✓✗] \S+: /gm)?.length ?? 0;
  const notScored = Number(/^Not scored .*: (\d+) scenario/m.exec(overview)?.[1] ?? 0);
  const why = code === 0 ? [] : (output.match(/^.*\bFAILURE\b.*$/gm) ?? []);
  return {
    ok: code === 0,
    summary: `${scenarios - notScored} scenarios`,
    report: [overview.trim(), ...why].join('\n'),
  };
}

async function inspected() {
  const args = ['--cli', process.execPath, bundle, '--sandbox', '--method', 'tools/list', '--strict'];
  const { code, output } = await run(node, [inspector, ...args]);
  // The list itself comes first.
  const findings = output.slice(output.lastIndexOf('\n}\n') + 1).trim();
  return { ok: code === 0, summary: findings.split('\n').at(-1) ?? '', report: findings };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function run(command, args) {
  const options = { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 };
  const { code, stdout, stderr } = await promisify(execFile)(command, args, options).then(
    (done) => ({ code: 0, ...done }),
    (error) => error,
  );
  if (typeof code !== 'number') throw new Error(`${command} could not be run: ${code}`);
  return { code, output: stripVTControlCharacters(`${stdout}\n${stderr}`) };
}

/** What a server needs of this environment; its state stays out of the user's. */
function environment() {
  return { PATH: process.env.PATH, HOME: folder, JENJI_STATE_DIR: join(folder, 'state') };
}

/**
 * Starts a server; gives its URL when it listens.
 *
 * @param {readonly string[]} args
 * @returns {Promise<string>}
 */
function serve(args) {
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  servers.push(server);
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      log += chunk;
      const found = /Listening on (\S+)/.exec(log)?.[1];
      if (found) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${log}`)));
  });
}

/** A test build: the file and what it imports, from the sources as they are. @param {string} path */
async function bundled(path) {
  const outfile = join(folder, 'fixture-server.mjs');
  await build({ ...bundleOptions, entryPoints: [path], format: 'esm', banner: requireBanner, outfile });
  return outfile;
}

/** Installs what package-lock.json pins, once. */
function install() {
  const wanted = join(here, 'package-lock.json');
  const installed = join(here, 'node_modules/.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return;
  console.log('Installing the conformance suite and the inspector …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  copyFileSync(wanted, installed);
}

/** The suite needs Node 22: this one, or one that was installed beside it. */
function nodeForSuite() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  const beside = join(here, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  if (existsSync(beside)) return beside;
  throw new Error('The conformance suite needs Node 22 or newer; start this script with one.');
}
