import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import { resultWords } from '../history/change-report.ts';
import { isOpen } from '../history/record-rows.ts';
import { confirmationText, planWarnings, typedConfirmation } from '../review/plan-warnings.ts';
import { accountWords, fieldLines, fieldsWords } from '../review/review-rows.ts';
import type { Review, ReviewDesk } from '../review/reviews.ts';
import { titleWords } from '../review/short-title.ts';
import { approveWord } from '../words/approve-word.ts';
import { messageText } from '../words/message-text.ts';
import { oneLine } from '../words/one-line.ts';
import { placeWord } from '../words/place-word.ts';
import { planWords } from '../words/plan-words.ts';
import type { ChangeDiff } from './change-diff.ts';
import type { Guard } from './guard.ts';
import type { History } from './history.ts';
import { showError, showInformation, showWarning } from './messages.ts';
import { signalOf } from './signal.ts';

interface DecisionServices {
  readonly guard: Guard;
  readonly connections: Connections;
  readonly reviews: ReviewDesk;
}

/** Asking a person, and telling what came of it. */
export function createDecisions(
  { guard, connections, reviews }: DecisionServices,
  diff: Pick<ChangeDiff, 'open'>,
  history: Pick<History, 'show' | 'undo' | 'planAgain' | 'lookAgain'>,
) {
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
        messageText(planWords(oneLine(confirmation.what))),
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
    const told = warnings.length > 0 ? warnings : fieldLines(plan);
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

function fieldsOf({ items }: Review['plan']): number {
  return items.reduce((sum, { diff }) => sum + diff.length, 0);
}
