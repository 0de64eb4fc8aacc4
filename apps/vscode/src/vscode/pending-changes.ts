import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import { recentChanges } from '../history/recent-changes.ts';
import { moreRow, recordRow } from '../history/record-rows.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { noteRow, reviewRow } from '../review/review-rows.ts';
import type { Review, ReviewDesk } from '../review/reviews.ts';
import { createChangeDiff } from './change-diff.ts';
import { createDecisions } from './decisions.ts';
import type { Guard } from './guard.ts';
import { changeIn, createHistory } from './history.ts';
import { showInformation } from './messages.ts';
import { registerCommand } from './register-command.ts';
import { clickOn, rowItem } from './row-item.ts';
import { selectedRow } from './selected-row.ts';
import { setContext } from './set-context.ts';

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
    setContext('jenji.changesWaiting', length > 0);
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
   * task of the workspace, a key) only names one, or none at all. The diff of one of several shows only a part of them.
   */
  function isPressed(value: unknown, { plan }: Review): boolean {
    if (value instanceof vscode.Uri) return plan.items.length === 1 && diff.isOwn(value);
    return given.has(Object(value));
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
  const review = onReview((which, { item }) => diff.open(which, item));
  const showDetails = onRecord(history.show);

  function click(row: ChangeRow | undefined): unknown {
    switch (row?.click) {
      case 'diff':
        return review(row);
      case 'details':
        return showDetails(row);
      case 'more':
        limit += rowsPerPage;
        return changed.fire(undefined);
      case undefined:
        return undefined;
    }
  }

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
    registerCommand(guard, 'jenji.openChangeRow', async () => click(await selectedRow(view))),
    registerCommand(guard, 'jenji.reviewChange', review),
    registerCommand(guard, 'jenji.approveChange', async (value) => {
      const review = await reviewFor(value);
      if (review) await decide.approve(review, { isPressed: isPressed(value, review) });
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
    registerCommand(guard, 'jenji.showChangeDetails', showDetails),
    registerCommand(guard, 'jenji.refreshChanges', async () => {
      await reviews.lookAround();
      changed.fire(undefined);
    }),
  );
}

function treeItem(row: ChangeRow, secret: string): vscode.TreeItem {
  const item = rowItem({ ...row, children: row.children ? (row.expanded ? 'expanded' : 'collapsed') : 'none' });
  item.id = `${secret}/${row.id}`;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  item.contextValue = row.context;
  if (row.click) item.command = clickOn('jenji.openChangeRow', l10n.t('Open'));
  return item;
}
