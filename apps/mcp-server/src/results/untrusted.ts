/**
 * Text that people typed in Jenji (names, labels, explanations, comments) reaches a model that also takes orders in
 * text. Two rules keep it data:
 *
 * - In `text`, a tool puts it between ⟦ and ⟧ with `untrusted(value)`. Cleaning replaces these two characters and their
 *   look-alikes in the value, so that no value can end its own fence. The server's instructions say what the fence means.
 * - In `structured`, the registry cleans every string on its way out; quoting in JSON is the fence. Declare such a field
 *   with `typedText()`, which says to the model what it is.
 */
export function untrusted(value: string | null | undefined, options: { max?: number } = {}): string {
  const line = clean(value ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
  return `⟦${shorten(line, options.max ?? 300)}⟧`;
}

/** Controls but for tab and line feed, and everything that is invisible, turns the reading direction or has no meaning. */
const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/** The text without what a person cannot see and without fence characters. Idempotent. */
export function clean(text: string): string {
  return withoutInvisible(text)
    .replace(/[⟦〚⟬❲]/gu, '[')
    .replace(/[⟧〛⟭❳]/gu, ']');
}

/** The text without what a person cannot see; fences stay. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(invisible, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
}

/** Every string of a JSON value cleaned, keys included. */
export function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [clean(key), cleanValue(member)]));
  }
  return value;
}

function shorten(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
