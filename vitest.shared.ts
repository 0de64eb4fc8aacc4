import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineProject } from 'vitest/config';

/** The source of workspace packages, so that tests run without a build before them. */
const sourceCondition = '@jenji-kit/source';

interface ProjectOptions {
  testTimeout?: number;
  /** The test files of a worker share their imports, which saves half the time where no module keeps state. */
  shareImports?: boolean;
}

/** One vitest project per package: same resolution, same limits. */
export function testProject(name: string, { testTimeout = 20_000, shareImports = false }: ProjectOptions = {}) {
  return defineProject({
    ssr: { resolve: { conditions: [sourceCondition, 'node', 'import', 'module', 'default'] } },
    resolve: { conditions: [sourceCondition, 'node', 'import', 'module', 'default'] },
    test: {
      name,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      // Tests must not touch the request budgets of whoever runs them.
      env: { JENJI_STATE_DIR: join(tmpdir(), 'jenji-kit-tests') },
      isolate: !shareImports,
      testTimeout,
      hookTimeout: 30_000,
    },
  });
}
