import entries from '../generated/menus.json' with { type: 'json' };
import { areMet } from '../prompts/needs.ts';
import type { ListedTool, ListingChoice } from '../registry/tool-listing.ts';

/** What people choose from in a host: resources and prompts, as the protocol lists them. */
export interface Menus {
  readonly resources: readonly ListedResource[];
  readonly resourceTemplates: readonly ListedTemplate[];
  readonly prompts: readonly ListedPrompt[];
}

/** The menus that go with the chosen toolsets and the tools listed for them. Read from data: they cost nothing at start. */
export function menusFor({ toolsets }: ListingChoice, tools: readonly ListedTool[]): Menus {
  const chosen: ReadonlySet<string> = new Set(toolsets);
  const listed: ReadonlySet<string> = new Set(tools.map(({ name }) => name));
  const { resources, resourceTemplates, prompts }: Entries = entries as Entries;
  const ofToolset = ({ toolset }: { toolset: string }) => chosen.has(toolset);
  return {
    resources: resources.filter(ofToolset).map(({ toolset: _, ...resource }) => resource),
    resourceTemplates: resourceTemplates.filter(ofToolset).map(({ toolset: _, ...template }) => template),
    prompts: prompts
      .filter(({ needs }) => areMet(needs, (tool) => listed.has(tool)))
      .map(({ needs: _, ...prompt }) => prompt),
  };
}

interface Listed {
  name: string;
  title: string;
  description: string;
  icons: { src: string; mimeType: string; sizes: string[] }[];
}

interface ListedContents extends Listed {
  mimeType?: string;
  annotations: { audience: ('user' | 'assistant')[]; priority: number };
}

interface ListedResource extends ListedContents {
  uri: string;
}

interface ListedTemplate extends ListedContents {
  uriTemplate: string;
}

interface ListedPrompt extends Listed {
  arguments: { name: string; title: string; description: string; required: boolean }[];
}

/** The generated file. */
interface Entries {
  resources: (ListedResource & { toolset: string })[];
  resourceTemplates: (ListedTemplate & { toolset: string })[];
  prompts: (ListedPrompt & { needs: string[][] })[];
}
