import { testProject } from '../../vitest.shared.ts';

export default testProject('client', { shareImports: true });
