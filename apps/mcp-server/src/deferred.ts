/**
 * Everything that is not needed to answer the opening of a session: the SDK, its schemas, the tools and the client. The
 * entry imports this module only dynamically, and the bundle keeps it as text until then (see scripts/deferred-part.mjs).
 * Each transport loads only what it needs.
 */
import type { runDoctor as RunDoctor } from './doctor/run-doctor.ts';
import type { runHttp as RunHttp } from './http/run-http.ts';
import type { runStdio as RunStdio } from './stdio/run-stdio.ts';

export const runHttp: typeof RunHttp = async (...parameters) => {
  const { runHttp } = await import('./http/run-http.ts');
  return runHttp(...parameters);
};

export const runDoctor: typeof RunDoctor = async (...parameters) => {
  const { runDoctor } = await import('./doctor/run-doctor.ts');
  return runDoctor(...parameters);
};

export const runStdio: typeof RunStdio = async (...parameters) => {
  const { runStdio } = await import('./stdio/run-stdio.ts');
  return runStdio(...parameters);
};
