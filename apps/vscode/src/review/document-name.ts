import { shortTitle } from './short-title.ts';

/** A title as the name of a document: readable in a tab, and nothing that a path could take for its own. */
export function documentName(title: string): string {
  const name = shortTitle(title)
    .replace(/[^\p{L}\p{N} .@_-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name.slice(0, 60).trim() || 'change';
}
