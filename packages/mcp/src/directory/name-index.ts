import { folded } from '@jenji-kit/client/text';
import { InvalidInput } from '../registry/invalid-input.ts';
import { idText } from '../results/id-text.ts';
import { untrusted } from '../results/untrusted.ts';
import { similarity } from './similarity.ts';
import { singular } from './singular.ts';

/** Something that a caller may name by its id or by one of its names. */
export interface Named {
  readonly id: string;
  /** What an answer shows. */
  readonly name: string;
  /** Every other way to name it: labels in all languages, codes, paths. Any may be shared with others. */
  readonly otherNames?: readonly string[];
}

/** What the caller wrote, and where, for an error that names it. */
export interface Wanted {
  /** Path of the argument: `groups[0]`. */
  field: string;
  /** What it should name: `group`. */
  kind: string;
  value: string;
}

/** How many are offered of those that are similar, and how many are named where something has to be chosen among all. */
const [mostSimilar, manyCandidates] = [5, 20];
/** The likeness from which a candidate counts as similar. */
const similar = 0.6;
/** Of so few settings all are named when none is similar: what they are called in Jenji may mean what was asked for. */
const fewItems = 30;

/** The tools that tell what there is of a kind. */
const listedBy: readonly [kind: RegExp, tool: string][] = [
  [/^user$/, 'search_users finds people by parts of names, logins and by group'],
  [/^(category|payment method|group)$/, 'get_organization lists all'],
  [/custom field/, 'list_custom_fields lists all'],
  [/^option$/, 'list_custom_field_options finds options by words'],
  [/^option list$/, 'list_custom_fields lists all'],
  [/^organization$/, 'list_organizations lists all'],
  [/^client$/, 'list_clients finds clients by parts of names'],
  [/allowance template/, 'list_allowance_templates lists all'],
  [/^rule /, 'list_warning_rules lists all'],
];

/** Finds things by id, then by name without regard to case, accents and punctuation, then by a name in the singular. */
export class NameIndex<Item extends Named> {
  readonly items: readonly Item[];
  readonly #byId: ReadonlyMap<string, Item>;
  #byName: ReadonlyMap<string, readonly Item[]> | undefined;

  constructor(items: readonly Item[]) {
    this.items = items;
    this.#byId = new Map(items.map((item) => [item.id, item]));
  }

  get(id: string | null | undefined): Item | undefined {
    return id ? this.#byId.get(id) : undefined;
  }

  /** The name to show for an id; undefined when there is no such thing (any more). */
  nameOf(id: string | null | undefined): string | undefined {
    return this.get(id)?.name;
  }

  /** @throws InvalidInput with the nearest candidates when nothing has that name, or more than one thing. */
  resolve({ field, kind, value }: Wanted): Item {
    // An answer shows things as `⟦name⟧ (id)`.
    const byId = this.#byId.get(value) ?? this.#byId.get(/\(([^()]+)\)\s*$/.exec(value)?.[1] ?? '');
    if (byId) return byId;
    this.#byName ??= indexed(this.items);
    const key = folded(value) || value.trim();
    const found = this.#byName.get(key) ?? this.#byName.get(singularKey(key)) ?? [];
    const [only, ...others] = found;
    if (only && others.length === 0) return only;
    throw new InvalidInput(
      only
        ? { field, rule: `names more than one: ${shown(found)}`, fix: 'Give the id.' }
        : { field, rule: `names no ${kind}: ${JSON.stringify(value)}`, fix: this.#suggestion(key, kind) },
    );
  }

  /** The first of them, for a message that has to say what there is. */
  shown(): string {
    return shown(this.items);
  }

  #suggestion(key: string, kind: string): string {
    if (this.items.length === 0) return 'There is none.';
    const ranked = this.items
      .map((item) => ({ item, likeness: Math.max(...namesOf(item).map((name) => likenessOf(key, folded(name)))) }))
      .filter(({ likeness }) => likeness >= similar)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, mostSimilar);
    if (ranked.length > 0) return `Nearest: ${ranked.map(({ item }) => nameAndId(item)).join(', ')}.`;
    if (kind !== 'user' && this.items.length <= fewItems) {
      return `None is similar; there are ${this.items.map(({ name }) => untrusted(name, { max: 80 })).join(', ')}.`;
    }
    const how = listedBy.find(([pattern]) => pattern.test(kind))?.[1];
    return how === undefined ? `None of the ${this.items.length} is similar.` : `None is similar; ${how}.`;
  }
}

/** How alike a text and a name are; a word of each alone counts nearly as much as the whole. */
function likenessOf(key: string, name: string): number {
  const [wanted, words] = [key, name].map((text) => text.split(' ').filter((word) => word.length > 2));
  const pairs = (wanted ?? []).flatMap((one) => (words ?? []).map((other) => 0.8 * similarity(one, other)));
  return Math.max(similarity(key, name), ...pairs);
}

function indexed<Item extends Named>(items: readonly Item[]): Map<string, Item[]> {
  const index = new Map<string, Item[]>();
  const add = (key: string, item: Item) => {
    const known = index.get(key);
    if (!known) index.set(key, [item]);
    else if (!known.includes(item)) known.push(item);
  };
  for (const item of items) {
    for (const name of namesOf(item)) {
      const key = folded(name) || name.trim();
      add(key, item);
      add(singularKey(key), item);
    }
  }
  return index;
}

/** Kept apart from the names as they are, so that an exact name goes before one that only shares its singular. */
function singularKey(key: string): string {
  return `~${singular(key)}`;
}

function namesOf({ id, name, otherNames = [] }: Named): string[] {
  return [name, ...otherNames, id].filter((each) => each !== '');
}

function shown(items: readonly Named[]): string {
  const more = items.length > manyCandidates ? ` and ${items.length - manyCandidates} more` : '';
  return items.slice(0, manyCandidates).map(nameAndId).join(', ') + more;
}

/** `⟦name⟧ (id)`, or the id alone where nothing has a name of its own. */
export function nameAndId({ id, name }: Named): string {
  return name === id ? idText(id) : `${untrusted(name, { max: 80 })} (${idText(id)})`;
}
