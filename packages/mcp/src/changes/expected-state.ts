import type { Plan } from '@jenji-kit/changes';
import { isRecord } from '../operations/chosen-fields.ts';
import { idText } from '../results/id-text.ts';

/**
 * Why a plan is not what the caller meant, who has seen all records in one state; undefined where they are in it.
 *
 * @param document What the records are called in the plan; the same with `Id` is their name in the path.
 */
export function notInState(
  { items }: Plan,
  expected: string | undefined,
  document: 'expense' | 'request',
): string | undefined {
  if (expected === undefined) return undefined;
  const others = items.flatMap(({ before, request }) => {
    const record = before[document];
    const state = isRecord(record) && 'state' in record ? String(record.state) : '';
    return state === expected ? [] : [`${idText(request.path?.[`${document}Id`])} is in state ${idText(state)}`];
  });
  if (others.length === 0) return undefined;
  return `Not all are in state ${JSON.stringify(expected)}: ${others.slice(0, 20).join('; ')}. Show the user what they are now before deciding again.`;
}
