import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subjectOf, subjectsOf } from './subjects-of.ts';

const subject = { kind: 'expense', accountId: 'a', organizationId: 'o', id: '1' } as const;
const row = { subject };
const other = { subject: { ...subject, id: '2' } };

test('a menu on a selected row means all that are selected, on another that one', () => {
  expect(subjectsOf(row, [row, other])).toEqual([row.subject, other.subject]);
  expect(subjectsOf(row, [other])).toEqual([row.subject]);
  expect(subjectsOf(undefined, [other])).toEqual([other.subject]);
  expect(subjectsOf(subject)).toEqual([subject]);
});

test('whatever else a command is given is nothing', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, many) => {
      for (const each of subjectsOf(one, many)) expect(typeof each.accountId).toBe('string');
    }),
  );
  expect(subjectOf({ ...subject, bucket: { month: 5 } })).toBeUndefined();
  expect(subjectOf({ ...subject, kind: 'nothing' })).toBeUndefined();
  expect(subjectOf({ ...subject, organizationId: 7 })).toBeUndefined();
});
