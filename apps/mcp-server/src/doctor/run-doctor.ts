import identity from '../generated/identity.json' with { type: 'json' };
import type { Environment, Flags } from '../settings/read-settings.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';

export interface DoctorReport {
  /** Whether nothing failed; warnings do not count. */
  readonly ok: boolean;
  /** For standard output. */
  readonly text: string;
}

/** Looks at what the server needs, and reports for people or, with `json`, for programs. */
export async function runDoctor(flags: Flags & { json: boolean }, environment: Environment): Promise<DoctorReport> {
  const checks = await examine(flags, environment);
  const ok = checks.every(({ status }) => status !== 'failed');
  const { name, version } = identity;
  if (flags.json) return { ok, text: `${JSON.stringify({ ok, name, version, checks }, null, 2)}\n` };
  const failed = checks.filter(({ status }) => status === 'failed').length;
  const ending = ok ? 'The server can work.' : `${failed} of ${checks.length} checks failed.`;
  return { ok, text: `${name} ${version}\n\n${checks.map(lineOf).join('')}\n${ending}\n` };
}

const marks = { ok: 'ok', warning: 'warning', failed: 'FAILED', skipped: 'skipped' } as const;

function lineOf({ name, status, detail, fix }: Check): string {
  const line = `  ${marks[status].padEnd(9)}${name.padEnd(14)}${detail}\n`;
  return fix === undefined ? line : `${line}${' '.repeat(25)}Fix: ${fix}\n`;
}
