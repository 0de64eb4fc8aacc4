import type { Server } from '@modelcontextprotocol/server';
import type { Offer } from '../server/offer.ts';
import { onlyPage } from '../server/only-page.ts';
import type { SharedContext } from '../server/shared-context.ts';

/** Answers what clients ask about prompts. Nothing of a prompt is evaluated before the first is asked for. */
export function servePrompts(server: Server, offer: Offer, shared: SharedContext): void {
  server.setRequestHandler('prompts/list', ({ params }) => {
    onlyPage(params);
    return { prompts: [...offer.prompts] };
  });
  server.setRequestHandler('prompts/get', async ({ params }) => {
    const { getPrompt } = await import('./get-prompt.ts');
    return await getPrompt(params.name, params.arguments ?? {}, offer, shared);
  });
}
