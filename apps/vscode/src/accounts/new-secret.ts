import * as l10n from '@vscode/l10n';
import type { Account } from './account.ts';
import { secretQuestion } from './secret-question.ts';
import type { SignInOptions } from './sign-in.ts';
import type { SignInDialog } from './sign-in-dialog.ts';

/** Asks for another secret of an account, and verifies it. @throws AbortedError when the person dismisses the question. */
export async function askForNewSecret(
  dialog: SignInDialog,
  account: Account,
  verify: SignInOptions['verify'],
): Promise<string> {
  const { place, baseUrl, keyType, user } = account;
  const answer = await dialog.input({
    title: l10n.t('New Secret of “{0}”', account.label),
    step: 1,
    steps: 1,
    canGoBack: false,
    ...secretQuestion(account, async (secret, signal) => {
      const { worksAs } = await verify({ place, baseUrl, keyType, user, secret }, signal);
      if (worksAs === undefined) return 'unknown';
      if (worksAs === keyType) return 'right';
      return { problem: l10n.t('This is a key of the other type. Sign in with it anew. Nothing was saved.') };
    }),
  });
  // There is nothing to go back to.
  return answer === 'back' ? askForNewSecret(dialog, account, verify) : answer.value;
}
