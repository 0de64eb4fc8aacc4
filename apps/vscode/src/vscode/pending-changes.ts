import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import { resultWords } from '../history/change-report.ts';
import { recentChanges } from '../history/recent-changes.ts';
import { isOpen, moreRow, recordRow } from '../history/record-rows.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { confirmationText, planWarnings, typedConfirmation } from '../review/plan-warnings.ts';
import { accountWords, fieldsWords, noteRow, reviewRow } from '../review/review-rows.ts';
import type { Review, ReviewDesk } from '../review/reviews.ts';
import { oneLine, titleWords } from '../review/short-title.ts';
import { approveWord } from '../words/approve-word.ts';
import { messageText } from '../words/message-text.ts';
import { placeWord } from '../words/place-word.ts';
import { type ChangeDiff, createChangeDiff } from './change-diff.ts';
import type { Guard } from './guard.ts';
import { changeIn, createHistory, type History } from './history.ts';
import { showError, showInformation, showWarning } from './messages.ts';
import { registerCommand } from './register-command.ts';
import { signalOf } from './signal.ts';

/** How often other processes' plans and decisions are looked for while somebody looks, in milliseconds. Files only. */
const lookEvery = 3000;
const rowsPerPage = 20;

export interface PendingChangesServices {
  readonly guard: Guard;
  readonly connections: Connections;
  readonly reviews: ReviewDesk;
  /** Rows above the changes, of other parts. */
  readonly notices?: { rows(): readonly ChangeRow[]; readonly onDidChange: vscode.Event<void> } | undefined;
}

/** The view of the changes that wait, and of those that were decided. */
export function activatePendingChanges(services: PendingChangesServices): vscode.Disposable {
  const { guard, connections, reviews, notices } = services;
  const diff = createChangeDiff(reviews, connections);
  const history = createHistory(connections, reviews);
  const decide = createDecisions(services, diff, history);
  const style = { language: vscode.env.language };
  const changed = new vscode.EventEmitter<undefined>();
  /** Rows that the editor shows: a command that is given one was pressed in the view. */
  const given = new WeakSet<object>();
  /** Stands before the ids of the rows: by an id that could be known, anything that runs commands could name a row. */
  const secret = randomBytes(16).toString('hex');
  let limit = rowsPerPage;

  const accountOf = (accountId: string) => connections.accounts().find(({ id }) => id === accountId);

  async function recentRows(): Promise<ChangeRow[]> {
    // Whoever unfolds the section wants to see it, of every account whose secret is there.
    await Promise.all(connections.accounts().map(({ id }) => connections.connect(id).catch(() => undefined)));
    const { changes: recent, more } = await recentChanges(connections.open(), limit);
    // What is being carried out is shown above until it is through.
    const changes = recent.filter(
      ({ change }) => !reviews.all().some(({ id, stage }) => id === change.id && stage.name === 'running'),
    );
    if (changes.length === 0)
      return [noteRow('record/none', l10n.t('Nothing has been changed from this machine yet.'))];
    return [...changes.map((each) => recordRow(each, accountOf(each.accountId), style)), ...(more ? [moreRow()] : [])];
  }

  function topRows(): ChangeRow[] {
    const now = Date.now();
    const all = reviews.all();
    const recent = l10n.t('Recent Changes');
    return [
      ...(notices?.rows() ?? []),
      ...(all.length > 0
        ? all.map((review) => reviewRow(review, accountOf(review.accountId), now))
        : [noteRow('review/none', l10n.t('Nothing waits for your decision.'), 'check')]),
      {
        id: 'recent',
        label: recent,
        accessibilityLabel: recent,
        icon: { id: 'history' },
        context: 'jenji.recentChanges',
        children: recentRows,
      },
    ];
  }

  const view = vscode.window.createTreeView<ChangeRow>('jenji.pendingChanges', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem(row) {
        given.add(row);
        return treeItem(row, secret);
      },
      getChildren: async (row) => (row ? [...((await row.children?.()) ?? [])] : topRows()),
    },
  });

  function show(): void {
    const { length } = reviews.waiting();
    const tooltip =
      length === 1 ? l10n.t('1 change waits for your decision') : l10n.t('{0} changes wait for your decision', length);
    view.badge = length > 0 ? { value: length, tooltip } : undefined;
    void vscode.commands.executeCommand('setContext', 'jenji.changesWaiting', length > 0);
    changed.fire(undefined);
  }

  function look(): void {
    if (!view.visible && reviews.all().length === 0) return;
    // A journal that cannot be read is told of where it matters; looking is not worth a message every few seconds.
    reviews.lookAround().catch(() => undefined);
  }
  const looking = setInterval(look, lookEvery);
  // "Expires in 14 minutes" is true for a minute.
  const minutes = setInterval(() => reviews.waiting().length > 0 && view.visible && changed.fire(undefined), 60_000);

  /** What a command is about: the row of a menu, the document of an editor, the row that has the focus, or the only one. */
  async function reviewFor(value: unknown): Promise<Review | undefined> {
    const { review }: Partial<ChangeRow> = Object(value);
    const isFocused = value === undefined && view.selection[0]?.review;
    const id =
      review?.id ??
      diff.reviewIdOf(value instanceof vscode.Uri ? value : undefined) ??
      (isFocused ? isFocused.id : undefined);
    const waiting = reviews.all().filter(({ stage }) => stage.name !== 'running');
    const found = waiting.find((each) => each.id === id);
    if (found || id !== undefined) return found ?? goneBy();
    if (waiting.length <= 1) return waiting[0] ?? goneBy();
    const picks = waiting.map((each) => {
      const { label, description = '' } = reviewRow(each, accountOf(each.accountId), Date.now());
      return { label, description, each };
    });
    return (await vscode.window.showQuickPick(picks, { placeHolder: l10n.t('Which change?') }))?.each;
  }

  /**
   * Whether a person pressed a button beside a change, or in its diff. Anything else that runs commands (an assistant, a
   * task of the workspace, a key) only names one, or none at all.
   */
  function isPressed(value: unknown): boolean {
    return value instanceof vscode.Uri ? diff.isOwn(value) : given.has(Object(value));
  }

  function goneBy(): undefined {
    void showInformation(l10n.t('This change was decided already: look at it under Recent Changes.'));
    return undefined;
  }

  const onReview = (action: (review: Review, row: Partial<ChangeRow>) => unknown) => async (value: unknown) => {
    const review = await reviewFor(value);
    if (review) await action(review, Object(value));
  };
  const onRecord = (action: (accountId: string, changeId: string) => Promise<void>) => async (value: unknown) => {
    const found =
      changeIn(value) ??
      history.shownIn(value instanceof vscode.Uri ? value : undefined) ??
      changeIn(view.selection[0]);
    if (found) await action(found.accountId, found.changeId);
    changed.fire(undefined);
  };

  const begun = reviews.onDidBegin((review) => void guard.run(() => decide.announce(review)));
  show();
  return vscode.Disposable.from(
    view,
    diff,
    history,
    changed,
    begun,
    reviews.onDidChange(show),
    connections.onDidChange(() => {
      show();
      look();
    }),
    view.onDidChangeVisibility(look),
    ...(notices ? [notices.onDidChange(show)] : []),
    { dispose: () => [looking, minutes].forEach(clearInterval) },
    registerCommand(
      guard,
      'jenji.reviewChange',
      onReview((review, { item }) => diff.open(review, item)),
    ),
    registerCommand(guard, 'jenji.approveChange', async (value) => {
      const review = await reviewFor(value);
      if (review) await decide.approve(review, { isPressed: isPressed(value) });
    }),
    registerCommand(
      guard,
      'jenji.refuseChange',
      onReview((review) => decide.refuse(review)),
    ),
    registerCommand(
      guard,
      'jenji.dismissChange',
      onReview(({ id }) => reviews.dismiss(id)),
    ),
    registerCommand(guard, 'jenji.planChangeAgain', async (value) => {
      const { review }: Partial<ChangeRow> = Object(value);
      if (!review) return await onRecord(history.planAgain)(value);
      // What is planned is what waits here, whatever the command was given.
      const known = await reviewFor(value);
      if (known) await reviews.planAgain(known.plan, { accountId: known.accountId });
    }),
    registerCommand(guard, 'jenji.undoChange', onRecord(history.undo)),
    registerCommand(guard, 'jenji.lookAgainAtChange', onRecord(history.lookAgain)),
    registerCommand(guard, 'jenji.showChangeDetails', onRecord(history.show)),
    registerCommand(guard, 'jenji.showMoreChanges', () => {
      limit += rowsPerPage;
      changed.fire(undefined);
    }),
    registerCommand(guard, 'jenji.refreshChanges', async () => {
      await reviews.lookAround();
      changed.fire(undefined);
    }),
  );
}

/** Asking a person, and telling what came of it. */
function createDecisions({ guard, connections, reviews }: PendingChangesServices, diff: ChangeDiff, history: History) {
  /** Gives what was typed; undefined where the person thought better of it. */
  async function typed(review: Review) {
    const { confirmation } = review.plan;
    if (!confirmation) return undefined;
    const wanted = confirmationText(confirmation);
    const text = await vscode.window.showInputBox({
      title: titleWords(review.plan.title),
      prompt: l10n.t(
        'This destroys {0} {1} for good. Type {2} to approve it.',
        confirmation.count,
        messageText(oneLine(confirmation.what)),
        `“${messageText(oneLine(wanted))}”`,
      ),
      placeHolder: oneLine(wanted),
      ignoreFocusOut: true,
      validateInput: (value) =>
        typedConfirmation(value, confirmation)
          ? undefined
          : l10n.t('Type {0}, exactly so.', messageText(oneLine(wanted))),
    });
    return text === undefined ? undefined : typedConfirmation(text, confirmation);
  }

  /**
   * Losses are told before, in a dialog; what takes nothing away is approved by one click. What was not clicked is asked
   * for in the dialog too, which no command can answer. Its first button, which Enter presses, changes nothing.
   */
  async function isSure(review: Review, isPressed: boolean): Promise<boolean> {
    const { plan, accountId } = review;
    const warnings = planWarnings(plan);
    if (warnings.length === 0 && isPressed) return true;
    const account = connections.accounts().find(({ id }) => id === accountId);
    const look = l10n.t('Review');
    const approve = approveWord(account?.place);
    const told = warnings.length > 0 ? warnings : [fieldsWords(fieldsOf(plan))];
    const detail = [...(account ? [accountWords(account)] : []), ...told].join('\n\n').replaceAll('\n\n•', '\n•');
    const title = titleWords(plan.title);
    const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, look, approve);
    if (chosen === look) await diff.open(review);
    return chosen === approve;
  }

  async function approve(review: Review, { isPressed }: { isPressed: boolean }): Promise<void> {
    const { plan, id, accountId } = review;
    if (review.stage.name === 'expired') {
      const again = l10n.t('Plan Again');
      const text = l10n.t('Nobody decided within 15 minutes. Plan it again to see what it would change now.');
      if ((await showInformation(text, again)) === again) await reviews.planAgain(plan, { accountId });
      return;
    }
    if (!(await isSure(review, isPressed))) return;
    const confirmation = await typed(review);
    if (plan.confirmation && !confirmation) return;
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: l10n.t('Carrying out: {0}', titleWords(plan.title)),
        cancellable: true,
      },
      (progress, token) => {
        let told = 0;
        return reviews.approve(id, {
          typed: confirmation,
          signal: signalOf(token),
          progress: ({ done, total }) => {
            const message = total > 1 ? l10n.t('{0} of {1}', done, total) : undefined;
            progress.report({ ...(message && { message }), increment: ((done - told) / total) * 100 });
            told = done;
          },
        });
      },
    );
    await tell(accountId, id, result);
  }

  async function tell(
    accountId: string,
    id: string,
    result: Awaited<ReturnType<ReviewDesk['approve']>>,
  ): Promise<void> {
    const { text, tone } = resultWords(result);
    // Somebody may have signed out meanwhile: what became of it is told all the same.
    const connection = await connections.connect(accountId).catch(() => undefined);
    const record = await (await connection?.changes())?.get(id);
    const details = l10n.t('Show Details');
    const undo = l10n.t('Undo');
    const again = l10n.t('Plan Again');
    const look = l10n.t('Look Again');
    const isThere = record?.status === 'committed' || record?.status === 'partly';
    const buttons = [
      ...(record && isOpen(record) ? [look] : []),
      ...(record?.status === 'refused' ? [again] : []),
      ...(record ? [details] : []),
      ...(isThere && record.reversible.answer !== 'no' ? [undo] : []),
    ];
    const say = tone === 'good' ? showInformation : tone === 'warning' ? showWarning : showError;
    void say(text, ...buttons).then((chosen) =>
      guard.run(async () => {
        if (chosen === details) await history.show(accountId, id);
        if (chosen === undo) await history.undo(accountId, id);
        if (chosen === again) await history.planAgain(accountId, id);
        if (chosen === look) await history.lookAgain(accountId, id);
      }),
    );
  }

  async function refuse(review: Review): Promise<void> {
    if (review.stage.name === 'expired') return reviews.dismiss(review.id);
    const reason = await vscode.window.showInputBox({
      title: l10n.t('Refuse: {0}', titleWords(review.plan.title)),
      prompt:
        review.origin === 'person'
          ? l10n.t('Nothing will be changed. Press Enter to refuse, with or without a reason.')
          : l10n.t(
              'Nothing will be changed. Press Enter to refuse; the assistant is told the reason, if you give one.',
            ),
      ignoreFocusOut: true,
    });
    if (reason !== undefined) await reviews.refuse(review.id, reason.trim() || undefined);
  }

  return {
    approve,
    refuse,
    /** Brings a change that begins to wait to the person's attention. */
    async announce(review: Review): Promise<void> {
      // Others are asked where they are; here the badge says that something waits.
      if (review.origin === 'elsewhere') return;
      if (review.show === 'diff') return await diff.open(review);
      const { plan } = review;
      const account = connections.accounts().find(({ id }) => id === review.accountId);
      const fields = fieldsWords(fieldsOf(plan));
      const where = account ? `${fields} · ${placeWord(account.place)}` : fields;
      const title = titleWords(plan.title);
      const text =
        review.origin === 'assistant'
          ? l10n.t('The assistant wants to change something: {0} ({1})', title, where)
          : l10n.t('Ready for your decision: {0} ({1})', title, where);
      const [look, yes, no] = [l10n.t('Review'), approveWord(account?.place), l10n.t('Refuse')];
      const show = planWarnings(plan).length > 0 ? showWarning : showInformation;
      const chosen = await show(text, look, yes, no);
      const now = reviews.all().find(({ id }) => id === review.id);
      if (!chosen) return;
      if (!now) {
        const gone = l10n.t('This change was decided already: look at it under Recent Changes.');
        void showInformation(gone);
      } else if (chosen === look) await diff.open(now);
      else if (chosen === yes) await approve(now, { isPressed: true });
      else if (chosen === no) await refuse(now);
    },
  };
}

function treeItem(row: ChangeRow, secret: string): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.children ? (row.expanded ? Expanded : Collapsed) : None);
  item.id = `${secret}/${row.id}`;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  item.accessibilityInformation = { label: row.accessibilityLabel };
  item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined);
  item.contextValue = row.context;
  const command = clickOf(row);
  if (command) item.command = { ...command, arguments: [row] };
  return item;
}

function fieldsOf({ items }: Review['plan']): number {
  return items.reduce((sum, { diff }) => sum + diff.length, 0);
}

function clickOf({ click }: ChangeRow): { command: string; title: string } | undefined {
  switch (click) {
    case 'diff':
      return { command: 'jenji.reviewChange', title: l10n.t('Review') };
    case 'details':
      return { command: 'jenji.showChangeDetails', title: l10n.t('Show Details') };
    case 'more':
      return { command: 'jenji.showMoreChanges', title: l10n.t('Load more') };
    case undefined:
      return undefined;
  }
}
