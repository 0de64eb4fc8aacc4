import { appendFileSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { JournalFiles } from './journal-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'jenji-journal-'));
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
function fresh(nextAt = 1_000_000): { name: string; files: JournalFiles; path: string } {
  const name = `key${++count}`;
  return { name, files: new JournalFiles(folder, name, nextAt), path: join(folder, `${name}.1.jsonl`) };
}

async function linesOf(name: string): Promise<string[]> {
  const news = await new JournalFiles(folder, name, 1_000_000).news();
  return news.flatMap(({ lines }) => lines.map(({ text }) => text));
}

test('is readable by the user alone', async () => {
  const { files, path } = fresh();
  await files.append(['one']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('keeps every whole line whatever was torn, wherever it was cut off, and goes on on a new line', async () => {
  const line = fc.string({ minLength: 1 }).map((text) => JSON.stringify(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), fc.nat(), async (lines, cut) => {
      const { name, files, path } = fresh();
      await files.append(lines);
      const whole = readFileSync(path);
      const size = cut % (whole.length + 1);
      truncateSync(path, size);
      const left = whole.subarray(0, size).toString('utf8').split('\n').slice(0, -1);
      expect(await linesOf(name)).toEqual(left);
      await new JournalFiles(folder, name, 1_000_000).append(['"next"']);
      const after = await linesOf(name);
      expect(after.at(-1)).toBe('"next"');
      expect(after.slice(0, left.length)).toEqual(left);
      expect(after.length - left.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 50 },
  );
});

test('gives each reader what is new, once', async () => {
  const { name, files } = fresh();
  const reader = new JournalFiles(folder, name, 1_000_000);
  await files.append(['one', 'two']);
  expect((await reader.news()).flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(['one', 'two']);
  expect(await reader.news()).toEqual([]);
  await files.append(['three']);
  const [news] = await reader.news();
  expect(news).toMatchObject({ anew: false, lines: [{ text: 'three' }] });
  const place = news?.lines[0]?.place;
  expect(place && (await reader.at(place))).toBe('three');
});

test('several at once lose no line, also while the files change', async () => {
  const { name } = fresh();
  const writers = Array.from({ length: 4 }, () => new JournalFiles(folder, name, 500));
  const lines = writers.map((_, writer) =>
    Array.from({ length: 30 }, (__, index) => `${writer}:${index}:${'x'.repeat(20)}`),
  );
  await Promise.all(
    writers.map(async (files, writer) => {
      for (const line of lines[writer] ?? []) await files.append([line]);
    }),
  );
  const found = await linesOf(name);
  expect(found.toSorted()).toEqual(lines.flat().toSorted());
  expect((await writers[0]?.files())?.length).toBeGreaterThan(5);
  // Each writer's lines are in their order.
  for (const [writer, own] of lines.entries())
    expect(found.filter((line) => line.startsWith(`${writer}:`))).toEqual(own);
});

test('rewrites a quiet file only, and readers notice', async () => {
  const { name, files, path } = fresh(5);
  await files.append(['one', 'two', 'three']);
  await files.append(['four']);
  const reader = new JournalFiles(folder, name, 5);
  const lines = (await reader.news()).flatMap((each) => each.lines);
  const kept = lines.filter(({ text }) => text === 'two' || text === 'three').map(({ place }) => place);
  await reader.rewrite(path, kept, 60_000);
  expect(await linesOf(name)).toHaveLength(4);
  const longAgo = new Date(Date.now() - 100_000);
  utimesSync(path, longAgo, longAgo);
  await reader.rewrite(path, kept, 60_000);
  expect(await linesOf(name)).toEqual(['two', 'three', 'four']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await reader.news()).toMatchObject([{ file: path, anew: true, lines: [{ text: 'two' }, { text: 'three' }] }]);
  utimesSync(path, longAgo, longAgo);
  await reader.rewrite(path, [], 60_000);
  expect(await linesOf(name)).toEqual(['four']);
  expect(await reader.news()).toEqual([{ file: path, anew: true, lines: [] }]);
});

test('loses no line to somebody who tidies while others write', async () => {
  const { name } = fresh();
  const writers = Array.from({ length: 3 }, () => new JournalFiles(folder, name, 300));
  const lines = writers.map((_, writer) => Array.from({ length: 40 }, (__, index) => `${writer}:${index}`));
  let writing = true;
  const tidying = (async () => {
    while (writing) {
      const tidier = new JournalFiles(folder, name, 300);
      for (const { file, lines: own } of (await tidier.news()).slice(0, -1)) {
        await tidier.rewrite(
          file,
          own.map(({ place }) => place),
          -1,
        );
      }
    }
  })();
  await Promise.all(
    writers.map(async (files, writer) => {
      for (const line of lines[writer] ?? []) await files.append([line]);
    }),
  );
  writing = false;
  await tidying;
  // A line may stand there twice, which says nothing new.
  expect([...new Set(await linesOf(name))].toSorted()).toEqual(lines.flat().toSorted());
});

test('takes no other file for its own', async () => {
  const { name, files } = fresh();
  await files.append(['mine']);
  writeFileSync(join(folder, `${name}.1.jsonl.99.tmp`), 'draft\n');
  writeFileSync(join(folder, `${name}2.1.jsonl`), 'another\n');
  appendFileSync(join(folder, `${name}.notes.jsonl`), 'no number\n');
  expect(await linesOf(name)).toEqual(['mine']);
});
