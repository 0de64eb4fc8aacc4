import type { Server } from '@modelcontextprotocol/server';
import type { Offer } from '../server/offer.ts';
import { onlyPage } from '../server/only-page.ts';
import type { SharedContext } from '../server/shared-context.ts';
import { changeCardUri, readChangeCard } from './change-card.ts';

/** Answers what clients ask about resources. Nothing of a resource is evaluated before the first is read. */
export function serveResources(server: Server, offer: Offer, shared: SharedContext): void {
  server.setRequestHandler('resources/list', ({ params }) => {
    onlyPage(params);
    return { resources: [...offer.resources] };
  });
  server.setRequestHandler('resources/templates/list', ({ params }) => {
    onlyPage(params);
    return { resourceTemplates: [...offer.resourceTemplates] };
  });
  server.setRequestHandler('resources/read', async ({ params }, { mcpReq }) => {
    if (params.uri === changeCardUri) return { contents: [await readChangeCard()] };
    const { readResource } = await import('./read-resource.ts');
    return { contents: [await readResource(params.uri, shared, mcpReq.signal)] };
  });
}
