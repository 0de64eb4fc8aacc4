/**
 * The groups in which an operator switches tools on (`--toolsets`), each with the sentence that `instructions` gives a
 * model about it. A folder of `src/tools/` has the name of its toolset.
 */
export const toolsets = {
  organizations: 'the company: its settings, groups, expense categories, payment methods and custom fields',
  expenses: 'expenses: search, sums, one in full, change, approve, reject, pay',
  users: 'the people who use Jenji: find, invite, change, block',
  changes: 'approve what was planned, turn back and list changes',
  operations: 'every other operation of the Jenji API, found by words and called by its id',
  settings: 'categories, payment methods, custom fields, allowances, warning rules, messages',
  requests: 'expense requests: search, create, change, approve',
  administration: 'groups, new users, logins, vehicles, delegations, activity',
  bookkeeping: 'accounting firms: their clients, users, groups, templates, legal archive',
  receipts: 'new expenses, receipts, warnings and exports of one expense',
} as const satisfies Record<string, string>;

export type Toolset = keyof typeof toolsets;

export const toolsetNames = Object.keys(toolsets) as readonly Toolset[];

/** Those listed unless the operator chooses: what most people need most, since a model reads every tool in every chat. */
export const defaultToolsets: readonly Toolset[] = ['organizations', 'expenses', 'users', 'changes', 'operations'];

export function isToolset(name: string): name is Toolset {
  return Object.hasOwn(toolsets, name);
}
