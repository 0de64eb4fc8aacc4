import { isNewRecord } from '../state.ts';
import type { ReadRecord } from './replacement.ts';

/** What people read of a record, by language code. */
type Labels = unknown;

/** A record in words, such as `category "Lunch" (lunch)`. What people typed stands in quotes, so that it cannot pose as ours. */
export function named(noun: string, key: string, labels?: Labels): string {
  const id = isNewRecord(key) ? 'new' : key;
  const label = labelOf(labels);
  return label === undefined ? `${noun} ${JSON.stringify(id)}` : `${noun} ${JSON.stringify(label)} (${shownCode(id)})`;
}

/** Records in words, the first few of them. */
export function listed(names: readonly string[], most = 12): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}

/** Ids, codes, states and dates are shown bare where they cannot hide a sentence, in quotes otherwise. */
export function shownCode(code: string | number): string {
  const text = String(code);
  return /^[\w.@:-]{1,64}$/.test(text) ? text : JSON.stringify(text);
}

/** The English label, or the first there is. */
function labelOf(labels: Labels): string | undefined {
  if (typeof labels === 'string') return labels || undefined;
  if (typeof labels !== 'object' || labels === null) return undefined;
  const { en, ...others } = labels as ReadRecord;
  return [en, ...Object.values(others)].find((text): text is string => typeof text === 'string' && text !== '');
}

/** A text that begins a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
