import { operationIds } from '@jenji-kit/client';
import { similarity } from '../directory/similarity.ts';
import { InvalidInput } from '../registry/invalid-input.ts';

/** What to say to an id of an operation that is none: the nearest that are. */
export function unknownOperation(operation: string): InvalidInput {
  const likeness = (id: string) => similarity(operation.toLowerCase(), id.toLowerCase());
  const near = [...operationIds].sort((a, b) => likeness(b) - likeness(a)).slice(0, 5);
  return new InvalidInput({
    field: 'operation',
    rule: `is no operation id: ${JSON.stringify(operation)}`,
    fix: `Nearest: ${near.join(', ')}. find_operation finds others by words.`,
  });
}
