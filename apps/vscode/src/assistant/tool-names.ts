/** The tools of the MCP server that chat gets directly, where no server is wanted: reading, and one step of a workflow. */
export const languageModelToolNames = [
  'list_organizations',
  'get_organization',
  'search_expenses',
  'get_expense',
  'search_users',
  'get_user',
  'run_expense_action',
] as const;
export type LanguageModelToolName = (typeof languageModelToolNames)[number];

/** Names are those of all extensions together. */
export function editorToolName(name: LanguageModelToolName): `jenji_${LanguageModelToolName}` {
  return `jenji_${name}`;
}
