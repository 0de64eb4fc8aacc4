import type { Hazard } from '@jenji-kit/client/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { annotationsFor } from './annotations.ts';
import { defineTool } from './define-tool.ts';

const declaration = {
  title: 'Try it',
  toolset: 'users',
  hazard: 'read',
  input: z.strictObject({}),
  output: z.object({}),
  handler: async () => ({ structured: {}, text: '' }),
} as const;

describe('a tool', () => {
  test('may be described in lines, which become one text', () => {
    const tool = defineTool({ ...declaration, name: 'try_it', description: ['Tries it.', 'Use it to try.'] });
    expect(tool.description).toBe('Tries it. Use it to try.');
  });

  test.each(['Try_it', 'ab', '1_try', 'try-it', `a${'b'.repeat(41)}`])('cannot have the name %s', (name) => {
    expect(() => defineTool({ ...declaration, name, description: 'x' })).toThrow(name);
  });
});

test.each<[Hazard, { readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean }]>([
  ['read', { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
  ['create', { readOnlyHint: false, destructiveHint: false, idempotentHint: false }],
  ['merge', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
  ['replace', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
  ['transition', { readOnlyHint: false, destructiveHint: true, idempotentHint: false }],
  ['delete', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
  ['reset', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
])('a tool of hazard %s tells hosts so', (hazard, hints) => {
  expect(annotationsFor(hazard)).toEqual({ ...hints, openWorldHint: false });
});
