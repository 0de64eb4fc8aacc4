import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Receipt } from '../expense-page/receipt.ts';
import { TemporaryFiles } from '../expense-page/temporary-files.ts';

type Of = { label?: string | null; time?: string | null; id?: string | null };

/** Receipts as files: where people want them, or for another program until its account is signed out of, or the window closes. */
export class ReceiptFiles {
  readonly #files = new TemporaryFiles('jenji-receipts-');

  /** Pictures in the editor; all else in the program that the system has for it. */
  async open(receipt: Receipt, of: Of, accountId: string): Promise<void> {
    const { isPicture, receiptFileName } = await import('../expense-page/receipt.ts');
    // Elsewhere than on this machine, no program of the person can reach our files.
    if (!isPicture(receipt) && vscode.env.remoteName !== undefined) return this.save(receipt, of);
    const uri = vscode.Uri.file(await this.#files.write(accountId, receiptFileName(receipt, of), receipt.bytes));
    if (isPicture(receipt)) await vscode.commands.executeCommand('vscode.open', uri);
    else if (!(await vscode.env.openExternal(uri))) await this.save(receipt, of);
  }

  async save(receipt: Receipt, of: Of): Promise<void> {
    const { receiptFileName } = await import('../expense-page/receipt.ts');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const uri = await vscode.window.showSaveDialog({
      title: l10n.t('Save Receipt'),
      defaultUri: vscode.Uri.joinPath(folder, receiptFileName(receipt, of)),
    });
    if (!uri) return;
    await vscode.workspace.fs.writeFile(uri, receipt.bytes);
    vscode.window.setStatusBarMessage(l10n.t('Receipt saved'), 3000);
  }

  /** Removes what was written for other programs of all but these accounts. */
  keepOnly(accountIds: readonly string[]): void {
    this.#files.keepOnly(accountIds);
  }

  dispose(): void {
    this.#files.dispose();
  }
}
