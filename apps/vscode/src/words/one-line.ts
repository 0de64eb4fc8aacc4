import { withoutInvisible } from '@jenji-kit/client/text';

/** Text on one line, without anything that cannot be seen. */
export function oneLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/gu, ' ').trim();
}

/** At most so many characters, of which the last is `…` where there were more. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
