/**
 * Everything that is not needed to answer the opening of a session: the SDK, its schemas, the tools and the client. The
 * entry imports this module only dynamically, and the bundle keeps it as text until then (see scripts/deferred-part.mjs).
 */
export { runHttp } from './http/run-http.ts';
export { runStdio } from './stdio/run-stdio.ts';
