import type { Loss } from '@jenji-kit/changes';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { planWords } from '../words/plan-words.ts';
import type { PlanShown } from './plan-shown.ts';
import { reversibleWords } from './reversible-words.ts';

/** As many as a dialog can show. */
const mostListed = 12;

/**
 * What a person has to read before approving: what is lost or destroyed, and that it cannot be turned back. Empty where
 * nothing is, so that approving takes one click.
 */
export function planWarnings({ losses, reversible, hazard }: PlanShown): string[] {
  const texts = losses.map(lossWords);
  const shown = texts.slice(0, mostListed);
  const more = texts.length - shown.length;
  const back = reversibleWords(reversible);
  return [
    ...shown.map((text) => `• ${text}`),
    ...(more > 0 ? [l10n.t('and {0} more, listed under Pending Changes', more)] : []),
    ...(back !== undefined && (reversible.answer === 'no' || losses.length > 0 || isDestructive(hazard)) ? [back] : []),
  ];
}

/** One thing that is lost, in words, with what people typed made harmless. */
export function lossWords({ kind, what }: Loss): string {
  const name = planWords(withoutInvisible(what));
  switch (kind) {
    case 'cleared':
      return l10n.t('Emptied: {0}', name);
    case 'disabled':
      return l10n.t('Can no longer be chosen: {0}', name);
    case 'removed':
      return l10n.t('Removed: {0}', name);
    case 'unknowable':
      return l10n.t('Emptied, whatever it holds now, which Jenji does not show: {0}', name);
    case 'reset':
      return l10n.t('Destroyed for good: {0}', name);
  }
}

function isDestructive(hazard: PlanShown['hazard']): boolean {
  return hazard === 'delete' || hazard === 'reset';
}

/** What has to be typed before a reset: the name and the count, `projects 12`. */
export function confirmationText({ name, count }: { name: string; count: number }): string {
  return `${name} ${count}`;
}

/** What was typed, where it is what has to be typed. */
export function typedConfirmation(
  text: string,
  confirmation: { name: string; count: number },
): { name: string; count: number } | undefined {
  return text.trim() === confirmationText(confirmation)
    ? { name: confirmation.name, count: confirmation.count }
    : undefined;
}
