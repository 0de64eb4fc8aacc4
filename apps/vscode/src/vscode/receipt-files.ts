import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Receipt } from '../expense-page/receipt.ts';

type Of = { label?: string | null; time?: string | null; id?: string | null };

/** Receipts as files: where people want them, or for another program until the window closes. */
export class ReceiptFiles {
  #folder: Promise<string> | undefined;

  /** Pictures in the editor; all else in the program that the system has for it. */
  async open(receipt: Receipt, of: Of): Promise<void> {
    const { isPicture } = await import('../expense-page/receipt.ts');
    // Elsewhere than on this machine, no program of the person can reach our files.
    if (!isPicture(receipt) && vscode.env.remoteName !== undefined) return this.save(receipt, of);
    const uri = vscode.Uri.file(await this.#write(receipt, of));
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

  /** Removes what was written for other programs. */
  dispose(): void {
    void this.#folder?.then((folder) => rm(folder, { recursive: true, force: true })).catch(() => undefined);
  }

  async #write(receipt: Receipt, of: Of): Promise<string> {
    const { receiptFileName } = await import('../expense-page/receipt.ts');
    this.#folder ??= mkdtemp(join(tmpdir(), 'jenji-receipts-'));
    // A folder of its own for each, so that two receipts can have one name.
    const folder = await mkdtemp(join(await this.#folder, 'r-'));
    const path = join(folder, receiptFileName(receipt, of));
    await writeFile(path, receipt.bytes, { mode: 0o600 });
    return path;
  }
}
