import type { Server } from '@modelcontextprotocol/server';
import type { Offer } from '../server/offer.ts';
import type { SharedContext } from '../server/shared-context.ts';

/** Completes what a person types for a variable of a resource template or an argument of a prompt. */
export function serveCompletion(server: Server, offer: Offer, shared: SharedContext): void {
  server.setRequestHandler('completion/complete', async ({ params }) => {
    const { complete } = await import('./complete.ts');
    return { completion: await complete(params, offer, shared) };
  });
}
