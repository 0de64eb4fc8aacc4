import * as l10n from '@vscode/l10n';
import type { Account } from './account.ts';
import { secretProblem } from './key-rules.ts';
import type { SignInOptions } from './sign-in.ts';
import type { SignInDialog } from './sign-in-dialog.ts';
import { unknownKeyMessage, verifyFailureMessage } from './verify-message.ts';

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
    prompt: l10n.t('Secret of the API key. It is kept in the secret storage of this editor, and nowhere else.'),
    password: true,
    problem: secretProblem,
    verify: {
      doing: l10n.t('Verifying the key with {0}…', new URL(baseUrl).host),
      async run(secret, signal) {
        try {
          const { worksAs } = await verify({ place, baseUrl, keyType, user, secret }, signal);
          if (worksAs === undefined) return unknownKeyMessage(place);
          if (worksAs === keyType) return undefined;
          return l10n.t('This is a key of the other type. Sign in with it anew. Nothing was saved.');
        } catch (error) {
          return verifyFailureMessage(error, baseUrl);
        }
      },
    },
  });
  // There is nothing to go back to.
  return answer === 'back' ? askForNewSecret(dialog, account, verify) : answer.value;
}
