import manifest from '../generated/default-tools.json' with { type: 'json' };
import type { Writes } from '../settings/settings.ts';
import { furtherTools } from './further-tools.ts';
import { defaultToolsets, type Toolset } from './toolsets.ts';

/** One tool as `tools/list` gives it. */
export interface ListedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: 'object'; [keyword: string]: unknown };
  outputSchema: { type: 'object'; [keyword: string]: unknown };
  annotations: Record<string, string | boolean>;
  /** Of a tool that changes something: the card on which hosts can show what it would change. */
  _meta?: { ui: { resourceUri: string } };
}

/** What the operator lets be listed. */
export interface ListingChoice {
  toolsets: readonly Toolset[];
  writes: Writes;
  /** Who approves what writes. Default: whoever the client can ask, or on the word of the model the client's host. */
  approval?: 'host program' | undefined;
}

/** The tools of the chosen toolsets, without those that write when writing is off. The same for the life of the process. */
export function listedTools({ toolsets, writes, approval }: ListingChoice): ListedTool[] {
  const chosen: ReadonlySet<string> = new Set(toolsets);
  const entries = entriesFor(toolsets);
  const isChosen = ({ toolset, hazard }: ManifestEntry) =>
    chosen.has(toolset) && (writes !== 'off' || hazard === 'read');
  const something = entries.some((entry) => isChosen(entry) && entry.hazard !== 'read');
  // Whoever may change something needs to approve it, to turn it back and to see what was changed.
  const isListed = (entry: ManifestEntry) => isChosen(entry) || (something && entry.toolset === 'changes');
  const absent = entries.filter((entry) => !isListed(entry)).map(({ name }) => name);
  return withoutMentionsOf(
    absent,
    entries.filter(isListed).map(({ toolset: _toolset, hazard: _hazard, _meta, ...tool }) => {
      // Where the program that hosts the server asks, no card does.
      return _meta && approval === undefined ? { ...tool, _meta } : tool;
    }),
  );
}

/** The tools without the sentences that speak of these others: a model tries to call what it reads of. */
function withoutMentionsOf(absent: readonly string[], tools: ListedTool[]): ListedTool[] {
  if (absent.length === 0) return tools;
  const mention = new RegExp(`\\b(${absent.join('|')})\\b`);
  const sentences = (text: string) => text.split(/(?<=[.!?]) (?=[A-Z])/);
  return JSON.parse(
    JSON.stringify(tools, (key, value: unknown) => {
      if (key !== 'description' || typeof value !== 'string') return value;
      return (
        sentences(value)
          .filter((sentence) => !mention.test(sentence))
          .join(' ') || undefined
      );
    }),
  );
}

/** The tools that may be listed, by name: the further ones are read only when one of their toolsets is chosen. */
function entriesFor(toolsets: readonly Toolset[]): readonly ManifestEntry[] {
  const byDefault = manifest.tools as readonly ManifestEntry[];
  if (toolsets.every((name) => defaultToolsets.includes(name))) return byDefault;
  return [...byDefault, ...(furtherTools() as readonly ManifestEntry[])].sort((a, b) => (a.name < b.name ? -1 : 1));
}

type ManifestEntry = ListedTool & { toolset: string; hazard: string };
