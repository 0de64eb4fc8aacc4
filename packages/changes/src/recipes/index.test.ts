import { operationIds, operations } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { recipes } from './index.ts';

test('has one recipe for every operation that writes, and none for others', () => {
  const writing = operationIds.filter((id) => operations[id].hazard !== 'read');
  expect(writing).toHaveLength(61);
  expect(recipes.map(({ operation }) => operation).sort()).toEqual([...writing].sort());
});
