import { withoutInvisible } from '@jenji-kit/client/text';

/** A code as a sentence begins: `WAITING_FOR_CFO` and `waitingForCfo` give `Waiting for cfo`. */
export function humanized(code: string): string {
  const words = withoutInvisible(code)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
