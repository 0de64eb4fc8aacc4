import type { Reversible } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import { oneLine } from '../words/one-line.ts';
import { planWords } from '../words/plan-words.ts';

/** Whether a change can be turned back, in sentences; undefined where it simply can. */
export function reversibleWords({ answer, text }: Reversible): string | undefined {
  if (answer === 'yes') return undefined;
  return answer === 'no'
    ? l10n.t('It cannot be turned back. {0}', planWords(oneLine(text)))
    : l10n.t('Not all is as before if it is turned back: {0}', planWords(oneLine(text)));
}
