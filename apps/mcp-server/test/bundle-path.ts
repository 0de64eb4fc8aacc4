import { fileURLToPath } from 'node:url';

/** The one file that ships. */
export const bundlePath = fileURLToPath(new URL('../dist/jenji-mcp.js', import.meta.url));
