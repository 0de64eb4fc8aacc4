import { mergeConfig } from 'vitest/config';
import { testProject } from '../../vitest.shared.ts';

export default mergeConfig(testProject('e2e-vscode', { testTimeout: 180_000 }), {
  test: {
    globalSetup: './harness/pack-explorer.ts',
    hookTimeout: 180_000,
    // Each file boots a VS Code of its own, which is work enough for the machine.
    fileParallelism: false,
  },
});
