import { recordOf } from './change.ts';

/** Revision of the MCP Apps extension that this view speaks. */
const protocolVersion = '2026-01-26';

/** What the host tells the view. */
export interface HostEvents {
  toolResult(result: Record<string, unknown>): void;
  toolCancelled(): void;
  /** Theme, locale and style variables; only those that changed. */
  contextChanged(context: Record<string, unknown>): void;
}

export interface Host {
  /** Calls a tool of the server that the view came from. */
  callTool(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Says something in the conversation in the user's name. A host may refuse it. */
  say(text: string): Promise<void>;
  resized(height: number): void;
}

/** Speaks to the host that shows this page in a frame: JSON-RPC by messages between the two windows. */
export async function connectHost(events: HostEvents): Promise<Host> {
  const waiting = new Map<number, (message: Record<string, unknown>) => void>();
  let lastId = 0;

  const post = (message: object) => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const notify = (method: string, params: object = {}) => post({ method, params });
  const request = (method: string, params: object) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ error, result }) => {
        if (error === undefined) resolve(recordOf(result));
        else reject(new Error(String(recordOf(error).message ?? 'The host refused it.')));
      });
      post({ id, method, params });
    });

  window.addEventListener('message', ({ source, data }) => {
    if (source !== window.parent) return;
    const message = recordOf(data);
    const { id, method, params } = message;
    if (method === undefined) {
      if (typeof id !== 'number') return;
      waiting.get(id)?.(message);
      waiting.delete(id);
    } else if (method === 'ui/notifications/tool-result') events.toolResult(recordOf(params));
    else if (method === 'ui/notifications/tool-cancelled') events.toolCancelled();
    else if (method === 'ui/notifications/host-context-changed') events.contextChanged(recordOf(params));
    else if (id !== undefined && (method === 'ui/resource-teardown' || method === 'ping')) post({ id, result: {} });
    else if (id !== undefined) post({ id, error: { code: -32601, message: `No such method: ${String(method)}` } });
  });

  const { hostContext } = await request('ui/initialize', {
    appInfo: { name: 'jenji-change', version: '1.0.0' },
    appCapabilities: {},
    protocolVersion,
  });
  events.contextChanged(recordOf(hostContext));
  notify('ui/notifications/initialized');
  return {
    callTool: (name, args) => request('tools/call', { name, arguments: args }),
    say: async (text) => {
      await request('ui/message', { role: 'user', content: [{ type: 'text', text }] });
    },
    resized: (height) => notify('ui/notifications/size-changed', { height }),
  };
}
