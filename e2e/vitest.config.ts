import { testProject } from '../vitest.shared.ts';

export default testProject('e2e', { testTimeout: 60_000 });
