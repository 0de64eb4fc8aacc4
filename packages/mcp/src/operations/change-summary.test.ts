import type { WriteOperationId } from '@jenji-kit/changes';
import { type Endpoint, operationIds, operations } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { changeSummary } from './change-summary.ts';

test('no summary of a change says that what is left out is lost', () => {
  const writing = operationIds.filter((id) => (operations[id] as Endpoint).hazard !== 'read');
  for (const id of writing)
    expect(changeSummary(id as WriteOperationId), id).not.toMatch(/left out (is|are) |^Replace/);
});
