import { mergeConfig } from 'vitest/config';
import { testProject } from '../../vitest.shared.ts';

export default mergeConfig(testProject('mcp-server', { shareImports: true }), {
  // Tests wait for the servers they start, so one worker for each core is not too many.
  test: { globalSetup: ['test/build-bundle.ts'], maxWorkers: '100%' },
});
