export { folded } from './folded-text.ts';
export { isolated, quotesIsolated } from './isolated.ts';
export { stateSayings } from './state-sayings.ts';
export { withoutInvisible } from './visible-text.ts';
