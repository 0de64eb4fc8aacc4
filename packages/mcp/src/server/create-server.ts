import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import { Asks } from '../approval/question.ts';
import { asInputRequired, askingOf } from '../approval/serve-questions.ts';
import { serveCompletion } from '../completion/serve-completion.ts';
import { servePrompts } from '../prompts/serve-prompts.ts';
import type { ToolCaller } from '../registry/call-tool.ts';
import { serveResources } from '../resources/serve-resources.ts';
import { cacheHint, contentsCacheHint, type Offer } from './offer.ts';
import type { SharedContext } from './shared-context.ts';

/** One server of the SDK, for one connection (stdio) or one request (HTTP), in whichever era the client speaks. */
export function createServer(offer: Offer, callTool: ToolCaller, shared: SharedContext): Server {
  // The low-level class: tools are listed from generated JSON Schema, so the SDK need not know a zod schema.
  const server = new Server(offer.identity, {
    capabilities: offer.capabilities,
    instructions: offer.instructions,
    cacheHints: {
      'server/discover': cacheHint,
      'tools/list': cacheHint,
      'resources/list': cacheHint,
      'resources/templates/list': cacheHint,
      'resources/read': contentsCacheHint,
      'prompts/list': cacheHint,
    },
  });
  serveTools(server, offer, callTool);
  serveResources(server, offer, shared);
  servePrompts(server, offer, shared);
  serveCompletion(server, offer, shared);
  return server;
}

function serveTools(server: Server, offer: Offer, callTool: ToolCaller): void {
  server.setRequestHandler('tools/list', () => ({ tools: [...offer.tools] }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    if (!offer.tools.some(({ name }) => name === params.name)) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
    }
    const answer = await callTool(params.name, params.arguments ?? {}, {
      signal: context.mcpReq.signal,
      progress: progressReporter(context),
      asking: askingOf(server, context),
    });
    return answer instanceof Asks ? asInputRequired(answer.question) : answer;
  });
}

/** Sends progress to a client that gave a token for it; drops it for others, and when the client has gone. */
function progressReporter({ mcpReq }: ServerContext) {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let last = Number.NEGATIVE_INFINITY;
  return (progress: number, total?: number, message?: string) => {
    // The protocol wants each to be greater than the one before.
    if (progress <= last) return;
    last = progress;
    mcpReq
      .notify({ method: 'notifications/progress', params: { progressToken, progress, total, message } })
      .catch(() => {});
  };
}
