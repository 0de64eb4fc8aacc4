import * as l10n from '@vscode/l10n';
import { actionWord } from '../words/action-word.ts';
import { planWords } from '../words/plan-words.ts';

/**
 * The title of a change in the language of the person: plans and the journal have theirs in English, for all programs.
 * Of `Run "accept" on expense "Ciel d'Oc", 218.20 EUR` it makes `Accept: expense "Ciel d'Oc", 218.20 EUR`. What it does
 * not know it leaves as it is.
 */
export function titleInWords(title: string): string {
  const [, count, first, more] = /^(\d+) changes: (.*), and (\d+) more$/s.exec(title) ?? [];
  if (first !== undefined) return l10n.t('{0} changes: {1}, and {2} more', `${count}`, titleInWords(first), `${more}`);
  const [, turn, what] = /^(Undo|Redo): (.*)$/s.exec(title) ?? [];
  if (what !== undefined) {
    return turn === 'Undo' ? l10n.t('Undo: {0}', titleInWords(what)) : l10n.t('Redo: {0}', titleInWords(what));
  }
  const [, code, on] = /^Run "([\w.:-]+)" on (.*)$/s.exec(title) ?? [];
  if (code !== undefined && on !== undefined) return l10n.t('{0}: {1}', actionWord(code), planWords(on));
  return planWords(title);
}
