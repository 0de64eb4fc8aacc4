/** A part of a page that is made anew when what it shows is another, and left alone otherwise. */
export class Region {
  readonly target: HTMLElement;
  #last: string | undefined;

  constructor(target: HTMLElement) {
    this.target = target;
  }

  /** @param of What it shows, as plain data. Elements that can have the focus keep it by their `data-key`. */
  show(of: unknown, make: () => readonly (Node | string)[]): void {
    const now = JSON.stringify(of);
    if (now === this.#last) return;
    this.#last = now;
    const focused = document.activeElement;
    const key = focused && this.target.contains(focused) ? focused.getAttribute('data-key') : null;
    this.target.replaceChildren(...make());
    if (key !== null) this.target.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }
}
