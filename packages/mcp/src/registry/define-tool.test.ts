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

// What the protocol gives no meaning to (hints of writing where nothing is written), or assumes, is left out.
test.each<[Hazard, ReturnType<typeof annotationsFor>]>([
  ['read', { readOnlyHint: true, openWorldHint: false }],
  ['create', { readOnlyHint: false, destructiveHint: false, openWorldHint: false }],
  ['merge', { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
  ['replace', { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
  ['transition', { readOnlyHint: false, destructiveHint: true, openWorldHint: false }],
  ['delete', { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
  ['reset', { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
])('a tool of hazard %s tells hosts so', (hazard, hints) => {
  expect(annotationsFor(hazard)).toEqual(hints);
});
