import { expect, test } from 'vitest';
import { json, scriptedServer } from '../../test/scripted-server.ts';
import { createJenjiClient } from '../client.ts';

const expense = '{"id":"1","customFields":{"__proto__":{"__proto__":2},"constructor":3},"taxes":[{"__proto__":4}]}';

test('a name that objects take for their prototype is read like any other, one record or many', async () => {
  const server = await scriptedServer(({ request, response }) =>
    json(response, 200, JSON.parse(request.url?.endsWith('search') ? `{"data":[${expense}]}` : expense)),
  );
  const jenji = createJenjiClient({
    baseUrl: server.url,
    credentials: { type: 'organization', user: 'u', secret: 's' },
    budget: { perSecond: 10_000, perMinute: 600_000 },
  });
  const one = await jenji.call('expenses.get', { path: { expenseId: '1' } });
  const { data } = await jenji.call('expenses.search', { body: {} });
  const streamed = [];
  for await (const each of jenji.stream('expenses.search', { body: {} })) streamed.push(each);
  await jenji.close();
  for (const read of [one, data[0], streamed[0]]) {
    expect(JSON.stringify(read?.customFields)).toBe('{"constructor":3,"__proto__":{"__proto__":2}}');
    expect(JSON.stringify(read?.taxes)).toBe('[{"__proto__":4}]');
    expect(Object.getPrototypeOf(read?.customFields)).toBe(Object.prototype);
  }
});
