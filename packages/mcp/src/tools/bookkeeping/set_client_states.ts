import * as z from 'zod';
import { texts } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

const states = () =>
  z
    .array(z.enum(['BLOCKED', 'INVALID_PAYMENT']))
    .check(({ value, issues }) => {
      if (value.length > 0) return;
      issues.push({ code: 'custom', message: 'must name at least one, or be left out', input: value });
    })
    .optional();

export default defineChangeTool({
  name: 'set_client_states',
  title: 'Block or unblock clients',
  toolset: 'bookkeeping',
  hazard: 'transition',
  operations: ['bookkeepers.clients.states.add', 'bookkeepers.clients.states.remove'],
  description: [
    'Blocks companies, which shuts out all their users, or marks a payment as invalid, which shows them a warning; or takes that away.',
    'Those that are so already are left out and told. Costs 3 requests each.',
  ],
  input: z
    .strictObject({
      clients: texts(200).describe('Names, internal ids or ids'),
      add: states().describe('States to put them in'),
      remove: states().describe('States to take away'),
    })
    .check(({ value: { add = [], remove = [] }, issues }) => {
      const problem = (path: string, message: string) =>
        issues.push({ code: 'custom', path: [path], message, input: undefined });
      if (add.length + remove.length === 0)
        problem('add', 'is required: states to add, or remove with those to take away');
      const both = add.find((state) => remove.includes(state));
      if (both) problem('remove', `must not hold ${both}, which add holds too`);
    }),
  async toChange({ clients, add, remove }, { reader }) {
    const all = await new Firm(reader).clients(undefined);
    const chosen = new Set(clients.map((value, at) => all.resolve({ field: `clients[${at}]`, kind: 'client', value })));
    return [...chosen].flatMap(({ id, bookkeeperId }) => {
      const path = { bookkeeperId, clientId: id };
      return [
        ...(add ? [{ operation: 'bookkeepers.clients.states.add' as const, path, body: { states: add } }] : []),
        ...(remove
          ? [{ operation: 'bookkeepers.clients.states.remove' as const, path, body: { states: remove } }]
          : []),
      ];
    });
  },
});
