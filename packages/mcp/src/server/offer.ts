import { type ListedTool, type ListingChoice, listedTools } from '../registry/tool-listing.ts';
import { instructionsFor } from './instructions.ts';
import { type Menus, menusFor } from './menus.ts';

/** What a client is told at the start of a session. Fixed at start: nothing a client does or Jenji answers changes it. */
export interface Offer extends Menus {
  readonly identity: ServerIdentity;
  readonly capabilities: Readonly<Record<'tools' | 'resources' | 'prompts' | 'completions', Record<string, never>>>;
  readonly instructions: string;
  readonly tools: readonly ListedTool[];
}

/** Name, title and version of a server, as clients show them. */
export interface ServerIdentity {
  name: string;
  title: string;
  version: string;
}

export function offerOf(choice: ListingChoice, identity: ServerIdentity): Offer {
  const tools = listedTools(choice);
  return {
    identity,
    capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
    instructions: instructionsFor(choice, tools),
    tools,
    ...menusFor(choice, tools),
  };
}

/**
 * How long a client may go on using a list it got (protocol revision 2026-07-28). The list is fixed for the life of the
 * process; five minutes is how late a client may notice a server started again with other toolsets.
 */
export const cacheHint = { ttlMs: 300_000, cacheScope: 'public' } as const;

/**
 * The same for what a resource holds. Whatever may be held for a while is held by this server, which knows of the changes
 * that are made through it; a client that asks again costs nothing then, and one that does not may show what is past.
 */
export const contentsCacheHint = { ttlMs: 0, cacheScope: 'private' } as const;
