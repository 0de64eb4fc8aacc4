import { readFile } from 'node:fs/promises';

/** What the README of packages/changes says of operations that no undo alone turns back: the way, by operation. */
export async function readUndoTable(): Promise<ReadonlyMap<string, 'never' | 'by a workflow action'>> {
  const text = await readFile(new URL('../../../packages/changes/README.md', import.meta.url), 'utf8');
  const ways = ['never', 'by a workflow action'] as const;
  return new Map(
    ways.flatMap((way) => {
      const row = text.split('\n').find((line) => line.startsWith(`| **${way}**`)) ?? '';
      return [...row.matchAll(/`([^`]+)`/g)].map(([, operation = '']) => [operation, way] as const);
    }),
  );
}
