import { mergeConfig } from 'vitest/config';
import { testProject } from '../../vitest.shared.ts';

export default mergeConfig(testProject('mcp-server', { shareImports: true }), {
  test: { globalSetup: ['test/build-bundle.ts'] },
});
