/** How assistants of the editor reach Jenji: not at all, by an MCP server, or by a handful of tools of the editor. */
export const assistantModes = ['off', 'mcpServer', 'languageModelTools'] as const;
export type AssistantMode = (typeof assistantModes)[number];

/** Whatever is no mode means off: settings are typed by people. */
export function assistantMode(setting: unknown): AssistantMode {
  return assistantModes.find((each) => each === setting) ?? 'off';
}
