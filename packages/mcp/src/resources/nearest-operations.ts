import { type OperationId, operationIds } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import { similarity } from '../directory/similarity.ts';

/** The operation ids most like a text, the nearest first. */
export function nearestOperations(text: string, most: number): OperationId[] {
  const key = folded(text);
  return operationIds
    .map((id) => ({ id, likeness: similarity(key, folded(id)) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ id }) => id);
}
