import { createApp } from './app.ts';
import type { Connection } from './faults/apply-fault.ts';
import { type FaultRule, Faults } from './faults/faults.ts';
import { acceptInvitation } from './handlers/users.ts';
import { documentedLimits, type RateLimits } from './http/rate-limiter.ts';
import { StorageLinks } from './http/storage-links.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { createWorld } from './seed/world.ts';
import { settleCategoryUpdates } from './templates.ts';
import type { ApiKey, SeedOptions, User, World } from './world/index.ts';

export interface SandboxOptions extends SeedOptions {
  /** A world of one's own instead of a generated one; `seed` then only drives the faults. */
  world?: World;
  /** What each key may send; default: 3 in any second and 120 in any minute, refusals counted. */
  limits?: RateLimits | 'none';
  /** Factor on the lengths of both windows: 0.1 makes them 100 ms and 6 s. Default 1. */
  windowScale?: number;
  /** The clock of everything but the rate limit; default: the real one. */
  now?: () => Date;
}

export interface SandboxCredentials {
  type: 'organization' | 'bookkeeper';
  user: string;
  secret: string;
}

/** The state, and what happens outside the API: the hooks of tests. */
export interface SandboxWorld extends World {
  /** What a user does who follows the link of his invitation. Throws if it is not waiting. */
  acceptInvitation(organizationId: string, invitationId: string): User;
  /** Brings changed template categories to the existing organizations now, instead of within a day. */
  settleCategoryUpdates(): void;
}

/** A stand-in Jenji server in this process, without a socket. */
export interface InProcessSandbox {
  /** Answers a web request. Without a connection to break, it rejects with code ECONNRESET where a fault does so. */
  fetch: (request: Request, connection?: Connection) => Promise<Response>;
  /** The first key of each type. */
  credentials: { organization: SandboxCredentials; bookkeeper: SandboxCredentials };
  world: SandboxWorld;
  /** Every request so far, in the order of arrival. */
  requests: LoggedRequest[];
  /** Promise of the next request that arrives (and fits). */
  nextRequest: RequestLog['nextRequest'];
  /** Promise of the next request that is answered (and fits). */
  nextAnswer: RequestLog['nextAnswer'];
  faults: { add: (rule: FaultRule) => () => void; clear: () => void };
  /** Lets go of whatever a fault holds back. */
  close: () => Promise<void>;
}

export function createSandbox(options: SandboxOptions = {}): InProcessSandbox {
  const { now = () => new Date(), limits = documentedLimits, windowScale = 1, seed = 1, expenses } = options;
  const { today = now().toISOString().slice(0, 10) } = options;
  const state = options.world ?? createWorld({ seed, expenses, today });
  const requests = new RequestLog();
  const faults = new Faults(seed);
  const closing = new AbortController();
  const links = new StorageLinks(state, now);
  const world: SandboxWorld = Object.assign(state, {
    acceptInvitation: (organizationId: string, invitationId: string) =>
      acceptInvitation(state, organizationId, invitationId, now().toISOString()),
    settleCategoryUpdates: () => settleCategoryUpdates(state, now(), true),
  });
  const app = createApp({ world, now, links, faults, requests, limits, windowScale, closing: closing.signal });
  return {
    fetch: async (request, connection) => app.fetch(request, { connection }),
    credentials: { organization: firstKey(world, 'organization'), bookkeeper: firstKey(world, 'bookkeeper') },
    world,
    requests: requests.all,
    nextRequest: (predicate) => requests.nextRequest(predicate),
    nextAnswer: (predicate) => requests.nextAnswer(predicate),
    faults,
    close: async () => closing.abort(),
  };
}

function firstKey({ keys }: World, type: ApiKey['type']): SandboxCredentials {
  const key = keys.find((each) => each.type === type);
  if (!key) throw new Error(`The world has no ${type} key`);
  return { type, user: key.user, secret: key.secret };
}
