import type { Finding } from './check.ts';

const oldest = [20, 18, 1] as const;

/** @param version as in `process.versions.node` */
export function checkNode(version: string): Finding {
  const parts = version.split('.').map(Number);
  const first = oldest.findIndex((part, index) => parts[index] !== part);
  const isOld = first >= 0 && (parts[first] ?? 0) < (oldest[first] ?? 0);
  if (!isOld) return { status: 'ok', detail: `Node ${version}` };
  return {
    status: 'failed',
    detail: `Node ${version} is too old: ${oldest.join('.')} or newer is needed.`,
    fix: 'Install a current Node, and name its full path as the command in the configuration of your MCP host.',
  };
}
