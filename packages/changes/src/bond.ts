import type { PlannedLine } from './journal/journal-line.ts';

/** All that a token stands for, besides its date: a line that tells anything else does not open it. */
export function bondOf(principal: string, line: PlannedLine): string {
  const { id, expiresAt, undoes = null, confirmation = null, items } = line;
  return JSON.stringify([
    principal,
    id,
    expiresAt,
    undoes,
    confirmation,
    items.map(({ organization = null, request, hash }) => [organization, request, hash]),
  ]);
}
