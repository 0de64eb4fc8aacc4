import * as l10n from '@vscode/l10n';
import { actionWord } from '../words/action-word.ts';

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
  if (code !== undefined && on !== undefined) return l10n.t('{0}: {1}', actionWord(code), recordInWords(on) ?? on);
  const [, verb, of = ''] = /^(Change|Delete|Block|Unblock) (.*)$/s.exec(title) ?? [];
  const record = recordInWords(of);
  if (record === undefined) return title;
  if (verb === 'Change') return l10n.t('Change {0}', record);
  if (verb === 'Delete') return l10n.t('Delete {0}', record);
  return verb === 'Block' ? l10n.t('Block {0}', record) : l10n.t('Unblock {0}', record);
}

/** `user "Ada Lovelace" (ada@example.com)`: what it is, before what it is called. */
function recordInWords(text: string): string | undefined {
  const nouns =
    /^(user|expense|expense request|group|category|payment method|custom field|option|allowance template|warning rule|communication|organization|bookkeeper|client|vehicle) (["\d(-].*)$/s;
  const [, noun, name = ''] = nouns.exec(text) ?? [];
  switch (noun) {
    case 'user':
      return l10n.t('user {0}', name);
    case 'expense':
      return l10n.t('expense {0}', name);
    case 'expense request':
      return l10n.t('expense request {0}', name);
    case 'group':
      return l10n.t('group {0}', name);
    case 'category':
      return l10n.t('category {0}', name);
    case 'payment method':
      return l10n.t('payment method {0}', name);
    case 'custom field':
      return l10n.t('custom field {0}', name);
    case 'option':
      return l10n.t('option {0}', name);
    case 'allowance template':
      return l10n.t('allowance template {0}', name);
    case 'warning rule':
      return l10n.t('warning rule {0}', name);
    case 'communication':
      return l10n.t('communication {0}', name);
    case 'organization':
      return l10n.t('organization {0}', name);
    case 'bookkeeper':
      return l10n.t('accounting firm {0}', name);
    case 'client':
      return l10n.t('client {0}', name);
    case 'vehicle':
      return l10n.t('vehicle {0}', name);
    default:
      return undefined;
  }
}
