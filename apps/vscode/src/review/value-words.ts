import type { FieldChange } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import { invisibleEscaped } from './invisible-escaped.ts';

const longest = 80;

/** A value in a few characters, on one line, with what cannot be seen as escapes: it may be all that differs. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return l10n.t('nothing');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = invisibleEscaped(text.replace(/\r\n?/g, '\n')).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
  return typeof value === 'string' ? `“${short}”` : short;
}

/** `“Ada” → “Grace”`. */
export function changeWords({ before, after }: FieldChange): string {
  return `${valueWords(before)} → ${valueWords(after)}`;
}

/** The same to be heard. */
export function changeSpoken({ before, after }: FieldChange): string {
  if (before === undefined) return l10n.t('becomes {0}', valueWords(after));
  if (after === undefined) return l10n.t('is emptied, was {0}', valueWords(before));
  return l10n.t('from {0} to {1}', valueWords(before), valueWords(after));
}
