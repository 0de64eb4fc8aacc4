import { expect, test } from 'vitest';
import { titleWords } from '../review/short-title.ts';
import { messageText } from './message-text.ts';

/** What the editor takes for a link in a message, as it stands in its source. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

const hostile = [
  '[Show receipt](command:workbench.action.terminal.sendSequence?%5B%5D)',
  '[a](https://example.com "b")',
  '[[a]](file:///etc/passwd)',
  '[a]\u200b(command:jenji.approveChange)',
];

test.each(hostile)('nothing to click on is left of %s', (text) => {
  expect(messageText(text)).not.toMatch(link);
  expect(titleWords(`Run "accept" on expense "${text}"`)).not.toMatch(link);
});

test('a long title leaves room for what a message says after it', () => {
  expect(titleWords(`Add category "${'x'.repeat(5000)}"`)).toHaveLength(300);
  expect(titleWords('Change user "Ada"')).toBe('Change user "Ada"');
});

test('all else stays as it is', () => {
  expect(messageText('Café [1] (2) “x”: 12.50 EUR')).toBe('Café [1] (2) “x”: 12.50 EUR');
});
