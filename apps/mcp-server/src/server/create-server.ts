import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import type { ToolCaller } from '../registry/call-tool.ts';
import { cacheHint, type Offer } from './offer.ts';

/** One server of the SDK, for one connection (stdio) or one request (HTTP), in whichever era the client speaks. */
export function createServer(offer: Offer, callTool: ToolCaller): Server {
  // The low-level class: tools are listed from generated JSON Schema, so the SDK need not know a zod schema.
  const server = new Server(offer.identity, {
    capabilities: offer.capabilities,
    instructions: offer.instructions,
    cacheHints: { 'tools/list': cacheHint, 'server/discover': cacheHint },
  });
  server.setRequestHandler('tools/list', () => ({ tools: [...offer.tools] }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    if (!offer.tools.some(({ name }) => name === params.name)) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
    }
    return await callTool(params.name, params.arguments ?? {}, {
      signal: context.mcpReq.signal,
      progress: progressReporter(context),
    });
  });
  return server;
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
