import { testProject } from '../../vitest.shared.ts';

export default testProject('mcp', { shareImports: true });
