// Sets up a bare machine: nothing but Node and npm is expected. The pinned pnpm is started through npx, so that
// nothing has to be installed by hand and everyone runs the same version.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Ends the process with a message for the person at the terminal. */
export function fail(message, code = 1) {
  process.stderr.write(`\n${message}\n`);
  process.exit(code);
}

export function requireNode() {
  const wanted = engines.node.replace('>=', '').split('.').map(Number);
  const present = process.versions.node.split('.').map(Number);
  const difference = wanted.map((part, index) => present[index] - part).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    fail(
      `Jenji Kit needs Node ${engines.node}; this is ${process.version}. Install a newer Node from https://nodejs.org and try again.`,
    );
  }
}

/**
 * Runs the pinned pnpm. Output is kept back and shown only when the command fails, unless `show` is set.
 * Resolves to the exit code.
 */
export function pnpm(args, { show = false, env = {} } = {}) {
  const windows = process.platform === 'win32';
  const child = spawn(windows ? 'npx.cmd' : 'npx', ['--yes', packageManager, ...args], {
    cwd: root,
    env: { ...environment, ...env },
    shell: windows,
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  // Ctrl-C reaches the child too (same process group); wait for it, then follow.
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGTERM', stop);
      if (!show && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(signal ? 130 : (code ?? 1));
    });
  });
}

/** Says what is being done, does it, and says how long it took. Ends the process when it fails. */
export async function step(title, action) {
  const start = performance.now();
  process.stderr.write(`• ${title} …`);
  const ticker = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r• ${title} … ${seconds(start)} s`), 1000)
    : undefined;
  const code = await action();
  clearInterval(ticker);
  const line = `${title} (${seconds(start)} s)`;
  const lead = process.stderr.isTTY ? '\r\x1b[K' : '\n';
  if (code !== 0) {
    process.stderr.write(`${lead}✗ ${line}\n`);
    fail(`"${title}" failed with exit code ${code}. The output above says why.`, code);
  }
  process.stderr.write(`${lead}✓ ${line}\n`);
}

function seconds(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}

/** Installs what the lock file names; done again only when the lock file or a manifest changed. */
export async function install() {
  const stamp = join(root, 'node_modules', '.jenji-kit-installed');
  const fingerprint = installFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  const first = existsSync(stamp) ? '' : ' (first run: under a minute with a good connection)';
  await step(`Installing dependencies${first}`, () =>
    // Said to run unattended, pnpm does not ask before it builds node_modules anew.
    pnpm(['install', '--frozen-lockfile'], { env: { CI: 'true' } }),
  );
  writeFileSync(stamp, fingerprint);
}

function installFingerprint() {
  const manifests = ['packages', 'apps']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')))
    .concat(
      'e2e/package.json',
      'e2e/vscode/package.json',
      'bench/package.json',
      'package.json',
      'pnpm-workspace.yaml',
      'pnpm-lock.yaml',
    )
    .filter((file) => existsSync(join(root, file)))
    .sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of manifests) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds every package; turbo skips what has not changed. */
export function build() {
  return step('Building', () => pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']));
}
