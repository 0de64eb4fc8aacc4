import manifest from '../generated/tool-manifest.json' with { type: 'json' };
import type { Writes } from '../settings/settings.ts';
import type { Toolset } from './toolsets.ts';

/** One tool as `tools/list` gives it. */
export interface ListedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: 'object'; [keyword: string]: unknown };
  outputSchema: { type: 'object'; [keyword: string]: unknown };
  annotations: Record<string, string | boolean>;
}

/** What the operator lets be listed. */
export interface ListingChoice {
  toolsets: readonly Toolset[];
  writes: Writes;
}

/** Name, title and version of this server, as clients show them. */
export const serverIdentity: { name: string; title: string; version: string } = manifest.server;

/** The tools of the chosen toolsets, without those that write when writing is off. The same for the life of the process. */
export function listedTools({ toolsets, writes }: ListingChoice): ListedTool[] {
  const chosen: ReadonlySet<string> = new Set(toolsets);
  return (manifest.tools as readonly ManifestEntry[])
    .filter(({ toolset, hazard }) => chosen.has(toolset) && (writes !== 'off' || hazard === 'read'))
    .map(({ toolset: _toolset, hazard: _hazard, ...tool }) => tool);
}

type ManifestEntry = ListedTool & { toolset: string; hazard: string };
