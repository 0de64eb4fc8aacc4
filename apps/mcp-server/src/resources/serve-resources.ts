import type { Server } from '@modelcontextprotocol/server';
import { onlyPage } from '../server/only-page.ts';
import type { SharedContext } from '../server/shared-context.ts';

/** Answers what clients ask about resources. Nothing of a resource is evaluated before the first of these requests. */
export function serveResources(server: Server, shared: SharedContext): void {
  server.setRequestHandler('resources/list', async ({ params }) => {
    onlyPage(params);
    const { listResources } = await import('./catalog.ts');
    return { resources: listResources(shared.settings) };
  });
  server.setRequestHandler('resources/templates/list', async ({ params }) => {
    onlyPage(params);
    const { listTemplates } = await import('./catalog.ts');
    return { resourceTemplates: listTemplates(shared.settings) };
  });
  server.setRequestHandler('resources/read', async ({ params }, { mcpReq }) => {
    const { readResource } = await import('./read-resource.ts');
    return { contents: [await readResource(params.uri, shared, mcpReq.signal)] };
  });
}
