import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openWindowBell } from './window-bell.ts';

test('windows hear each other through a folder that did not exist, and nothing else in it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'jenji-bell-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'storage');
  const [one, other] = [openWindowBell(folder), openWindowBell(folder)];
  onTestFinished(() => {
    one.close();
    other.close();
  });
  const heard = vi.fn();
  other.onRing(heard);
  one.ring();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  expect(await readdir(folder)).toEqual(['accounts-changed']);
});

test('where there can be no folder, ringing does no harm', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'jenji-bell-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const file = join(parent, 'file');
  await writeFile(file, '');
  const bell = openWindowBell(join(file, 'storage'));
  bell.ring();
  bell.close();
});
