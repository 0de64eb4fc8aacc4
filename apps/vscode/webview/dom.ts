type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children. Texts go in as text, so nothing of them is ever markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** The text with `{0}`, `{1}`, … replaced. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

/** Sets an attribute only where it differs: the document is not touched for nothing. */
export function setAttribute(target: Element, name: string, value: string | undefined): void {
  if (value === undefined) target.removeAttribute(name);
  else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

export function setText(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** A sign of a few strokes, in the colour of the text around it. It says nothing to a screen reader. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 16 16', width: '16', height: '16', fill: 'none' })) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  stroke.setAttribute('d', path);
  stroke.setAttribute('stroke', 'currentColor');
  svg.append(stroke);
  return svg;
}

export const icons = {
  down: 'M4 6.5 8 10.5 12 6.5',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13.5 2.5v3h-3',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  export: 'M8 9.5v-7M5.5 5 8 2.5 10.5 5M3 9v4.5h10V9',
  clear: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3',
} as const;
