import { operationIds } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { findOperations } from '../../src/operations/operation-search.ts';
import { phrases } from './phrases.ts';

const asked = operationIds.flatMap((id) => phrases[id].map((phrase) => ({ id, phrase })));

test('plain words of both languages find the right one of all operations among the first three', () => {
  const ranked = asked.map(({ id, phrase }) => {
    const found = findOperations(phrase, 3).map((each) => each.id);
    return { id, phrase, found, rank: found.indexOf(id) };
  });
  const missed = ranked.filter(({ rank }) => rank === -1);
  const share = (count: number) => `${((100 * count) / ranked.length).toFixed(1)} %`;
  process.stdout.write(
    [
      `${ranked.length} phrases: ${share(ranked.filter(({ rank }) => rank === 0).length)} first, ${share(ranked.length - missed.length)} among three`,
      ...missed.map(
        ({ phrase, id, found }) => `  "${phrase}" should find ${id}; finds ${found.join(', ') || 'nothing'}`,
      ),
      '',
    ].join('\n'),
  );
  expect(ranked.length).toBeGreaterThanOrEqual(200);
  expect(ranked.length - missed.length).toBeGreaterThanOrEqual(0.95 * ranked.length);
});
