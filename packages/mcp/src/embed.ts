import { randomBytes } from 'node:crypto';
import type { Changes } from '@jenji-kit/changes';
import type { JenjiClient, OperationId } from '@jenji-kit/client';
import type { HostApproval } from './approval/host-approval.ts';
import { Asks, nobodyToAsk } from './approval/question.ts';
import { memoryOf } from './directory/memory.ts';
import { boundedChanges } from './embed/bounded-changes.ts';
import { loopbackNames } from './http/http-settings.ts';
import type { ToolResult } from './registry/call-tool.ts';
import type { ToolContext } from './registry/tool-context.ts';
import type { ListedTool } from './registry/tool-listing.ts';
import { defaultToolsets, type Toolset } from './registry/toolsets.ts';
import { logLine } from './server/log-line.ts';
import { offerOf, type ServerIdentity } from './server/offer.ts';
import { mistakeLine, runtimeOf } from './server/runtime.ts';
import type { Settings } from './settings/settings.ts';

export type { Decision, HostApproval } from './approval/host-approval.ts';
export type { ToolResult } from './registry/call-tool.ts';

export interface EmbedOptions extends Partial<Pick<Settings, 'organizations' | 'allowReset' | 'receiptFolders'>> {
  /** What clients are told of the server: a name for programs, a title for people, a version. */
  readonly identity: ServerIdentity;
  /** The host's own client, so that both share one budget. It is not closed with the server. */
  readonly jenji: JenjiClient;
  /** The host's own changes, so that both share one journal. `organizations` and `allowReset` narrow what they allow. */
  changes(): Promise<Changes>;
  /** Default: those that are listed by default. */
  readonly toolsets?: readonly Toolset[];
  /** `off` lists no tool that writes. Default `confirm`: each write waits for `approve`. */
  readonly writes?: 'off' | 'confirm';
  /** Has the user of the host decide on each write, and on nothing else. */
  readonly approve: HostApproval['approve'];
  /** In the words of the host. */
  readonly words?: Settings['advice'] & {
    /** What a client is told while a call waits. Default: "Waits for approval". */
    readonly waiting?: string;
  };
  /** Is given single lines without secrets; part of one may come from a client. */
  log(line: string): void;
}

/** A server inside of another program, over its client and its journal. Nothing runs and nothing listens until it is asked to. */
export interface EmbeddedServer {
  /** What can be called, as clients are given it. The same for its life. */
  readonly tools: readonly ListedTool[];
  /**
   * Calls a tool in process. Failures of the tool are a result with `isError`.
   *
   * @throws TypeError for a tool that is not listed; the reason of `signal` when it aborts.
   */
  callTool(
    name: string,
    input: Record<string, unknown>,
    call: { signal: AbortSignal; progress?: ToolContext['progress'] },
  ): Promise<ToolResult>;
  /** What was read before may be wrong: the host has carried out changes by these operations itself. */
  forget(operations: readonly OperationId[]): void;
  /** Serves Streamable HTTP on loopback, at any free port, to whoever sends the headers. Resolves when it listens. */
  serve(): Promise<EmbeddedService>;
}

export interface EmbeddedService {
  /** Where clients connect. */
  readonly url: string;
  /** What clients must send with every request: a secret of this service, to be written down nowhere. */
  readonly headers: { readonly authorization: string };
  /** Ends it. Calls that wait are cancelled, and their plans withdrawn. */
  close(): Promise<void>;
}

/**
 * The MCP server for a program that has a client, a journal and a user of its own. Whatever writes goes through `approve`:
 * no client asks in its place, and no model is given a token that could be carried out elsewhere.
 */
export function embedServer(options: EmbedOptions): EmbeddedServer {
  const { identity, jenji, toolsets = defaultToolsets, writes = 'confirm' } = options;
  const { waiting = 'Waits for approval', ...advice } = options.words ?? {};
  const log = (message: string) => options.log(logLine(message));
  const settings: Settings = {
    toolsets,
    writes,
    organizations: options.organizations,
    allowReset: options.allowReset ?? new Set(),
    budget: {},
    ...(options.receiptFolders && { receiptFolders: options.receiptFolders }),
    advice,
  };
  const approver: HostApproval = {
    waiting,
    async approve(plan, ask) {
      try {
        return await options.approve(plan, ask);
      } catch (error) {
        if (!ask.signal.aborted) log(mistakeLine('Asking the user', error));
        return { approved: false, reason: 'The user could not be asked.' };
      }
    },
  };
  const changes = async () => boundedChanges(await options.changes(), settings);
  const offer = offerOf({ toolsets, writes, approval: 'host program' }, identity);
  const runtime = runtimeOf({ settings, jenji: async () => jenji, changes, approver }, log);

  return {
    tools: offer.tools,
    async callTool(name, input, { signal, progress = () => {} }) {
      if (!offer.tools.some((tool) => tool.name === name)) throw new TypeError(`There is no tool ${name}.`);
      const result = await runtime.callTool(name, input, { signal, progress, asking: nobodyToAsk });
      if (result instanceof Asks) throw new TypeError(`The tool ${name} asks its client, and there is none.`);
      return result;
    },
    forget(operations) {
      memoryOf(jenji).forget(operations);
    },
    async serve() {
      const [{ createServer }, { serveHttp }] = await Promise.all([
        import('./server/create-server.ts'),
        import('./http/serve-http.ts'),
      ]);
      const token = randomBytes(32).toString('base64url');
      const { url, close } = await serveHttp(
        () => createServer(offer, runtime.callTool, runtime.shared),
        { host: '127.0.0.1', port: 0, token, hostnames: loopbackNames, sessions: 'for all' },
        log,
      );
      return { url, headers: { authorization: `Bearer ${token}` }, close };
    },
  };
}
