import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Decision, ProposeOptions, Reviews } from '../review/reviews.ts';
import { titleInWords } from '../review/title-in-words.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import type { Subject } from '../tree/tree-node.ts';
import type { TreeRow } from '../tree/tree-row.ts';
import { messageText } from '../words/message-text.ts';
import { showWarning } from './messages.ts';
import type { TreeServices } from './tree.ts';

/** Plans moving people to a group; it is carried out when somebody approves it. */
export async function moveUsers(
  { reviews }: TreeServices,
  model: TreeModel,
  rows: readonly TreeRow[],
  group: Subject,
): Promise<void> {
  const { moveTo } = await import('../tree/move-users.ts');
  const possible = moveTo(rows, group);
  if ('refused' in possible) {
    void showWarning(possible.refused);
    return;
  }
  const chosen = await chooseLanguage(model, group, possible.requests.length);
  if (!chosen) return;
  const move = moveTo(rows, group, chosen.language);
  if ('refused' in move) return;
  const { accountId, requests } = move;
  const decision = await planned(reviews, requests.length, (signal, progress) =>
    reviews.propose(requests, { accountId, signal, progress }),
  );
  if (decision.approved && decision.result.status !== 'committed') {
    void showWarning(l10n.t('Not everybody was moved. History tells what became of each.'));
  }
}

/** Shows progress until the plan waits for a decision, where Pending Changes goes on telling of it. */
async function planned(
  reviews: Reviews,
  count: number,
  propose: (signal: AbortSignal, progress: NonNullable<ProposeOptions['progress']>) => Promise<Decision>,
): Promise<Decision> {
  const before = new Set(reviews.waiting().map(({ id }) => id));
  let stop = () => {};
  const waits = new Promise<void>((resolve) => {
    const { dispose } = reviews.onDidChange(() => {
      if (reviews.waiting().some(({ id }) => !before.has(id))) resolve();
    });
    stop = dispose;
  });
  const withdrawal = new AbortController();
  let decision: Promise<Decision> | undefined;
  await vscode.window
    .withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: count === 1 ? l10n.t('Planning to move 1 person') : l10n.t('Planning to move {0} people', count),
        cancellable: true,
      },
      async (progress, token) => {
        token.onCancellationRequested(() => withdrawal.abort());
        decision = propose(withdrawal.signal, ({ doing }) =>
          progress.report({ message: messageText(titleInWords(doing)) }),
        );
        await Promise.race([decision, waits]);
      },
    )
    .then(undefined, () => undefined);
  stop();
  if (!decision) throw new vscode.CancellationError();
  return decision;
}

/**
 * Asks which language the people have: Jenji clears it with every update that does not name it, and does not tell it.
 *
 * @returns undefined when the person dismissed the question.
 */
async function chooseLanguage(
  model: TreeModel,
  { accountId, organizationId = '' }: Subject,
  count: number,
): Promise<{ readonly language: string | undefined } | undefined> {
  const connection = await model.connect(accountId);
  const { organizationOf } = await import('../readings/organization.ts');
  const names = new Intl.DisplayNames(vscode.env.language, { type: 'language' });
  const items = organizationOf(connection, organizationId).then(({ value }) => {
    const codes = new Set([value.masterLanguage ?? 'en', ...(value.availableLanguages ?? [])]);
    const languages = [...codes].filter((code) => /^[a-z]{2}$/.test(code));
    return [
      ...languages.map((language) => ({
        label: names.of(language) ?? language,
        ...(language === value.masterLanguage && { description: l10n.t('the language of the organization') }),
        language,
      })),
      { label: l10n.t('Leave it cleared'), language: undefined },
    ];
  });
  return vscode.window.showQuickPick(items, {
    title: count === 1 ? l10n.t('Language of the Person Moved') : l10n.t('Language of the {0} People Moved', count),
    placeHolder: l10n.t('Jenji clears the language with this change and does not tell what it was: name it again.'),
  });
}

/** Asks for the group by keyboard. @returns undefined when the person dismissed the question. */
export async function chooseGroup(
  model: TreeModel,
  { accountId, organizationId = '' }: Subject,
): Promise<Subject | undefined> {
  const connection = await model.connect(accountId);
  const [{ organizationOf }, { groupForest }, { shown }] = await Promise.all([
    import('../readings/organization.ts'),
    import('../tree/group-forest.ts'),
    import('../words/shown.ts'),
  ]);
  const items = organizationOf(connection, organizationId).then(({ value }) => {
    const list: (vscode.QuickPickItem & { readonly groupId: string })[] = [];
    const add = ({ group, groups }: ReturnType<typeof groupForest>['roots'][number], path: readonly string[]) => {
      const name = shown(group.name, 80) || shown(group.id);
      list.push({ label: name, description: path.join(' / '), groupId: group.id ?? '' });
      for (const each of groups) add(each, [...path, name]);
    };
    for (const root of groupForest(value.groups ?? [], []).roots) add(root, []);
    return list;
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Move to Group'),
    placeHolder: l10n.t('Nothing is sent before you have approved the plan.'),
    matchOnDescription: true,
  });
  return chosen && { kind: 'group', accountId, organizationId, id: chosen.groupId };
}
