import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../accounts/connection.ts';
import type { ActionReport } from '../actions/action-report.ts';
import type { Actionable } from '../actions/actionable.ts';
import type { PossibleAction } from '../actions/possible-actions.ts';
import { subjectsOf } from '../tree/subjects-of.ts';
import { showInformation, showWarning } from './messages.ts';
import { registerCommand } from './register-command.ts';
import type { Services } from './services.ts';
import { signalOf } from './signal.ts';

/** Jenji Kit plans this many changes at once. */
const mostAtOnce = 500;
const scheme = 'jenji-results';

type ActionServices = Pick<Services, 'guard' | 'connections' | 'reviews'>;

/** Workflow actions on one or many expenses and requests: chosen, planned, decided, and told one by one. */
export function activateActions({ guard, connections, reviews }: ActionServices): vscode.Disposable {
  const texts = new Map<string, string>();

  async function run(clicked: unknown, selected: unknown, wanted: unknown): Promise<void> {
    const subjects = Array.isArray(clicked) ? subjectsOf(undefined, clicked) : subjectsOf(clicked, selected);
    const accountIds = new Set(subjects.map(({ accountId }) => accountId));
    const [accountId] = accountIds;
    if (accountId === undefined) return void tell(l10n.t('Select the expenses or requests to act on first.'));
    if (accountIds.size > 1)
      return void tell(l10n.t('Select expenses of one account: a change belongs to one account.'));
    const connection = await connections.connect(accountId);
    const { actionablesOf } = await import('../actions/actionable.ts');
    const records = actionablesOf(subjects, connection.readings, vscode.env.language);
    if (records.length === 0) return void tell(l10n.t('Select the expenses or requests to act on first.'));
    if (records.length > mostAtOnce) {
      return void tell(l10n.t('{0} are selected; at most {1} can be changed at once.', records.length, mostAtOnce));
    }
    const code = typeof wanted === 'string' ? wanted : await chooseAction(connection, records);
    if (code === undefined) return;
    const { actionWord } = await import('../words/action-word.ts');
    const comment = await vscode.window.showInputBox({
      title: titleFor(actionWord(code), records),
      prompt: l10n.t('Comment for the workflow (optional). Nothing is sent before you have approved the plan.'),
      placeHolder: l10n.t('Why'),
    });
    if (comment === undefined) return;
    const report = await carryOut(connection, records, code, comment.trim());
    // Who refused knows it; and whoever carries a change out tells of it, which is all there is where all of it is done.
    const isWhole = report.results.length === 1 || report.results.every(({ outcome }) => outcome === 'done');
    const isTold = report.decision === 'refused' || (report.decision === 'approved' && isWhole);
    if (!isTold) await show(report);
  }

  async function chooseAction(connection: Connection, records: readonly Actionable[]): Promise<string | undefined> {
    const { possibleActions } = await import('../actions/possible-actions.ts');
    const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { action?: PossibleAction }>();
    picker.title = titleFor(l10n.t('Run Workflow Action'), records);
    picker.placeholder = l10n.t('Loading the possible actions…');
    picker.busy = true;
    picker.matchOnDescription = true;
    const controller = new AbortController();
    const chosen = new Promise<string | undefined>((resolve) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item?.action) resolve(item.action.code);
      });
      picker.onDidHide(() => resolve(undefined));
    });
    picker.show();
    try {
      const { actions, each } = await possibleActions(connection, records, {
        signal: controller.signal,
        progress: (done, total) => {
          if (total > 1) picker.placeholder = l10n.t('Loading the possible actions… {0} of {1}', done, total);
        },
      });
      picker.busy = false;
      picker.placeholder = actions.length > 0 ? l10n.t('Which action?') : l10n.t('No action is possible now.');
      picker.items = actions.map((action) => ({
        label: action.word,
        description: records.length > 1 ? l10n.t('{0} of {1}', action.on.length, records.length) : action.code,
        ...(!each && { detail: l10n.t('One of each state was asked about; the plan asks about each.') }),
        action,
      }));
      return await chosen;
    } finally {
      controller.abort();
      picker.dispose();
    }
  }

  async function carryOut(
    connection: Connection,
    records: readonly Actionable[],
    actionCode: string,
    comment: string,
  ): Promise<ActionReport> {
    const { runAction } = await import('../actions/run-action.ts');
    let report: Promise<ActionReport> | undefined;
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: l10n.t('Planning, nothing is sent yet'),
        cancellable: true,
      },
      (progress, token) =>
        new Promise<void>((planned) => {
          const stop = new AbortController();
          signalOf(token).addEventListener('abort', () => stop.abort(), { once: true });
          let last = 0;
          report = runAction({
            connection,
            reviews,
            records,
            actionCode,
            comment,
            signal: stop.signal,
            planning(done, total) {
              const increment = (100 * (done - last)) / total;
              last = done;
              progress.report({ message: l10n.t('{0} of {1}', done, total), increment });
            },
            planned,
          });
          report.then(
            () => planned(),
            () => planned(),
          );
        }),
    );
    if (!report) throw new vscode.CancellationError();
    return await report;
  }

  async function show(report: ActionReport): Promise<void> {
    const { countsOf, summaryOf } = await import('../actions/action-report.ts');
    const { results } = report;
    const [only] = results;
    const isWell = countsOf(report).done === results.length;
    const text =
      results.length === 1 && only ? l10n.t('{0}: {1}', report.action, `${only.name}. ${only.why}`) : summaryOf(report);
    const showResults = l10n.t('Show Results');
    const say = isWell ? showInformation : showWarning;
    // Nobody has to answer: what called goes on.
    say(text, ...(results.length > 1 || !isWell ? [showResults] : [])).then(
      (answer) => (answer === showResults ? guard.run(() => open(report)) : undefined),
      guard.report,
    );
  }

  async function open(report: ActionReport): Promise<void> {
    const { reportText } = await import('../actions/report-text.ts');
    const { momentWords } = await import('../words/date-words.ts');
    const path = `/${texts.size + 1}/${report.action.replace(/[\\/]/g, ' ')}.txt`;
    texts.set(path, reportText(report, momentWords(Date.now(), { language: vscode.env.language })));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  return vscode.Disposable.from(
    registerCommand(guard, 'jenji.runAction', run),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? l10n.t('These results were of an earlier window.'),
    }),
  );
}

function titleFor(what: string, records: readonly Actionable[]): string {
  const [only] = records;
  return records.length === 1 && only
    ? l10n.t('{0}: {1}', what, only.name)
    : l10n.t('{0}: {1} selected', what, records.length);
}

function tell(text: string): Thenable<unknown> {
  return showInformation(text);
}
