import { isOperationId, operations } from '@jenji-kit/client/contract';
import { Hono, type Context as HonoContext } from 'hono';
import { applyFault, type Connection, ConnectionReset, wait } from './faults/apply-fault.ts';
import type { Faults } from './faults/faults.ts';
import { operationHandlers } from './handlers/index.ts';
import { ApiError, badRequest, errorResponse } from './http/api-error.ts';
import { authenticate } from './http/authentication.ts';
import type { Handler, Services } from './http/call.ts';
import { RateLimiter, type RateLimits } from './http/rate-limiter.ts';
import { readBytes } from './http/request-body.ts';
import { StorageLinks } from './http/storage-links.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { settleCategoryUpdates } from './templates.ts';
import type { ApiKey } from './world/index.ts';

export interface AppParts extends Services {
  faults: Faults;
  requests: RequestLog;
  limits: RateLimits | 'none';
  windowScale: number;
  /** Aborted when the sandbox closes. */
  closing: AbortSignal;
}

/** What the HTTP server tells beside the request. */
export interface Environment {
  Bindings: { connection?: Connection };
}
type Context = HonoContext<Environment>;

/**
 * The whole server as a web handler. A request is logged, authenticated, held to the rate limit of its key, struck by
 * the fault that fits, and only then handled; storage links know neither keys nor limits.
 */
export function createApp(parts: AppParts): Hono<Environment> {
  const { faults, requests, closing, now, world, links } = parts;
  const limiters = new Map<ApiKey, RateLimiter>();
  const methods = new Map<string, string[]>();
  const app = new Hono<Environment>();

  app.onError((error) => {
    throw error;
  });

  app.all(`${StorageLinks.prefix}*`, (context) => {
    const operation = context.req.method === 'PUT' ? 'storage.put' : 'storage.get';
    const request = arrive(context, operation, {});
    return answer(context, request, () => links.handle(context.req.raw));
  });

  route('GET', '/s/test', undefined, () => ({ status: 'OK' }));
  for (const [id, { method, path }] of Object.entries(operations)) {
    if (!isOperationId(id)) throw new Error(`No handler for ${id}`);
    route(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), id, operationHandlers[id]);
  }
  for (const [path, allow] of methods) app.all(path, (context) => serve(context, undefined, wrongMethod(allow)));
  app.all('*', (context) => serve(context, undefined, unknownPath));
  return app;

  function route(method: string, path: string, operation: string | undefined, handler: Handler): void {
    app.on(method, path, (context) => serve(context, operation, handler));
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }

  function serve(context: Context, operation: string | undefined, handler: Handler): Promise<Response> {
    const request = arrive(context, operation, context.req.query());
    return answer(context, request, async () => {
      const late = faults.takeDelay(request);
      if (late > 0) {
        await wait(late, closing);
        request.at = clock();
      }
      const key = authenticate(world, context.req.header('authorization') ?? null);
      if (!key) {
        const headers = { 'www-authenticate': 'Basic realm="Jenji"' };
        throw new ApiError(401, 'UNAUTHORIZED', 'The credentials are missing or wrong', headers);
      }
      const refusal = refusalByRate(key, request);
      if (refusal) return refusal;
      return struck(context, request, () => handled(context, key, handler));
    });
  }

  function arrive(context: Context, operation: string | undefined, query: Record<string, string>): LoggedRequest {
    const { method, path } = context.req;
    const request: LoggedRequest = { operation, method, path, query, at: clock(), refused: false };
    requests.arrived(request);
    return request;
  }

  async function answer(context: Context, request: LoggedRequest, make: () => Promise<Response>): Promise<Response> {
    const isStorage = request.operation?.startsWith('storage.');
    const response = await (isStorage ? struck(context, request, make) : make()).catch((error: unknown) => {
      if (error instanceof ConnectionReset) throw error;
      return refused(error, request.path);
    });
    requests.answered(request, response.status);
    return response;
  }

  function refusalByRate(key: ApiKey, request: LoggedRequest): Response | undefined {
    const { limits, windowScale } = parts;
    if (limits === 'none') return undefined;
    const limiter = limiters.get(key) ?? new RateLimiter(limits, windowScale);
    limiters.set(key, limiter);
    const missing = limiter.arrive(request.at);
    if (missing <= 0) return undefined;
    request.refused = true;
    const headers = limits.retryAfter ? { 'retry-after': String(Math.ceil(missing / 1000)) } : undefined;
    const message = `Too many requests: ${limits.perSecond} per second and ${limits.perMinute} per minute are allowed`;
    return errorResponse(429, 'RATE_LIMITED', message, request.path, now().getTime(), headers);
  }

  function struck(context: Context, request: LoggedRequest, make: () => Promise<Response>): Promise<Response> {
    const handle = () => make().catch((error) => refused(error, request.path));
    const fault = faults.take(request);
    if (!fault) return handle();
    const signal = AbortSignal.any([closing, context.req.raw.signal]);
    const scene = { path: request.path, timestamp: now().getTime(), signal, connection: context.env.connection };
    return applyFault(fault, scene, handle);
  }

  async function handled(context: Context, key: ApiKey, handler: Handler): Promise<Response> {
    settleCategoryUpdates(world, now());
    const url = new URL(context.req.url);
    const result = await handler({
      world,
      now,
      links,
      key,
      parameter: (name) => context.req.param(name) ?? '',
      query: url.searchParams,
      body: await readJson(context),
      origin: url.origin,
    });
    return result instanceof Response ? result : Response.json(result);
  }

  function refused(error: unknown, path: string): Response {
    const timestamp = now().getTime();
    if (error instanceof ApiError) {
      return errorResponse(error.status, error.errorCode, error.message, path, timestamp, error.headers);
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return errorResponse(500, 'INTERNAL_ERROR', `The sandbox failed: ${message}`, path, timestamp);
  }
}

/** Milliseconds since 1970, with fractions, by a clock that never goes back. */
function clock(): number {
  return performance.timeOrigin + performance.now();
}

function unknownPath(): never {
  throw new ApiError(404, 'NOT_FOUND', 'The API has no such path');
}

function wrongMethod(methods: string[]): Handler {
  const allow = methods.toSorted().join(', ');
  return () => {
    throw new ApiError(405, 'METHOD_NOT_ALLOWED', `The API has this path with ${allow} only`, { allow });
  };
}

async function readJson({ req }: Context): Promise<unknown> {
  const bytes = await readBytes(req.raw);
  if (bytes === 'too-long') throw new ApiError(413, 'BAD_REQUEST', 'The body is longer than 20 megabytes');
  if (bytes.length === 0) return undefined;
  if (!/\bjson\b/i.test(req.header('content-type') ?? '')) {
    throw new ApiError(415, 'BAD_REQUEST', 'The body needs the header "Content-Type: application/json"');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badRequest('The body is not well-formed JSON', 'INVALID_JSON');
  }
}
