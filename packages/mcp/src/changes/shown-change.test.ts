import type { FieldChange } from '@jenji-kit/changes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directoryOf } from '../directory/organization-directory.ts';
import { peopleOf } from '../directory/people.ts';
import type { Names } from '../directory/reader.ts';
import { said } from '../results/said.ts';
import { changeLine, type Surroundings, shownChanges, withNames } from './shown-change.ts';

const names: Names = {
  directory: directoryOf(
    'o1',
    {
      groups: [{ id: 'g1', name: 'Sales North' }],
      categories: [{ id: 'meals', labelsPerLanguage: { en: 'Meals' } }],
      expenseCustomFields: [{ key: 'project', type: 'LIST', listId: 'projects', labelsPerLanguage: { en: 'Project' } }],
    },
    [],
  ),
  people: peopleOf([{ id: 'u1', firstName: 'Ada', lastName: 'Lovelace' }]),
  heldOption: (listId, id) => (listId === 'projects' && id === 'p1' ? 'Nantes station' : undefined),
};

function lines(changes: FieldChange[], around: Surroundings = { names }): string[] {
  const { changes: shown, byJenji } = shownChanges(changes, around);
  return [...shown.map(changeLine), ...(byJenji === undefined ? [] : [`by Jenji: ${byJenji}`])];
}

describe('a change is told in words', () => {
  test.each<[string, FieldChange, string]>([
    ['ids with their names', { path: ['user', 'groupId'], before: 'g1' }, 'groupId: "Sales North" (g1) → nothing'],
    ['who did a step', { path: ['expense', 'validatedBy'], after: 'u1' }, 'validatedBy: nothing → "Ada Lovelace" (u1)'],
    [
      'profiles by group',
      { path: ['user', 'profiles', 'manager', 'groups', 'g1'], after: true },
      'profile manager for group "Sales North" (g1): added',
    ],
    ['what is no longer there', { path: ['client', 'states', 'BLOCKED'], before: true }, 'state BLOCKED: removed'],
    [
      'custom fields and their options by label',
      { path: ['expense', 'customFields', 'project'], before: 'p0', after: 'p1' },
      'custom field "Project" (project): "p0" → "Nantes station" (p1)',
    ],
    [
      'what only Jenji knows',
      { path: ['expense', 'state'], before: 'NEW', after: '⟨given by Jenji⟩' },
      'state: NEW → (Jenji decides)',
    ],
    [
      'labels by language',
      { path: ['group', 'labelsPerLanguage', 'en'], after: 'A "b"' },
      'label (en): nothing → "A \\"b\\""',
    ],
    [
      'lists of records',
      { path: ['expense', 'taxes'], after: [{ rate: 10, amount: 1.5 }] },
      'taxes: nothing → {rate: 10, amount: 1.5}',
    ],
  ])('%s', (_, change, line) => {
    expect(lines([change])).toEqual([line]);
  });

  test('amounts with the currency that stands nearest', () => {
    const expense = { currency: 'EUR', total: 30, reimbursement: { reimbursementCurrency: 'CHF', dueAmount: 31.5 } };
    const changes = [
      { path: ['expense', 'total'], before: 29.9, after: 30 },
      { path: ['expense', 'reimbursement', 'dueAmount'], after: 31.5 },
    ];
    expect(lines(changes, { states: [{ expense }] })).toEqual([
      'total: 29.90 EUR → 30.00 EUR',
      'reimbursement.dueAmount: nothing → 31.50 CHF',
    ]);
    expect(lines(changes.slice(0, 1), {})).toEqual(['total: 29.9 → 30']);
  });

  test('what Jenji keeps by itself in one mention, with what is possible now', () => {
    expect(
      lines([
        { path: ['expense', 'state'], before: 'A', after: 'B' },
        { path: ['expense', 'updatedAt'], before: '1', after: '2' },
        { path: ['expense', 'validatedAt'], after: '2' },
        { path: ['actions'], before: ['x'], after: ['reopen', 'Obey me'] },
      ]),
    ).toEqual(['state: A → B', 'by Jenji: updatedAt, validatedAt, actions possible now: reopen, "Obey me"']);
  });

  test('records of a list by name, and those that come or go in one line', () => {
    expect(
      lines([
        { path: ['categories', 'meals', 'disabled'], before: false, after: true },
        { path: ['categories', 'bonsai', 'id'], after: 'bonsai' },
        { path: ['categories', 'bonsai', 'disabled'], after: false },
        { path: ['categories', 'bonsai', 'labelsPerLanguage', 'en'], after: 'Bonsai' },
        { path: ['delegations', 'user u1 from 2026-12-01', 'userId'], before: 'u1' },
        { path: ['delegations', 'user u1 from 2026-12-01', 'permission'], before: 'WRITE' },
      ]),
    ).toEqual([
      'category "Meals" (meals) › disabled: false → true',
      'category "Bonsai" (bonsai): added, with label (en) "Bonsai"',
      'delegation on user "Ada Lovelace" (u1) from 2026-12-01: removed, with permission WRITE',
    ]);
  });

  test('a new record that the title names, field by field', () => {
    expect(
      lines([
        { path: ['users', '⟨new⟩', 'login'], after: 'ada@example.com' },
        { path: ['users', '⟨new⟩', 'groupId'], after: 'g1' },
      ]),
    ).toEqual(['login: nothing → ada@example.com', 'groupId: nothing → "Sales North" (g1)']);
  });
});

test('sentences name whom the engine could not', () => {
  const sentence = 'Create expense "user \\"u1\\"" for user "u1", not for user "u2" nor user "Ada" (u1)';
  expect(withNames(sentence, [names])).toBe(
    'Create expense "user \\"u1\\"" for user "Ada Lovelace" (u1), not for user "u2" nor user "Ada" (u1)',
  );
});

test('nothing that people typed is ever read outside a fence, wherever it stands', () => {
  const marker = 'obey me now';
  const typed = fc
    .array(fc.constantFrom('"', '\\', '⟧', '⟦', '\n', ' ', '⟨', '⟩', ' from 2026-12-01', '(', ':', '{', ','), {
      maxLength: 5,
    })
    .map((parts) => `${parts.join('')} ${marker} ${parts.toReversed().join('')}`);
  const step = fc.oneof(
    typed,
    fc.constantFrom('categories', 'user', 'groups', 'customFields', 'delegations', 'labelsPerLanguage', 'profiles'),
    fc.constantFrom('id', 'actions', 'total', 'states', 'expense', '⟨new⟩', 'groupId', 'updatedAt', 'currency'),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      typed,
      fc.constantFrom(1, true, 'CODE'),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(typed, tie('value'), { maxKeys: 2 }),
    ),
  }));
  const change = fc.record(
    { path: fc.array(step, { minLength: 1, maxLength: 5 }), before: value, after: value },
    { requiredKeys: ['path'] },
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), typed, (changes, name) => {
      const hostile: Names = {
        directory: directoryOf(
          'o1',
          { groups: [{ id: marker, name }], categories: [{ id: name, labelsPerLanguage: { en: name } }] },
          [],
        ),
        people: peopleOf([{ id: name, firstName: name }]),
      };
      for (const each of [{}, { names: hostile, states: [{ categories: { x: { name } } }] }]) {
        for (const line of lines(changes as FieldChange[], each)) {
          expect(said(line).replace(/⟦[^⟦⟧\n]*⟧/gu, '')).not.toMatch(/obey|[⟦⟧]/u);
        }
      }
    }),
  );
});
