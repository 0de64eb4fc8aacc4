import { type Sandbox, type SandboxOptions, startSandbox } from '@jenji-kit/sandbox';
import { onTestFinished } from 'vitest';
import { TreeModel } from '../src/tree/tree-model.ts';
import type { TreeRow } from '../src/tree/tree-row.ts';
import { connectionsTo, type TestConnections } from './connection.ts';

/** The moment of every test of the tree. */
const now = Date.parse('2026-11-21T12:00:00Z');

export interface SandboxTree {
  readonly model: TreeModel;
  readonly sandbox: Sandbox;
  readonly signedIn: TestConnections;
  /** The operations of the requests since this was asked last. */
  requests(): string[];
  /** Opens rows one in the other, each by the beginning of its label, and gives the last. */
  open(...labels: string[]): Promise<TreeRow>;
  /** What stands below, as `label | description`. */
  listed(...labels: string[]): Promise<string[]>;
}

/** The tree of an account of a sandbox, closed with the test. */
export async function sandboxTree(
  options: SandboxOptions & { keyType?: 'organization' | 'bookkeeper' } = {},
): Promise<SandboxTree> {
  const { keyType, ...rest } = options;
  const sandbox = await startSandbox({ limits: 'none', expenses: 300, today: '2026-11-21', ...rest });
  const signedIn = await connectionsTo(sandbox, { ...(keyType && { keyType }), settings: { timeoutMs: 5000 } });
  const model = new TreeModel({ connections: signedIn.connections, language: 'en', now: () => now });
  let seen = 0;
  onTestFinished(async () => {
    model.dispose();
    await signedIn.close();
    await sandbox.close().catch(() => undefined);
  });
  async function open(...labels: string[]): Promise<TreeRow> {
    let row: TreeRow | undefined;
    let rows = model.roots();
    for (const label of labels) {
      row = rows.find((each) => each.node.label.startsWith(label));
      if (!row) throw new Error(`No row "${label}" among ${rows.map((each) => each.node.label).join(', ')}.`);
      rows = await model.children(row);
    }
    if (!row) throw new Error('Name a row.');
    return row;
  }
  return {
    model,
    sandbox,
    signedIn,
    requests() {
      const news = sandbox.requests.slice(seen).map(({ operation }) => operation ?? '');
      seen = sandbox.requests.length;
      return news.sort();
    },
    open,
    listed: async (...labels) => linesOf(model, model.known(await open(...labels)) ?? []),
  };
}

/** What rows say, as `label | description`. */
export function linesOf(model: TreeModel, rows: readonly TreeRow[]): string[] {
  return rows.map((row) => [row.node.label, model.shown(row).description].filter((part) => part).join(' | '));
}
