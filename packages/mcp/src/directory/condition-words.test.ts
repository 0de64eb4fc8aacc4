import type { Organization, ScopeCondition } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { conditionInWords } from './condition-words.ts';
import { directoryOf } from './organization-directory.ts';

const organization: Organization = {
  groups: [{ id: 'g', name: 'Sales', parentGroupId: 'root' }],
  categories: [{ id: 'hotel', labelsPerLanguage: { en: 'Hotel' } }],
  expenseCustomFields: [{ key: 'n', labelsPerLanguage: { en: 'Nights' } }],
  userCustomFields: [{ key: 'a', labelsPerLanguage: { fr: 'Agence' } }],
};
const directory = directoryOf('o', organization, []);

const cases: [ScopeCondition, string][] = [
  [{ type: 'EBF_EQ', field: 'CATEGORY', value: 'hotel' }, "expense's CATEGORY is Hotel"],
  [{ type: 'EBF_COMPARE', field: 'TOTAL', value: 500, mode: 'GE' }, "expense's TOTAL >= 500"],
  [{ type: 'ECF_COMPARE', code: 'n', value: 2, mode: 'LT' }, "expense's Nights < 2"],
  [{ type: 'UCF_EQ', code: 'a', value: 'lyon' }, "user's Agence is lyon"],
  [{ type: 'ECF_EMPTY', code: 'gone' }, "expense's gone is empty"],
  [{ type: 'IS_IN_GROUP', groups: ['g', 'h'] }, 'user is in group Sales or h'],
  [{ type: 'HAS_ANY_PRO', profiles: ['manager', 'cfo'] }, 'user has profile manager or cfo'],
  [{ type: 'IS_ADMIN' }, 'user is admin'],
  [{ type: 'IS_CHECKER', isChecker: false }, 'user is not checker'],
  [{ type: 'NOT', condition: { type: 'TRUE' } }, 'not always'],
  [{ type: 'AND', conditions: [] }, 'never'],
  [{ type: 'OR', conditions: [{ type: 'TRUE' }, { type: 'FALSE' }] }, '(always or never)'],
  [{ type: 'SOMETHING_NEW' }, 'condition of type SOMETHING_NEW'],
];

test.each(cases)('%j reads "%s"', (condition, words) => {
  expect(conditionInWords(condition, directory)).toBe(words);
});

test('a condition of any depth is put into words', () => {
  let condition: ScopeCondition = { type: 'TRUE' };
  for (let depth = 0; depth < 1000; depth++) condition = { type: 'NOT', condition };
  expect(conditionInWords(condition, directory)).toMatch(/^not not .*…$/);
});
