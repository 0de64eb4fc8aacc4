import * as l10n from '@vscode/l10n';
import type { Account } from './account.ts';
import { secretProblem } from './key-rules.ts';
import type { InputQuestion } from './sign-in-dialog.ts';
import { unknownKeyMessage, verifyFailureMessage } from './verify-message.ts';

/**
 * The question for the secret of a key, which is verified before it is taken.
 *
 * @param verify Asks Jenji; `problem` says why a key that Jenji knows is not taken.
 */
export function secretQuestion(
  { place, baseUrl }: Pick<Account, 'place' | 'baseUrl'>,
  verify: (secret: string, signal: AbortSignal) => Promise<'right' | 'unknown' | { readonly problem: string }>,
): Pick<InputQuestion, 'prompt' | 'password' | 'problem' | 'verify'> {
  return {
    prompt: l10n.t('Secret of the API key. It is kept in the secret storage of this editor, and nowhere else.'),
    password: true,
    problem: secretProblem,
    verify: {
      doing: l10n.t('Verifying the key with {0}…', new URL(baseUrl).host),
      async run(secret, signal) {
        try {
          const answer = await verify(secret, signal);
          if (answer === 'right') return undefined;
          return answer === 'unknown' ? unknownKeyMessage(place) : answer.problem;
        } catch (error) {
          return verifyFailureMessage(error, baseUrl);
        }
      },
    },
  };
}
