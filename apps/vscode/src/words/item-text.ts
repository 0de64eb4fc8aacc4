import { isolated } from '@jenji-kit/client/text';
import { oneLine } from './one-line.ts';

/** A text of a list to choose from, where the editor draws icons: on one line, and no `$(icon)` that somebody typed. */
export function itemText(text: string): string {
  return isolated(oneLine(text).replaceAll('$(', '$ ('));
}
