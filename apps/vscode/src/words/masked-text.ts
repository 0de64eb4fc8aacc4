/** A text without what people typed in it: each text between double quotes, and each JSON value, is `"0"`, `"1"` and so on. */
export interface MaskedText {
  readonly masked: string;
  /** A text made of parts of the masked one, with what people typed in its places. */
  unmasked(text: string): string;
}

/**
 * Texts of plans quote what people typed as JSON does. Masked, no name can pose as words of ours, whatever it says. One
 * pass, however long the text is.
 */
export function maskedText(text: string): MaskedText {
  const values: string[] = [];
  let masked = '';
  let unclosed = false;
  for (let at = 0; at < text.length; ) {
    const end = text[at] === '"' ? endOfQuote(text, at) : unclosed ? undefined : endOfJson(text, at);
    if (end === undefined) {
      masked += text[at++];
      continue;
    }
    // A bracket without its other half: none of those that follow is looked at again.
    if (end === 0) {
      unclosed = true;
      continue;
    }
    masked += `"${values.push(text.slice(at, end)) - 1}"`;
    at = end;
  }
  return { masked, unmasked: (part) => part.replace(/"(\d+)"/g, (all, index) => values[Number(index)] ?? all) };
}

/** Where a quote ends that begins here; an unclosed one goes to the end. */
function endOfQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Where an object or a list ends that begins here, after a blank; undefined where none begins, 0 where it has no end. */
function endOfJson(text: string, start: number): number | undefined {
  if (!/[[{]/.test(text.charAt(start)) || (start > 0 && text[start - 1] !== ' ')) return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = endOfQuote(text, at) - 1;
    else if (/[[{]/.test(character)) depth++;
    else if (/[\]}]/.test(character) && --depth === 0) return at + 1;
  }
  return 0;
}
