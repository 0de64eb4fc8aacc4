// @ts-check
/**
 * Runs the tests in a real VS Code. A file that fails is run once more, in a VS Code of its own as before, and it is said
 * that it was: an editor, a browser and their extension hosts on one busy machine lose a click now and then, and a mistake
 * of ours fails twice.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const folder = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), 'jenji-e2e-vscode-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const first = await run(process.argv.slice(2), 'first');
if (first.code === 0 || first.failed.length === 0) {
  process.exitCode = first.code;
} else {
  console.log(`\nOnce more, from a new VS Code: ${first.failed.join(', ')}\n`);
  const second = await run(first.failed, 'second');
  process.exitCode = second.code;
  if (second.code === 0) console.log(`\nPassed at the second try only: ${first.failed.join(', ')}\n`);
}

/**
 * @param {readonly string[]} files names, or parts of them; none for all
 * @param {string} name
 * @returns {Promise<{ code: number, failed: string[] }>}
 */
async function run(files, name) {
  const report = join(scratch, `${name}.json`);
  const vitest = join(folder, '../../node_modules/.bin/vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(vitest, ['run', ...files, ...reporters], { cwd: folder, stdio: 'inherit' });
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
  return { code, failed: code === 0 ? [] : failedFiles(report) };
}

/** @type {(report: string) => string[]} */
function failedFiles(report) {
  try {
    /** @type {{ testResults: { name: string, status: string }[] }} */
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(folder, name));
  } catch {
    return [];
  }
}
