export type { Fault, FaultRule, FaultTarget } from './faults/faults.ts';
export { documentedLimits, RateLimiter, type RateLimits } from './http/rate-limiter.ts';
export type { LoggedRequest } from './request-log.ts';
export * from './sandbox.ts';
export * from './start-sandbox.ts';
export type * from './world/index.ts';
