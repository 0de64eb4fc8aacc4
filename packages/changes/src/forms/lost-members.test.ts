import { expect, test } from 'vitest';
import { lostMembers } from './lost-members.ts';

test('names what goes where a map or a list is set as a whole', () => {
  const record = {
    labelsPerLanguage: { en: 'Lunch', fr: 'Repas', de: '' },
    editableByGroups: ['root', 'sales'],
    scopeCondition: { type: 'TRUE', code: 'x' },
    order: 1,
  };
  const set = {
    labelsPerLanguage: { en: 'Meal' },
    editableByGroups: ['root', 'north'],
    scopeCondition: { type: 'FALSE' },
    order: 2,
  };
  expect(lostMembers(record, set)).toEqual([
    { kind: 'cleared', what: 'labelsPerLanguage.fr "Repas"' },
    { kind: 'removed', what: 'editableByGroups "sales"' },
  ]);
});
