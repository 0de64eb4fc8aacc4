// npm test: sets up, builds, and runs every test. `npm test -- budget` runs the test files whose path holds "budget".
import { build, install, pnpm, requireNode } from './setup.mjs';

requireNode();
await install();
await build();

const filters = process.argv.slice(2);
process.exitCode = await pnpm(
  filters.length > 0
    ? ['exec', 'vitest', 'run', ...filters]
    : ['exec', 'turbo', 'run', 'test', '--output-logs=new-only', '--concurrency=1'],
  { show: true },
);
