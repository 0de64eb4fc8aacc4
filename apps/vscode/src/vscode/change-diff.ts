import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import { comparedState, type Side } from '../review/compared-states.ts';
import { DiffTitles } from '../review/diff-titles.ts';
import { documentName } from '../review/document-name.ts';
import { type PlanShown, planShown } from '../review/plan-shown.ts';
import type { Review, ReviewDesk } from '../review/reviews.ts';
import { shortTitle } from '../review/short-title.ts';
import { placeWord } from '../words/place-word.ts';
import { setContext } from './set-context.ts';

const scheme = 'jenji-change';

/** What a change would do, in the editor's own diff: on the left what the server has now, on the right what it would have. */
export interface ChangeDiff extends vscode.Disposable {
  /** Opens the diff of a change, or of one item of it. */
  open(review: Review, item?: number): Promise<void>;
  /** The review whose diff is the active editor, or that a document is of. */
  reviewIdOf(uri?: vscode.Uri): string | undefined;
  /** Whether this window has made the URI, and nobody who only knows how one looks. */
  isOwn(uri: vscode.Uri): boolean;
}

export function createChangeDiff(reviews: ReviewDesk, connections: Connections): ChangeDiff {
  const titles = new DiffTitles();
  const secret = randomBytes(16).toString('hex');
  const uriOf = (plan: PlanShown, item: number, side: Side) => diffUri(plan, item, side, secret);

  async function planOf(id: string): Promise<PlanShown | undefined> {
    const review = reviews.all().find((each) => each.id === id);
    if (review) return review.plan;
    for (const connection of connections.open()) {
      const record = await (await connection.changes()).get(id);
      if (record) return planShown(record);
    }
    return undefined;
  }

  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      const { id, item, side } = partsOf(uri);
      const shown = (await planOf(id))?.items[item];
      if (shown) return comparedState(shown, side);
      return l10n.t('This change is not known in this window any more.');
    },
  });

  function activeId(): string | undefined {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    if (!activeTab) return undefined;
    if (activeTab.input instanceof vscode.TabInputTextDiff) return idOf(activeTab.input.modified);
    return titles.idOf(activeTab.label);
  }

  function tellWhatIsActive(): void {
    const id = activeId();
    const isWaiting = id !== undefined && reviews.waiting().some((each) => each.id === id);
    setContext('jenji.reviewInEditor', isWaiting);
  }

  /** What was decided is history: a diff of it would show something that is no longer so. */
  async function closeDecided(): Promise<void> {
    const open = new Set(reviews.all().map(({ id }) => id));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const decided = tabs.filter((tab) => {
      const id = tab.input instanceof vscode.TabInputTextDiff ? idOf(tab.input.modified) : titles.idOf(tab.label);
      return id !== undefined && !open.has(id);
    });
    if (decided.length > 0) await vscode.window.tabGroups.close(decided, true);
    titles.keepOnly(open);
  }

  const listening = vscode.Disposable.from(
    provider,
    reviews.onDidChange(() => {
      tellWhatIsActive();
      // A tab that is gone already cannot be closed, and need not be.
      closeDecided().catch(() => undefined);
    }),
    vscode.window.tabGroups.onDidChangeTabs(tellWhatIsActive),
    vscode.window.tabGroups.onDidChangeTabGroups(tellWhatIsActive),
  );

  return {
    async open(review, item) {
      const { plan, id, accountId } = review;
      const account = connections.accounts().find((each) => each.id === accountId);
      const place = account ? ` (${placeWord(account.place)})` : '';
      const [only] = plan.items.length === 1 ? [0] : [item];
      if (only !== undefined) {
        const title = `${diffTitle(plan.items[only]?.title ?? plan.title)}${place}`;
        await vscode.commands.executeCommand(
          'vscode.diff',
          uriOf(plan, only, 'before'),
          uriOf(plan, only, 'after'),
          title,
        );
      } else {
        const title = titles.take(`${diffTitle(plan.title)}${place}`, id);
        const pairs = plan.items.map((_, index) => {
          const after = uriOf(plan, index, 'after');
          return [after, uriOf(plan, index, 'before'), after];
        });
        await vscode.commands.executeCommand('vscode.changes', title, pairs);
      }
      tellWhatIsActive();
    },
    reviewIdOf: (uri) => (uri ? idOf(uri) : undefined) ?? activeId(),
    isOwn: ({ scheme: its, query }) => its === scheme && query.split('/')[2] === secret,
    dispose: () => listening.dispose(),
  };
}

function diffTitle(title: string): string {
  return l10n.t('{0}: {1}', shortTitle(title), l10n.t('server now ↔ after'));
}

/** Both sides have one path, or the editor would take one for the other renamed. */
function diffUri(plan: PlanShown, item: number, side: Side, secret: string): vscode.Uri {
  const path = `/${documentName(plan.items[item]?.title ?? '')}.json`;
  return vscode.Uri.from({ scheme, authority: plan.id, path, query: `${item}/${side}/${secret}` });
}

function partsOf({ authority, query }: vscode.Uri): { id: string; item: number; side: Side } {
  const [item = '0', side] = query.split('/');
  return { id: authority, item: Number(item), side: side === 'before' ? 'before' : 'after' };
}

function idOf(uri: vscode.Uri): string | undefined {
  return uri.scheme === scheme ? partsOf(uri).id : undefined;
}
