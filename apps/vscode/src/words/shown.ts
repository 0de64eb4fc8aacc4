import { isolated } from '@jenji-kit/client/text';
import { oneLine, shortened } from './one-line.ts';

/** What people typed in Jenji, on one line of at most `max` characters, without what nobody can see, beside other texts. */
export function shown(text: string | null | undefined, max = 120): string {
  return isolated(shortened(oneLine((text ?? '').slice(0, max * 8)), max));
}

/** The day of an instant or a date, `YYYY-MM-DD`; empty where there is none. */
export function dayOf(instant: string | null | undefined): string {
  return shown((instant ?? '').slice(0, 10), 10);
}

/** The text as Markdown that shows just it: no link, no picture, no icon, no formatting. */
export function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A tooltip: a title, and facts in lines of name and value. Facts without a value are left out. */
export function tooltip(title: string, facts: readonly (readonly [name: string, value: string | undefined])[]): string {
  const lines = facts.flatMap(([name, value]) =>
    value ? [`**${escaped(name)}:** ${escaped(shown(value, 500))}`] : [],
  );
  return [`**${escaped(title)}**`, lines.join('  \n')].filter((part) => part !== '').join('\n\n');
}

/** What is said of a row one after the other; what is missing is left out. */
export function joined(parts: readonly (string | undefined | null | false)[], separator = ' · '): string {
  return parts.filter((part) => part).join(separator);
}
