import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExpensePage } from '../expense-page/expense-page.ts';
import type { FromExpensePage } from '../expense-page/messages.ts';
import type { PageIdentity, ToExpensePage } from '../expense-page/page-data.ts';
import { subjectOf } from '../tree/subjects-of.ts';
import type { Subject } from '../tree/tree-node.ts';
import { ReceiptFiles } from './receipt-files.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import type { Panel } from './webview-shell.ts';

type PageServices = Pick<Services, 'context' | 'log' | 'guard' | 'connections'>;

interface Open {
  readonly page: ExpensePage;
  readonly panel: Panel<ToExpensePage>;
}

/** The pages of expenses: one tab for each, made anew after the window was loaded again. */
export function activateExpensePage(services: PageServices): vscode.Disposable {
  const { guard, connections, log } = services;
  const files = new ReceiptFiles();
  const open = new Map<string, Open>();

  async function show(identity: PageIdentity, restored?: vscode.WebviewPanel): Promise<void> {
    const key = `${identity.accountId} ${identity.expenseId}`;
    const known = open.get(key);
    if (known) {
      restored?.dispose();
      known.panel.reveal();
      return;
    }
    const [connection, { ExpensePage }, { fromExpensePage }, { pageTexts }, { openPanel }] = await Promise.all([
      connections.connect(identity.accountId),
      import('../expense-page/expense-page.ts'),
      import('../expense-page/messages.ts'),
      import('../expense-page/page-texts.ts'),
      import('./webview-shell.ts'),
    ]);
    // Two clicks are one tab.
    const meanwhile = open.get(key);
    if (meanwhile) return meanwhile.panel.reveal();
    const page = new ExpensePage({
      ...identity,
      connection,
      style: { language: vscode.env.language },
      // The documentation names one address: that of production.
      hasLink: connection.account.place === 'production',
    });
    let sentPicture = 0;
    const panel = openPanel<ToExpensePage, FromExpensePage>(services, {
      page: 'expense',
      title: page.expense ? page.title : identity.title,
      restored,
      imageSources: ['blob:'],
      messages: fromExpensePage,
      onReady() {
        sentPicture = 0;
        update();
      },
      onMessage: (message) => act(message, page, subjectFor(page, identity.accountId)),
    });
    function update(): void {
      const { data, receipt } = page;
      if (page.expense) panel.title = page.title;
      const title = page.expense ? page.title : identity.title;
      const { accountId, expenseId } = identity;
      const now = { accountId, expenseId, organizationId: page.organizationId, month: page.month, title };
      panel.post({ type: 'show', data, texts: pageTexts(), identity: now });
      if (receipt && data.receipt.status === 'picture' && sentPicture !== data.receipt.version) {
        sentPicture = data.receipt.version;
        panel.post({ type: 'picture', version: sentPicture, ...receipt });
      }
    }
    page.onDidChange(update);
    const close = () => panel.dispose();
    connection.closed.addEventListener('abort', close, { once: true });
    panel.onDidChangeViewState(() => page.setActive(panel.isVisible));
    panel.onDidDispose(() => {
      open.delete(key);
      connection.closed.removeEventListener('abort', close);
      page.dispose();
    });
    open.set(key, { page, panel });
    page.setActive(true);
  }

  async function act(message: FromExpensePage, page: ExpensePage, subject: Subject): Promise<unknown> {
    switch (message.type) {
      case 'refresh':
        return page.refresh();
      case 'retry':
        return page.retry();
      case 'retryReceipt':
        return page.retryReceipt();
      case 'action':
        return runCommand('jenji.runAction', subject, undefined, message.code);
      case 'openExpense':
        return show({ ...identityOf(subject), expenseId: message.id, month: undefined, title: l10n.t('Expense') });
      case 'editAsJson':
        return runCommand('jenji.editAsJson', subject);
      case 'reveal':
        return runCommand('jenji.revealInTree', subject);
      case 'openInJenji':
        return runCommand('jenji.openWebApplication');
      case 'copyId':
        await vscode.env.clipboard.writeText(page.expenseId);
        return vscode.window.setStatusBarMessage(l10n.t('Id copied'), 3000);
      case 'openReceipt':
        return page.receipt && files.open(page.receipt, page.expense ?? {}, subject.accountId);
      case 'saveReceipt':
        return page.receipt && files.save(page.receipt, page.expense ?? {});
    }
  }

  return vscode.Disposable.from(
    { dispose: () => files.dispose() },
    connections.onDidChange(() => files.keepOnly(connections.accounts().map(({ id }) => id))),
    {
      dispose() {
        for (const { panel } of open.values()) panel.dispose();
      },
    },
    registerCommand(guard, 'jenji.openExpense', async (argument) => {
      const subject = subjectOf(argument);
      if (subject?.kind === 'expense' && subject.id !== undefined) await show(identityOf(subject));
    }),
    vscode.window.registerWebviewPanelSerializer('jenji.expense', {
      async deserializeWebviewPanel(restored, kept) {
        const { keptPage } = await import('../expense-page/messages.ts');
        const identity = keptPage.safeParse(kept);
        try {
          if (!identity.success) return restored.dispose();
          const { organizationId, month } = identity.data;
          await show({ ...identity.data, organizationId, month }, restored);
        } catch (error) {
          // Its account was signed out of meanwhile, for example: nobody asked for the page just now.
          log.warn(error instanceof Error ? error.message : String(error));
          restored.dispose();
        }
      },
    }),
  );
}

function identityOf({ accountId, organizationId, id = '', bucket }: Subject): PageIdentity {
  return { accountId, organizationId, expenseId: id, month: bucket?.month, title: l10n.t('Expense') };
}

function subjectFor(page: ExpensePage, accountId: string): Subject {
  const { organizationId, month, expenseId: id } = page;
  return { kind: 'expense', accountId, organizationId, id, ...(month !== undefined && { bucket: { month } }) };
}
