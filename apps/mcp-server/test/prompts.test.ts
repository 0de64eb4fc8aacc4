import { expect, test } from 'vitest';
import { forEachClient } from './for-each-client.ts';

forEachClient(({ connect }) => {
  test('lists the prompts, and gives one filled in, in both languages', async () => {
    const client = await connect();
    const names = (await client.listPrompts()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['review_waiting', 'close_month', 'explain_expense']));
    const english = await client.getPrompt('close_month', { month: '2026-02' });
    expect(english).toContain('2026-02-01 to 2026-02-28');
    const french = await client.getPrompt('close_month', { month: '2026-02', language: 'fr' });
    expect(french).toContain('du 2026-02-01 au 2026-02-28');
  });

  test('refuses arguments by name, with the rule and what to do', async () => {
    const client = await connect();
    await expect(client.getPrompt('close_month', { month: 'May' })).rejects.toThrow(
      'month: must be a month as YYYY-MM. Such as 2026-10.',
    );
    await expect(client.getPrompt('explain_expense')).rejects.toThrow('expense: is required');
    await expect(client.getPrompt('close_the_year')).rejects.toThrow('name: is no prompt of this server');
  });

  test('completes the language of a prompt', async () => {
    const client = await connect();
    const ref = { type: 'ref/prompt', name: 'close_month' } as const;
    expect(await client.complete(ref, { name: 'language', value: '' })).toEqual(['en', 'fr']);
  });
});
