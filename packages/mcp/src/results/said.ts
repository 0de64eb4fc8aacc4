import { isBare } from './fenced-value.ts';
import { oneWord } from './id-text.ts';
import { clean, untrusted } from './untrusted.ts';

/** A JSON string literal; one that does not end reaches to the end of the text. */
const literals = /"((?:[^"\\]|\\.)*)("|$)/gsu;

/** What comes before a literal that is a code of Jenji's, as in `state "PAID"`, and not a text that somebody typed. */
const beforeCodes = /(?:^|\s|\()(?:run|states?|actions?|type|currency)\s$/i;

/** A name of a field, as it stands in JSON. */
const fieldName = /^[A-Za-z]\w{0,39}$/;

const longestText = 300;

/**
 * A sentence of the engine of changes for a model: its own words bare, and what people typed, which stands there in
 * JSON quotes, in fences instead. `Run "accept" on expense "Taxi"` gives `Run accept on expense ⟦Taxi⟧`.
 *
 * @param options.max Characters after which it is cut; no fence is cut open.
 */
export function said(text: string, { max = 3000 }: { max?: number } = {}): string {
  let whole = '';
  let at = 0;
  for (const literal of text.matchAll(literals)) {
    const own = text.slice(at, literal.index);
    at = literal.index + literal[0].length;
    const content = contentOf(literal[0]);
    const isFieldName = fieldName.test(content) && /[{,]$/.test(own) && text[at] === ':';
    const isCode =
      oneWord.test(content) && beforeCodes.test(text.slice(Math.max(0, literal.index - 20), literal.index));
    whole += clean(own);
    if (whole.length > max) return `${whole.slice(0, lastOwn(whole, max))}…`;
    whole += isCode || isFieldName || isBare(content, '') ? content : untrusted(content, { max: longestText });
  }
  whole += clean(text.slice(at));
  return whole.length > max ? `${whole.slice(0, lastOwn(whole, max))}…` : whole;
}

function contentOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.replace(/^"|"$/g, '');
  }
}

/** Where a text can be cut so that no fence stays open. */
function lastOwn(whole: string, max: number): number {
  const open = whole.lastIndexOf('⟦', max - 1);
  return open >= 0 && whole.indexOf('⟧', open) >= max ? open : max;
}
