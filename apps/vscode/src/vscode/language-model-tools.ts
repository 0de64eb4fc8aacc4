import * as vscode from 'vscode';
import type { AssistantServer } from '../assistant/assistant-server.ts';
import { editorToolName, type LanguageModelToolName, languageModelToolNames } from '../assistant/tool-names.ts';
import { toolWords } from '../assistant/tool-words.ts';
import { signalOf } from './signal.ts';

/** The tools of chat, each a tool of the MCP server, called in this process. The server is opened with the first call. */
export function activateLanguageModelTools(server: () => Promise<AssistantServer>): vscode.Disposable {
  return vscode.Disposable.from(
    ...languageModelToolNames.map((name) => vscode.lm.registerTool(editorToolName(name), toolFor(name, server))),
  );
}

function toolFor(
  name: LanguageModelToolName,
  server: () => Promise<AssistantServer>,
): vscode.LanguageModelTool<Record<string, unknown>> {
  return {
    // No confirmation of chat's own: what changes something waits for approval with all that it would change.
    prepareInvocation: () => ({ invocationMessage: toolWords(name) }),
    async invoke({ input }, token) {
      const { callTool } = await server();
      const { content } = await callTool(name, input, { signal: signalOf(token) });
      const texts = content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
      return new vscode.LanguageModelToolResult(texts.map((text) => new vscode.LanguageModelTextPart(text)));
    },
  };
}
