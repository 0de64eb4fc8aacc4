import type { Changes, CommitResult } from '@jenji-kit/changes';
import type { EmbeddedServer, EmbeddedService, HostApproval } from '@jenji-kit/mcp/embed';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import type { ReviewDesk } from '../review/reviews.ts';

export interface AssistantOptions {
  /** Of this extension. */
  readonly version: string;
  /** Whether assistants may ask for changes at all; each waits for a person all the same. */
  readonly writes: 'off' | 'confirm';
  /** Is given single lines, without secrets and without what people typed in Jenji. */
  readonly log: (line: string) => void;
}

/** What an assistant can use of one account, over the client and the budget of this window. */
export interface AssistantServer extends Pick<EmbeddedServer, 'tools' | 'callTool'> {
  /** Listens on loopback from the first call on. The headers hold a secret: they are for the editor alone. */
  serve(): Promise<Pick<EmbeddedService, 'url' | 'headers'>>;
  close(): Promise<void>;
}

/** The MCP server of an account, in this process. Its changes wait under Pending Changes. It ends with the connection. */
export async function openAssistantServer(
  connection: Connection,
  reviews: ReviewDesk,
  { version, writes, log }: AssistantOptions,
): Promise<AssistantServer> {
  const { embedServer } = await import('@jenji-kit/mcp/embed');
  const { changes, approve } = throughReviews(connection, reviews);
  const server = embedServer({
    identity: { name: 'jenji', title: 'Jenji', version },
    jenji: connection.jenji,
    changes,
    writes,
    approve,
    words: {
      waiting: l10n.t('Waits for your approval: see Pending Changes in the Jenji view.'),
      credentials: 'Tell the user to change the secret of the account in the Jenji view.',
      receiptFolders: 'this editor hands none on',
    },
    log,
  });
  // What a person changes in the window must not be answered from what the server read before.
  const forgetting = reviews.onDidCarryOut(({ accountId, plan }) => {
    if (accountId === connection.account.id) server.forget(plan.items.map(({ operation }) => operation));
  });
  let service: Promise<EmbeddedService> | undefined;
  let closed = false;

  async function close(): Promise<void> {
    closed = true;
    forgetting.dispose();
    connection.closed.removeEventListener('abort', onClosed);
    const running = await service?.catch(() => undefined);
    service = undefined;
    await running?.close();
  }
  const onClosed = () => void close();
  connection.closed.addEventListener('abort', onClosed, { once: true });

  return {
    tools: server.tools,
    callTool: server.callTool,
    async serve() {
      if (closed) throw new Error(l10n.t('Assistant access has been turned off.'));
      service ??= server.serve();
      const mine = service;
      try {
        const { url, headers } = await mine;
        return { url, headers };
      } catch (error) {
        if (service === mine) service = undefined;
        throw error;
      }
    },
    close,
  };
}

/**
 * The server asks, and then carries out. Here a person's approval carries out at once, with its progress in the window, so
 * the server is handed the result instead of doing it again: a plan is carried out once.
 */
function throughReviews(connection: Connection, reviews: ReviewDesk) {
  const results = new Map<string, CommitResult>();

  const approve: HostApproval['approve'] = async (plan, { token, signal }) => {
    const decision = await reviews.present(plan, { accountId: connection.account.id, origin: 'assistant', signal });
    if (!decision.approved) return { approved: false, reason: decision.reason };
    results.set(token, decision.result);
    const { confirmation } = plan;
    return { approved: true, ...(confirmation && { confirmation }) };
  };

  async function changes(): Promise<Changes> {
    const own = await connection.changes();
    return {
      ...own,
      async commit(token, options) {
        const result = results.get(token);
        results.delete(token);
        return result ?? (await own.commit(token, options));
      },
    };
  }

  return { approve, changes };
}
