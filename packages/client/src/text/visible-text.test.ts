import { expect, test } from 'vitest';
import { withoutInvisible } from './visible-text.ts';

test('of all characters, exactly those that nobody can see are taken out or replaced', () => {
  const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
  const wrong = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if ((withoutInvisible(character) === character) === unseen.test(character)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});
