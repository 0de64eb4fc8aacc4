import { startSandbox } from '@jenji-kit/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { connectionsTo } from './connection.ts';

test('a connection reads, plans and remembers, and is over when its account is signed out of', async () => {
  const sandbox = await startSandbox({ limits: 'none', expenses: 5 });
  onTestFinished(sandbox.close);
  const { connections, account, connection, close } = await connectionsTo(sandbox);
  onTestFinished(close);

  const opened = await connection();
  const list = await opened.readings.get('organizations', (signal) =>
    opened.jenji.organizations.list({}, { signal, priority: 'click' }),
  );
  expect(list.value.data).not.toHaveLength(0);
  expect(await (await opened.changes()).list({ limit: 1 })).toEqual([]);
  expect(connections.open()).toEqual([opened]);

  await connections.remove(account.id);
  expect(opened.closed.aborted).toBe(true);
  expect(opened.readings.keys()).toEqual([]);
  expect(connections.open()).toEqual([]);
  await expect(connection()).rejects.toThrow('signed out');
});
