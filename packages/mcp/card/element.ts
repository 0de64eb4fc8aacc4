/** An element with attributes and children. Texts become text nodes: nothing that people typed can be markup. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Replaces what a place shows; focus stays on the button of the same name. */
export function fill(place: HTMLElement, ...children: Node[]): void {
  const focused = document.activeElement instanceof HTMLButtonElement ? document.activeElement.className : undefined;
  place.replaceChildren(...children);
  if (focused) place.querySelector<HTMLButtonElement>(`button.${focused}`)?.focus();
}
