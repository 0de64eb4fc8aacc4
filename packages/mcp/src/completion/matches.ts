import { folded } from '@jenji-kit/client/text';
import type { Named, NameIndex } from '../directory/name-index.ts';
import { clean } from '../results/untrusted.ts';

/** Characters of a name in a menu. */
const longestName = 80;

/** The values of a menu, and how many there would be in all. */
export interface Found {
  values: string[];
  total: number;
}

export const nothing: Found = { values: [], total: 0 };

/** The protocol allows no more. */
const mostValues = 100;

/** The first of the things, as they are shown; the others only count. */
export function firstOf<Item>(items: readonly Item[], show: (item: Item) => string): Found {
  return { values: items.slice(0, mostValues).map(show), total: items.length };
}

/**
 * What can be typed for each of the things that fit what has been typed so far: the name where it names nothing else,
 * `name (id)` where it does or is long, the id to somebody who types an id. The server understands all three.
 */
export function matches<Item extends Named>(
  index: NameIndex<Item>,
  typed: string,
  nameOf: (item: Item) => string = ({ name }) => name,
): Found {
  const words = folded(typed).split(' ');
  const ranked = index.items
    .map((item) => ({ item, rank: rankOf(item, nameOf(item), typed, words) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return firstOf(ranked, ({ item }) => (isIdOf(item, typed) ? item.id : valueFor(item, nameOf(item), index)));
}

/** A text that people typed, as one line of a menu. */
export function menuText(text: string, most = longestName): string {
  const line = clean(text).replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/** Lower is better; undefined for what does not fit. */
function rankOf(item: Named, name: string, typed: string, words: readonly string[]): number | undefined {
  if (typed.trim() === '' || isIdOf(item, typed)) return 0;
  const all = foldedNames(item, name);
  if (!words.every((word) => all.includes(word))) return undefined;
  const [first = ''] = words;
  if (folded(name).startsWith(words.join(' '))) return 1;
  return ` ${all}`.includes(` ${first}`) ? 2 : 3;
}

function isIdOf({ id, name }: Named, typed: string): boolean {
  return id !== name && typed.length > 1 && id.toLowerCase().startsWith(typed.trim().toLowerCase());
}

function valueFor<Item extends Named>(item: Item, name: string, index: NameIndex<Item>): string {
  const shown = menuText(name);
  if (shown === '' || /[()]/.test(item.id)) return item.id;
  return names(index, shown, item) ? shown : `${shown} (${item.id})`;
}

/** Whether a text names this thing and no other. */
function names<Item extends Named>(index: NameIndex<Item>, value: string, item: Item): boolean {
  try {
    return index.resolve({ field: '', kind: '', value }) === item;
  } catch {
    return false;
  }
}

/** Kept as long as the thing itself: folding the names of thousands of people takes longer than a letter. */
const known = new WeakMap<Named, string>();

function foldedNames(item: Named, name: string): string {
  const found = known.get(item) ?? folded([name, item.name, ...(item.otherNames ?? []), item.id].join(' '));
  known.set(item, found);
  return found;
}
