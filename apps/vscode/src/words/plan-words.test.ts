import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import french from '../../l10n/bundle.l10n.fr.json' with { type: 'json' };
import { isOfPlans, patternOf, planLanguage } from './plan-language.ts';
import { planWords, speak, toldPlan } from './plan-words.ts';

beforeAll(() => speak(french));
afterAll(() => speak({}));

const templates = Object.entries(french).filter(([key]) => isOfPlans(key));

describe('the templates', () => {
  test('hold in French what they hold in English, once each, and no quotes but those of the values', () => {
    expect(templates.length).toBeGreaterThan(400);
    for (const [english, local] of templates) {
      const { holes } = patternOf(english);
      expect(new Set(holes).size, english).toBe(holes.length);
      expect([...patternOf(local).holes].sort(), english).toEqual([...holes].sort());
      expect(local, english).not.toMatch(/["'\t\n]| {2}|^\s*$/);
      expect(local.match(/[{}]/g)?.length ?? 0, english).toBe(holes.length * 2);
    }
  });

  test('put one sentence into words, as texts are cut into sentences', () => {
    for (const { english } of planLanguage(french).sentences) {
      expect(english.literals.slice(0, -1).join('{}'), 'a sentence ends within').not.toMatch(/[.!?] /);
    }
  });
});

describe('in French', () => {
  test.each([
    ['Change user "Ada" (ada@example.com)', 'Modifier l’utilisateur "Ada" (ada@example.com)'],
    ['Add user "Bo" (bo) to group "Sales" (s1)', 'Ajouter l’utilisateur "Bo" (bo) au groupe "Sales" (s1)'],
    [
      'Categories: add category "a"; disable category "B" (b), category "C" (c) and 2 more',
      'Catégories : ajouter la catégorie "a" ; désactiver la catégorie "B" (b), la catégorie "C" (c) et 2 de plus',
    ],
    [
      'Category "A" (a) stays in the list, disabled: Jenji deletes none.',
      'Reste dans la liste, à l’état désactivé, car Jenji n’en supprime pas : la catégorie "A" (a).',
    ],
    ['label of group "x"', 'label du groupe "x"'],
    ['Add BLOCKED and INVALID_PAYMENT to client "A" (1)', 'Ajouter BLOCKED et INVALID_PAYMENT au client "A" (1)'],
    ['taxes [{"amount":1.5,"name":"of the"}]', 'taxes [{"amount":1.5,"name":"of the"}]'],
    [
      'changes[1]: user "A" (a) is not blocked: there is nothing to do.',
      'changes[1] : L’utilisateur "A" (a) n’est pas bloqué : il n’y a rien à faire.',
    ],
    [
      'It gets a new id. Whatever this is. Nothing was sent.',
      'Elle reçoit un nouvel identifiant. Whatever this is. Rien n’a été envoyé.',
    ],
  ])('%s', (english, local) => {
    expect(planWords(english)).toBe(local);
  });

  test('fields and codes at the beginning of a sentence keep their spelling', () => {
    expect(planWords('editableScopeCondition of option "a" becomes {"type":"TRUE"}; nothing will show it.')).toBe(
      'editableScopeCondition de l’option "a" devient {"type":"TRUE"} ; rien ne le montrera.',
    );
    expect(planWords('users.get: HTTP 403. The key may not do this.')).toMatch(/^users\.get : HTTP 403\. La clé/);
  });
});

/** Names that look like what plans are made of, and like what stands for them here. */
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'user "x" (y)',
    '{record}',
    '{0}',
    '"0"',
    '"1',
    '\\',
    'a. Nothing was sent. b',
    ', and 3 more',
    ' of group ',
    ') to client "',
    '$& $1 $`',
    '__proto__',
    'Delete option "a"',
    '[{',
    '\n',
    '\u202e',
  ),
);

test('what people typed stays as it is, whatever it looks like', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (name, id, value) => {
      const [n, i, v] = [name, id, value].map((text) => JSON.stringify(text));
      expect(planWords(`Rename bookkeeper ${n} (${i}) to ${v}`)).toBe(
        `Renommer le cabinet comptable ${n} (${i}) en ${v}`,
      );
      expect(toldPlan(`${n} of option ${i} was empty, and the API cannot empty it again. It gets a new id.`)).toEqual({
        text: `${n} de l’option ${i} était vide, et l’API ne peut pas le vider à nouveau. Elle reçoit un nouvel identifiant.`,
        unknown: [],
      });
      expect(planWords(`comment ${JSON.stringify({ [name]: [id, value] })} of user ${v}`)).toBe(
        `comment ${JSON.stringify({ [name]: [id, value] })} de l’utilisateur ${v}`,
      );
    }),
  );
});

test('texts that are not of plans stay as they are, and nothing is thrown for any', () => {
  for (const text of ['', ' ', 'Change of heart', 'Change user', '"', '"a', '[', ' {', '. . .', 'constructor'])
    expect(planWords(text)).toBe(text);
  const parts = fc.oneof(hostile, fc.constantFrom(...templates.map(([english]) => english)), fc.constant(' '));
  fc.assert(
    fc.property(fc.array(parts), (texts) => {
      const text = texts.join('');
      const words = planWords(text);
      // Quotes are neither added nor taken away.
      expect(words.match(/"/g)).toEqual(text.match(/"/g));
    }),
  );
});

test('in English everything stays as it is', () => {
  speak({});
  expect(planWords('Nothing was sent. Change user "Ada" (ada)')).toBe('Nothing was sent. Change user "Ada" (ada)');
  speak(french);
});

/** It is milliseconds as long as the time grows with the length, and minutes where it grows with its square. */
test('a text of a hundred thousand characters is through in the time that a test has, however it is made', () => {
  const unclosed = ['"', ' [', ' {', '(', 'expense ', 'user "', 'Undo: ', 'changes[1]: ', 'add ', ' of ', ', ', '. '];
  const again = ['category "a", ', 'It gets a new id. ', 'Jenji shows ', 'a ', '\\"', 'group "x": ', 'and 1 more '];
  for (const part of [...unclosed, ...again]) {
    const text = part.repeat(100_000 / part.length);
    expect(planWords(text).match(/"/g)?.length).toBe(text.match(/"/g)?.length);
  }
});
