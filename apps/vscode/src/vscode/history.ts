import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import { changeReport, resultWords } from '../history/change-report.ts';
import type { RecentChange } from '../history/recent-changes.ts';
import { recordRow } from '../history/record-rows.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { documentName } from '../review/document-name.ts';
import { planShown } from '../review/plan-shown.ts';
import { resultOfRecord } from '../review/result-of-record.ts';
import type { Decision, ReviewDesk } from '../review/reviews.ts';
import { actionWord } from '../words/action-word.ts';
import type { DateStyle } from '../words/date-words.ts';
import { oneLine } from '../words/one-line.ts';
import { showInformation } from './messages.ts';
import { runCommand } from './run-command.ts';
import { setContext } from './set-context.ts';
import { signalOf } from './signal.ts';

const scheme = 'jenji-change-report';

/** Changes that were decided: a page of text for each, turning back, planning again, finding out what became of one. */
export interface History extends vscode.Disposable {
  show(accountId: string, changeId: string): Promise<void>;
  undo(accountId: string, changeId: string): Promise<void>;
  planAgain(accountId: string, changeId: string): Promise<void>;
  lookAgain(accountId: string, changeId: string): Promise<void>;
  /** The change that a page is of, or that the active editor shows. */
  shownIn(uri?: vscode.Uri): { accountId: string; changeId: string } | undefined;
}

export function createHistory(connections: Connections, reviews: ReviewDesk): History {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const style: DateStyle = { language: vscode.env.language };

  async function recent(accountId: string, changeId: string): Promise<RecentChange> {
    const changes = await (await connections.connect(accountId)).changes();
    const change = await changes.get(changeId);
    if (change) return { accountId, change };
    throw new Error(l10n.t('The change journal does not hold this change any more.'));
  }

  function accountOf(accountId: string) {
    return connections.accounts().find(({ id }) => id === accountId);
  }

  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const { accountId, changeId } = partsOf(uri);
      const { change } = await recent(accountId, changeId);
      return changeReport(change, accountOf(accountId), style);
    },
  });

  async function tellWhatIsActive(): Promise<void> {
    const shown = shownIn();
    const row = shown && (await recent(shown.accountId, shown.changeId).catch(() => undefined));
    const marks = row ? recordRow(row, accountOf(row.accountId), style).context : '';
    setContext('jenji.changeInEditor', marks);
  }

  /** Pages that are open tell what is so now. */
  function tellPages(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    void tellWhatIsActive();
  }

  function shownIn(uri = vscode.window.activeTextEditor?.document.uri) {
    return uri?.scheme === scheme ? partsOf(uri) : undefined;
  }

  /** Shows that something is read until the plan is there to be reviewed. */
  async function untilShown(undoneOrAgain: Promise<Decision>): Promise<void> {
    let listening: vscode.Disposable | undefined;
    const begun = new Promise<void>((resolve) => {
      listening = reviews.onDidBegin(() => resolve());
    });
    const wait = () => Promise.race([begun, undoneOrAgain]);
    try {
      await vscode.window.withProgress({ location: { viewId: 'jenji.pendingChanges' } }, wait);
      await undoneOrAgain;
    } finally {
      listening?.dispose();
    }
  }

  const listening = vscode.Disposable.from(
    changed,
    provider,
    reviews.onDidChange(tellPages),
    vscode.window.onDidChangeActiveTextEditor(() => void tellWhatIsActive()),
  );

  return {
    async show(accountId, changeId) {
      const { change } = await recent(accountId, changeId);
      const uri = uriOf(accountId, changeId, change.title);
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
      await tellWhatIsActive();
    },

    async undo(accountId, changeId) {
      try {
        await untilShown(reviews.undo(changeId, { accountId }));
      } catch (error) {
        const { ChangeRefused } = await import('@jenji-kit/changes');
        if (!(error instanceof ChangeRefused) || error.choices.length === 0) throw error;
        const action = await pickAction(error.choices);
        if (action !== undefined) await untilShown(reviews.undo(changeId, { accountId, action }));
      }
    },

    async planAgain(accountId, changeId) {
      const { change } = await recent(accountId, changeId);
      await untilShown(reviews.planAgain(planShown(change), { accountId }));
    },

    async lookAgain(accountId, changeId) {
      const changes = await (await connections.connect(accountId)).changes();
      const title = l10n.t('Looking at what became of it');
      const change = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (_, token) => changes.resolve(changeId, { signal: signalOf(token) }),
      );
      tellPages();
      await reviews.lookAround();
      const { text } = resultWords(resultOfRecord(change));
      const details = l10n.t('Show Details');
      void showInformation(text, details).then((chosen) => {
        if (chosen === details) void runCommand('jenji.showChangeDetails', { accountId, changeId });
      });
    },

    shownIn,
    dispose: () => listening.dispose(),
  };
}

async function pickAction(choices: readonly string[]): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    choices.map((code) => ({ label: actionWord(code), description: oneLine(code), code })),
    {
      title: l10n.t('Undo Change'),
      placeHolder: l10n.t('Only a workflow action leads back. Which one? The plan shows where it leads.'),
    },
  );
  return picked?.code;
}

function uriOf(accountId: string, changeId: string, title: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${accountId}/${changeId}/${documentName(title)}.txt` });
}

function partsOf({ path }: vscode.Uri): { accountId: string; changeId: string } {
  const [, accountId = '', changeId = ''] = path.split('/');
  return { accountId, changeId };
}

/** What a row, or a button, says a command is about. */
export function changeIn(value: unknown): { accountId: string; changeId: string } | undefined {
  const { record, accountId, changeId }: Partial<ChangeRow> & { accountId?: unknown; changeId?: unknown } =
    Object(value);
  if (record) return { accountId: record.accountId, changeId: record.change.id };
  return typeof accountId === 'string' && typeof changeId === 'string' ? { accountId, changeId } : undefined;
}
