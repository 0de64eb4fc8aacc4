import { quotesIsolated } from '@jenji-kit/client/text';
import { messageText } from '../words/message-text.ts';
import { oneLine, shortened } from '../words/one-line.ts';
import { titleInWords } from './title-in-words.ts';

/** A title where there is little room: `Change user "Ada Lovelace"`, without the id that follows a name in brackets. */
export function shortTitle(title: string): string {
  return quotesIsolated(titleInWords(oneLine(title)).replace(/(?<=["\d]) \([^()\s"]+\)/g, ''));
}

/** A title whole, without what nobody can read aloud: the ids that Jenji gives, as against e-mail addresses and codes. */
export function longTitle(title: string): string {
  const id = / \([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\)/gi;
  return titleInWords(oneLine(title)).replace(id, '');
}

/** The editor cuts messages off: what stands behind a title, such as where it would be changed, must still be read. */
const longestInMessage = 300;

/** A title in a sentence of a message. */
export function titleWords(title: string): string {
  return quotesIsolated(messageText(shortened(longTitle(title), longestInMessage)));
}
