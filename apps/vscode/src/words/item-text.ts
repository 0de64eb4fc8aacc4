import { isolated, withoutInvisible } from '@jenji-kit/client/text';

/** A text of a list to choose from, where the editor draws icons: on one line, and no `$(icon)` that somebody typed. */
export function itemText(text: string): string {
  return isolated(withoutInvisible(text).replace(/\s+/g, ' ').replaceAll('$(', '$ ('));
}
