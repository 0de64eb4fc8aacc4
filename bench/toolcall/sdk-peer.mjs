/**
 * The peer: the SDK used as its documentation says, a server built for each request, with one tool that does nothing.
 * Prints where it is.
 */
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';

const inputSchema = z.object({ text: z.string().optional() });
const outputSchema = z.object({ done: z.boolean() });

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'peer', version: '1' });
  server.registerTool('noop', { title: 'Nothing', description: 'Does nothing.', inputSchema, outputSchema }, () => ({
    content: [{ type: 'text', text: 'done' }],
    structuredContent: { done: true },
  }));
  return server;
});
const handle = toNodeHandler(handler);
const http = createServer((request, response) => void handle(request, response));
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  console.log(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/mcp` : '');
});
