import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentsError } from '../errors.ts';
import { operations } from './operations.ts';
import { encodePath, segmentProblem } from './path.ts';

const base = 'https://api.example';
const option = operations['customOptions.delete'];
const prefix = '/api/org/v1/organizations/';

/** What a server that routes on the raw path sees: the segments, each decoded once. */
const segmentsOf = (path: string) => path.split('/').map(decodeURIComponent);

const segments = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  // What an attacker would try, in any mixture.
  fc
    .array(
      fc.constantFrom(
        '.',
        '..',
        '/',
        '\\',
        '%',
        '%2e',
        '%2E',
        '%2f',
        '%5c',
        '%252e',
        ';',
        '?',
        '#',
        '@',
        'a',
        ' ',
        '+',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
);

test('an accepted parameter arrives whole, as exactly one segment, and changes nothing else', () => {
  fc.assert(
    fc.property(segments, (optionId) => {
      fc.pre(segmentProblem(optionId) === undefined);
      const path = encodePath(option, { organizationId: 'o', listId: 'l', optionId });
      expect(segmentsOf(path)).toEqual(
        segmentsOf(`${prefix}o/custom-options/l/options/`).slice(0, -1).concat(optionId),
      );
      expect(path).toMatch(/^[\x21-\x7e]+$/);
    }),
  );
});

test('no URL parser, however often it decodes, climbs out of the place of the parameter', () => {
  fc.assert(
    fc.property(segments, (organizationId) => {
      fc.pre(segmentProblem(organizationId) === undefined);
      let path = encodePath(operations['organizations.get'], { organizationId });
      for (let times = 0; times < 4; times++) {
        expect(new URL(path, base).pathname.startsWith(prefix)).toBe(true);
        try {
          path = decodeURIComponent(path);
        } catch {
          return;
        }
      }
    }),
  );
});

describe('a parameter', () => {
  test.each([
    ['an empty text', '', 'must not be empty'],
    ['a dot', '.', 'segment'],
    ['two dots', '..', 'segment'],
    ['encoded dots', '%2e%2E', 'segment'],
    ['dots encoded twice', '%252e%252e', 'segment'],
    ['half-encoded dots', '.%2e', 'segment'],
    ['dots beside a stray percent sign', '%2e./%', 'segment'],
    ['dots after a slash', 'a/../b', 'segment'],
    ['dots after an encoded slash', 'a%2f..%2fb', 'segment'],
    ['dots after a backslash', 'a\\..\\b', 'segment'],
    ['dots with a path parameter', '..;v=1', 'segment'],
    ['dots before a query', '..?v=1', 'segment'],
    ['dots before a blank', '.. ', 'segment'],
    ['a text beyond measure', `%${'25'.repeat(500)}2e`, 'longer than 1000'],
    ['a line break', 'a\r\nb', 'control'],
    ['an encoded zero', 'a%00', 'control'],
    ['a lone surrogate', 'a\ud800', 'surrogate'],
    ['an unfilled placeholder', '{userId}', 'placeholder'],
  ])('is refused when it is %s', (_, userId, rule) => {
    expect(() => encodePath(operations['users.get'], { organizationId: 'o', userId })).toThrow(InvalidArgumentsError);
    expect(() => encodePath(operations['users.get'], { organizationId: 'o', userId })).toThrow(
      new RegExp(`path\\.userId: .*${rule}`),
    );
  });

  test.each([
    ['an e-mail address', 'zoé+test@exemple.fr', 'zo%C3%A9%2Btest%40exemple.fr'],
    ['a text with a slash', 'a/b', 'a%2Fb'],
    ['a text with a percent sign', '100 %', '100%20%25'],
    ['a name with dots', 'v1.2..3', 'v1.2..3'],
    ['an emoji', '🧾', '%F0%9F%A7%BE'],
  ])('can be %s', (_, userId, encoded) => {
    expect(encodePath(operations['users.get'], { organizationId: 'o', userId })).toBe(`${prefix}o/users/${encoded}`);
  });

  test('is named when it is missing, also where an object has it by inheritance', () => {
    const organizationId = Object.create({ organizationId: 'inherited' });
    expect(() => encodePath(operations['organizations.get'], organizationId)).toThrow(
      'path.organizationId: is required',
    );
  });
});
