import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Many tests wait for servers they start, so one worker for each core is not too many.
  test: { projects: ['packages/*', 'apps/*', 'e2e', 'e2e/vscode'], maxWorkers: '100%' },
});
