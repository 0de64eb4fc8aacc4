/**
 * The groups in which an operator switches tools on (`--toolsets`), each with the sentence that `instructions` gives a
 * model about it. A folder of `src/tools/` has the name of its toolset.
 */
export const toolsets = {
  organizations: 'the company: its settings, groups, expense categories, payment methods and custom fields',
  expenses: 'expenses: search, sums, one expense in full, and the workflow actions on it',
  users: 'the people who use Jenji and what they may do',
  operations: 'every other documented operation of the Jenji API, found by words and called by its id',
} as const satisfies Record<string, string>;

export type Toolset = keyof typeof toolsets;

export const toolsetNames = Object.keys(toolsets) as readonly Toolset[];

export function isToolset(name: string): name is Toolset {
  return Object.hasOwn(toolsets, name);
}
