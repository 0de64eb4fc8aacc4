/**
 * The titles of editors that show several diffs: nothing else tells which change such an editor is of, so no two changes
 * have one title.
 */
export class DiffTitles {
  readonly #ids = new Map<string, string>();

  /** The title of the editor of a change: always the same for the same change. */
  take(title: string, id: string): string {
    let own = title;
    for (let count = 2; (this.#ids.get(own) ?? id) !== id; count++) own = `${title} (${count})`;
    this.#ids.set(own, id);
    return own;
  }

  /** The change that a tab is of. The editor adds to the title how many files there are. */
  idOf(label: string): string | undefined {
    const titles = [...this.#ids.keys()].filter((title) => label.startsWith(title));
    const [longest] = titles.sort((one, other) => other.length - one.length);
    return longest === undefined ? undefined : this.#ids.get(longest);
  }

  /** Forgets all but these changes. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const [title, id] of this.#ids) if (!ids.has(id)) this.#ids.delete(title);
  }
}
