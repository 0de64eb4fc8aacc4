import { mergeConfig } from 'vitest/config';
import { testProject } from '../../vitest.shared.ts';

// Every test makes a world of its own and no module keeps state: the files of a worker can share their imports.
export default mergeConfig(testProject('sandbox'), { test: { isolate: false } });
