import {
  createMcpHandler,
  isLegacyRequest,
  legacyStatelessFallback,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { askableSessions, sessionHeader } from './askable-sessions.ts';
import type { HttpSettings } from './http-settings.ts';

export interface ProtocolHandlerOptions {
  /** Bytes of a request's body. */
  readonly largestBody: number;
  readonly sessions?: HttpSettings['sessions'];
  /** Told of what went wrong outside an answer. */
  readonly report: (error: Error) => void;
}

export interface ProtocolHandler {
  /** `body` is the request's JSON; undefined when there is none, or it is no JSON, and the answer has to say so. */
  fetch(request: Request, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Streamable HTTP in both eras of the protocol, from one factory of servers.
 *
 * A server is made for each request and nothing is kept between two, with one exception: a client of the 2025 revisions
 * that can ask its user gets a session, because a question and its answer are two requests there.
 */
export function protocolHandler(
  factory: McpServerFactory,
  { largestBody, sessions: which = 'to ask', report }: ProtocolHandlerOptions,
): ProtocolHandler {
  const limit = { maxRequestBodySize: largestBody };
  const modern = createMcpHandler(factory, { ...limit, legacy: 'reject', onerror: report });
  const stateless = legacyStatelessFallback(factory, report, limit);
  const sessions = askableSessions(factory, report, { all: which === 'for all' });

  async function fetchLegacy(request: Request, body: unknown): Promise<Response> {
    const parsed = body === undefined ? {} : { parsedBody: body };
    const session = request.headers.get(sessionHeader);
    if (session !== null) return await sessions.serve(session, request, parsed);
    if (sessions.isFor(body)) return await sessions.open(request, parsed);
    if (isAnsweredOnce(body)) return await answerOnce(request, body);
    return await stateless(request, parsed);
  }

  /** As the SDK does it without sessions, but with an answer of JSON: that needs no stream, which costs more than all the rest. */
  async function answerOnce(request: Request, parsedBody: unknown): Promise<Response> {
    const server = await factory({ era: 'legacy', requestInfo: request });
    const transport = new WebStandardStreamableHTTPServerTransport({ ...limit, enableJsonResponse: true });
    const close = () => void server.close().catch(report);
    request.signal.addEventListener('abort', close, { once: true });
    await server.connect(transport);
    const response = await transport.handleRequest(request, { parsedBody });
    close();
    return response;
  }

  return {
    async fetch(request, body) {
      if (await isLegacyRequest(request, body, limit)) return await fetchLegacy(request, body);
      return await modern.fetch(request, body === undefined ? {} : { parsedBody: body });
    },
    async close() {
      await Promise.all([modern.close(), sessions.close()]);
    },
  };
}

/** Whether the answer to a message is all that is sent for it: it is one request, and asks for no progress. */
function isAnsweredOnce(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('method' in body) || !('id' in body)) return false;
  const params = 'params' in body ? body.params : undefined;
  const meta = typeof params === 'object' && params !== null && '_meta' in params ? params._meta : undefined;
  return !(typeof meta === 'object' && meta !== null && 'progressToken' in meta);
}
