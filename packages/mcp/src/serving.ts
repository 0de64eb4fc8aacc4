/** What answers a client, over whatever transport. */
export { NotConfigured } from './account/not-configured.ts';
export { createServer } from './server/create-server.ts';
export { type Runtime, runtimeOf } from './server/runtime.ts';
