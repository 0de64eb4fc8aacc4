import { AbortedError, JenjiError, UnauthorizedError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { SecretMissing } from '../accounts/connection.ts';
import { planWords } from '../words/plan-words.ts';
import { showError } from './messages.ts';
import { runCommand } from './run-command.ts';

/** The one wrapper of every entry point: a person is told what failed, the log holds more, and cancelling is no error. */
export interface Guard {
  /** Runs an action of a person. Resolves to undefined when it failed, and was told, or was cancelled. */
  run<Result>(action: () => Result | PromiseLike<Result>): Promise<Result | undefined>;
  /** Tells of an error that nobody waits for. */
  report(error: unknown): void;
}

export function createGuard(log: vscode.LogOutputChannel): Guard {
  function report(error: unknown): void {
    if (isCancellation(error)) return;
    const message = error instanceof Error ? error.message : String(error);
    // Messages of the client never hold a secret; a stack only says where.
    log.error(error instanceof JenjiError || !(error instanceof Error) ? message : (error.stack ?? message));
    const showLog = l10n.t('Show Log');
    const changeSecret = l10n.t('Change Secret');
    const isAboutKey = error instanceof SecretMissing || error instanceof UnauthorizedError;
    const buttons = isAboutKey ? [changeSecret, showLog] : [showLog];
    showError(planWords(message), ...buttons).then((chosen) => {
      if (chosen === showLog) log.show();
      if (chosen !== changeSecret) return;
      const subject = error instanceof SecretMissing ? { accountId: error.accountId } : undefined;
      void runCommand('jenji.changeSecret', subject);
    });
  }
  return {
    async run(action) {
      try {
        return await action();
      } catch (error) {
        report(error);
        return undefined;
      }
    },
    report,
  };
}

/** Whether somebody gave up on it, as against that it failed. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || error instanceof AbortedError;
}
