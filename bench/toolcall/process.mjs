import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Starts a program of this benchmark; resolves with it and what `ready` matched in the first of its output.
 *
 * @param {readonly string[]} args
 * @param {{ ready: RegExp, env?: Record<string, string> }} options
 */
export async function started(args, { ready, env = {} }) {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  process.once('exit', () => child.kill());
  /** @type {string} */
  const said = await new Promise((resolve, reject) => {
    let text = '';
    const read = (/** @type {Buffer} */ chunk) => {
      text += chunk;
      const found = ready.exec(text);
      if (found) resolve(found[1] ?? '');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${text}`)));
  });
  child.stdout.removeAllListeners('data');
  return { child, said };
}

const ticksPerSecond = 100;

/**
 * Seconds of processor time that a process has taken so far, all its threads together; undefined where the system does
 * not say (it is read from /proc).
 *
 * @param {number | undefined} pid
 */
export function processorSeconds(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}
