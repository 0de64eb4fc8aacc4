import { withoutInvisible } from '@jenji-kit/client/text';

/**
 * The text with everything that nobody can see, or that turns the reading direction, as the escapes of JSON: `\u200b`. What
 * is approved is what is written, so it is shown, and not left out as elsewhere.
 */
export function invisibleEscaped(text: string): string {
  if (withoutInvisible(text) === text) return text;
  return [...text].map((each) => (withoutInvisible(each) === each ? each : escapesOf(each))).join('');
}

function escapesOf(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
