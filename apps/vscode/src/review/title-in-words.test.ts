import { afterEach, expect, test } from 'vitest';
import french from '../../l10n/bundle.l10n.fr.json' with { type: 'json' };
import { speak } from '../words/plan-words.ts';
import { longTitle, shortTitle } from './short-title.ts';
import { titleInWords } from './title-in-words.ts';

const expense = `expense "Ciel d'Oc", 218.20 EUR, 2026-11-10 (8d0bb304-496e-4b80-aaa1-e5d5cbb65334)`;
afterEach(() => speak({}));

test('actions are named as the buttons that run them', () => {
  expect(shortTitle(`Run "accept" on ${expense}`)).toContain('Accept: expense ');
  expect(titleInWords('Run "not-compliant" on expense request "Trip" (r1)')).toBe(
    'Mark as not compliant: expense request "Trip" (r1)',
  );
  expect(titleInWords(`3 changes: Run "waitForCfo" on ${expense}, and 2 more`)).toMatch(
    /^3 changes: Wait for cfo: expense .*, and 2 more$/,
  );
});

test('ids of Jenji are left out where a title is read aloud, and logins are not', () => {
  expect(longTitle(`Run "accept" on ${expense}`)).toBe(`Accept: expense "Ciel d'Oc", 218.20 EUR, 2026-11-10`);
  expect(longTitle('Change user "Ada" (ada@example.com)')).toBe('Change user "Ada" (ada@example.com)');
});

test('French people read them in French', () => {
  speak(french);
  const inFrench = [
    [`Run "reject" on ${expense}`, 'Refuser : la dépense "Ciel d\'Oc"'],
    ['Undo: Change user "Ada" (ada)', 'Annuler : Modifier l’utilisateur "Ada" (ada)'],
    ['2 changes: Delete option "A" (a), and 1 more', '2 modifications : Supprimer l’option "A" (a), et 1 de plus'],
  ];
  for (const [title = '', french = ''] of inFrench) expect(titleInWords(title)).toContain(french);
});

test('what is not known stays as it is, and so does what people wrote', () => {
  for (const title of [
    'Change of heart',
    'Add "x" to the top group (root)',
    'Change user',
    'Run "x" onto "y"',
    'Run "2 changes: a, and 3 more" on everything',
  ]) {
    expect(titleInWords(title)).toBe(title);
  }
  expect(titleInWords('Change category "Delete user \\"x\\"" (c)')).toBe('Change category "Delete user \\"x\\"" (c)');
});
