import { quotesIsolated, withoutInvisible } from '@jenji-kit/client/text';
import { messageText } from '../words/message-text.ts';

/** Text on one line, without anything that cannot be seen. */
export function oneLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim();
}

/** A title where there is little room: `Change user "Ada Lovelace"`, without the id that follows a name in brackets. */
export function shortTitle(title: string): string {
  return quotesIsolated(oneLine(title).replace(/(?<=["\d]) \([^()\s"]+\)/g, ''));
}

/** A title in a sentence: what people cannot read, as against an e-mail address, is left out. */
export function titleWords(title: string): string {
  const words = oneLine(title).replace(/ \([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\)/gi, '');
  return quotesIsolated(messageText(words));
}
