import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TemporaryFiles } from './temporary-files.ts';

const bytes = new TextEncoder().encode('%PDF-1.7');

function temporary(): TemporaryFiles {
  const files = new TemporaryFiles('jenji-receipts-test-');
  onTestFinished(() => files.dispose());
  return files;
}

test('files are there under their names, for this user alone', async () => {
  const files = temporary();
  const [one, two] = [await files.write('a', 'Taxi.pdf', bytes), await files.write('a', 'Taxi.pdf', bytes)];
  expect(one).not.toBe(two);
  expect(await readFile(one, 'utf8')).toBe('%PDF-1.7');
  expect((await stat(one)).mode & 0o077).toBe(0);
  expect((await stat(dirname(dirname(one)))).mode & 0o077).toBe(0);
});

test('those of one owner go with it, and all with the window, at once', async () => {
  const files = temporary();
  const [one, other] = [await files.write('a', 'Taxi.pdf', bytes), await files.write('b', 'Taxi.pdf', bytes)];
  files.keepOnly(['b']);
  expect([existsSync(dirname(dirname(one))), existsSync(other)]).toEqual([false, true]);
  expect(existsSync(await files.write('a', 'Taxi.pdf', bytes))).toBe(true);
  files.dispose();
  expect(existsSync(dirname(dirname(other)))).toBe(false);
});
