import { withoutInvisible } from '@jenji-kit/client/text';

/**
 * Text that people typed in Jenji (names, labels, explanations, comments) reaches a model that also takes orders in
 * text. So it stands between ⟦ and ⟧ in both channels of an answer, and cleaning replaces these two characters and their
 * look-alikes in it, so that no text can end its own fence. The server's instructions say what the fence means.
 *
 * In `text` a tool puts it there with `untrusted(value)`, on one line and shortened; in `structured` the registry does
 * (see fenced-value.ts).
 */
export function untrusted(value: string | null | undefined, options: { max?: number } = {}): string {
  const line = clean(value ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
  return fenced(shorten(line, options.max ?? 300));
}

/** A cleaned text behind its fence. */
export function fenced(cleaned: string): string {
  return `⟦${cleaned}⟧`;
}

/** The text without what a person cannot see and without fence characters. Idempotent. */
export function clean(text: string): string {
  const seen = withoutInvisible(text);
  return /[⟦〚⟬❲⟧〛⟭❳]/u.test(seen) ? seen.replace(/[⟦〚⟬❲]/gu, '[').replace(/[⟧〛⟭❳]/gu, ']') : seen;
}

/** The server's own words cleaned, but for the fences that stand in them around what people typed. */
export function cleanAroundFences(text: string): string {
  return text
    .split(/⟦([^⟦⟧]*)⟧/u)
    .map((part, index) => (index % 2 === 0 ? clean(part) : fenced(clean(part))))
    .join('');
}

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
