// npm start: sets up, builds, then shows the product against the sandbox and keeps serving (see the tour for more).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './setup.mjs';

requireNode();
await install();
await build();

const tour = spawn(process.execPath, [join(root, 'apps/mcp-server/scripts/tour.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the tour by itself; this process only waits for it to end in good order.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => tour.kill('SIGTERM'));
tour.on('exit', (code, signal) => {
  process.exitCode = signal ? 130 : (code ?? 1);
});
