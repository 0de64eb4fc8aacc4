import { randomUUID } from 'node:crypto';
import { type McpServerFactory, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { waysToAsk } from '../approval/serve-questions.ts';

export const sessionHeader = 'mcp-session-id';

export interface SessionOptions {
  /** Whether every client gets one, also one that cannot ask. */
  readonly all?: boolean;
  /** Milliseconds without a request after which a session ends. A person may come back to a conversation after a night. */
  readonly idleMs?: number;
  /** The session used longest ago makes room for one more. */
  readonly most?: number;
}

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly timer: NodeJS.Timeout;
  close(): Promise<void>;
}

interface Parsed {
  /** The request's JSON, where it is some. */
  readonly parsedBody?: unknown;
}

/**
 * Sessions for clients of the 2025 revisions that can ask their user, by forms (elicitation) or cards (MCP Apps).
 *
 * In those revisions the server's question goes out on the stream of a call, and the person's answer comes as a request of
 * its own: somebody has to remember the call. And what a client can do is said once, when it opens: without it, a plan that a
 * person is to decide on a card would go to the model like any other. All other clients are served without a session, so that a server started
 * again goes on with them as if nothing had happened. See docs/decisions/0003-sessions-only-to-ask.md.
 */
export function askableSessions(
  factory: McpServerFactory,
  report: (error: Error) => void,
  { all = false, idleMs = 24 * 60 * 60_000, most = 500 }: SessionOptions = {},
) {
  /** By id, the one used longest ago first. */
  const sessions = new Map<string, Session>();

  /** Whether a message opens a session. */
  function isFor(body: unknown): boolean {
    if (typeof body !== 'object' || body === null || !('method' in body) || body.method !== 'initialize') return false;
    if (all) return true;
    const params = 'params' in body ? body.params : undefined;
    if (typeof params !== 'object' || params === null || !('capabilities' in params)) return false;
    const { possible, cards } = waysToAsk(params.capabilities);
    return possible || cards;
  }

  async function open(request: Request, parsed: Parsed): Promise<Response> {
    const server = await factory({ era: 'legacy', requestInfo: request });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        const timer = setTimeout(() => void end(id), idleMs).unref();
        sessions.set(id, { transport, timer, close: () => server.close() });
        const [oldest] = sessions.keys();
        if (sessions.size > most && oldest !== undefined) void end(oldest);
      },
      onsessionclosed: (id) => end(id),
    });
    transport.onerror = report;
    await server.connect(transport);
    const response = await transport.handleRequest(request, parsed);
    if (!response.ok) await server.close();
    return response;
  }

  async function serve(id: string, request: Request, parsed: Parsed): Promise<Response> {
    const session = sessions.get(id);
    if (session === undefined) return noSuchSession();
    session.timer.refresh();
    sessions.delete(id);
    sessions.set(id, session);
    return await session.transport.handleRequest(request, parsed);
  }

  async function end(id: string): Promise<void> {
    const session = sessions.get(id);
    if (session === undefined) return;
    sessions.delete(id);
    clearTimeout(session.timer);
    await session.close().catch(report);
  }

  async function close(): Promise<void> {
    await Promise.all([...sessions.keys()].map(end));
  }

  return { isFor, open, serve, close };
}

/** The protocol's sign for a client to begin anew. */
function noSuchSession(): Response {
  const error = { code: -32_001, message: 'There is no such session (any more). Begin a new one with initialize.' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 404 });
}
