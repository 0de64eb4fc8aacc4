import type { FieldChange } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import { shortened } from '../words/one-line.ts';
import { stateWord } from '../words/state-word.ts';
import { invisibleEscaped } from './invisible-escaped.ts';

const longest = 80;
/** How plans write what nobody knows before Jenji has given it. */
const givenByJenji = '⟨given by Jenji⟩';

/** A value in a few characters, on one line, with what cannot be seen as escapes: it may be all that differs. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return l10n.t('nothing');
  if (value === givenByJenji) return l10n.t('what Jenji decides');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = invisibleEscaped(text.replace(/\r\n?/g, '\n')).replace(/\s+/g, ' ').trim();
  const short = shortened(line, longest);
  return typeof value === 'string' ? `“${short}”` : short;
}

/** `“Ada” → “Grace”`. */
export function changeWords(change: FieldChange): string {
  const { before, after } = inWords(change);
  return `${valueWords(before)} → ${valueWords(after)}`;
}

/** The same to be heard. */
export function changeSpoken(change: FieldChange): string {
  const { before, after } = inWords(change);
  if (before === undefined) return l10n.t('becomes {0}', valueWords(after));
  if (after === undefined) return l10n.t('is emptied, was {0}', valueWords(before));
  return l10n.t('from {0} to {1}', valueWords(before), valueWords(after));
}

/** The states of expenses and requests are told as everywhere else. */
function inWords({ path, before, after }: FieldChange): Pick<FieldChange, 'before' | 'after'> {
  if (path.join('.') !== 'expense.state' && path.join('.') !== 'request.state') return { before, after };
  const [was, is] = [before, after].map((state) =>
    typeof state === 'string' && state !== givenByJenji ? stateWord(state) : state,
  );
  return { before: was, after: is };
}
