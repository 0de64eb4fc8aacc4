import { expect, test } from 'vitest';
import { namesInText } from './names-in-text.ts';

const group = { type: 'string', enum: ['g1', 'g2'], enumDescriptions: ['Paris', 'g2'] };
const schema = {
  properties: {
    groupId: group,
    profiles: { anyOf: [{ type: 'array', items: { properties: { groupIds: { items: group } } } }, { type: 'null' }] },
  },
};

test('tells what ids are called, at any depth, and nothing where the id is all there is', () => {
  const text = JSON.stringify({ groupId: 'g1', profiles: [{ groupIds: ['g2', 'g1', 'unknown'] }], other: 'g1' });
  const shown = namesInText(schema, text).map(({ offset, name }) => [text.slice(offset - 4, offset), name]);
  expect(shown).toEqual([
    ['"g1"', 'Paris'],
    ['"g1"', 'Paris'],
  ]);
});

test('says nothing of what is not JSON', () => {
  for (const text of ['', '{"groupId": ', 'null']) expect(namesInText(schema, text)).toEqual([]);
});
