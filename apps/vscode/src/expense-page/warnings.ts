import type { Expense, ExpenseWarning } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { type DateStyle, momentWords } from '../words/date-words.ts';
import { humanized } from '../words/humanized.ts';
import { isFilled, valueText } from './custom-field-value.ts';
import type { Names } from './names.ts';
import type { WarningShown } from './page-data.ts';

const known = new Set([
  'warningRuleId',
  'userId',
  'time',
  'updatedAt',
  'code',
  'labelsPerLanguage',
  'isPreventingValidation',
  'mutedAt',
  'mutedBy',
  'linkedExpensesIds',
]);

/** The warnings on an expense: those that keep it from being approved first, muted ones last. */
export function warningsOf({ warnings }: Expense, names: Names, style: DateStyle): WarningShown[] {
  const order = { error: 0, warning: 1, muted: 2 };
  return (warnings ?? [])
    .map((warning, index) => warningShown(warning, index, names, style))
    .sort((a, b) => order[a.tone] - order[b.tone]);
}

function warningShown(warning: ExpenseWarning, index: number, names: Names, style: DateStyle): WarningShown {
  const { warningRuleId, code, updatedAt, mutedAt, mutedBy, linkedExpensesIds } = warning;
  const isMuted = Boolean(mutedAt || mutedBy);
  const isStopping = warning.isPreventingValidation === true && !isMuted;
  const unknown = Object.entries(warning).filter(([name, value]) => !known.has(name) && isFilled(value));
  return {
    id: `${warningRuleId ?? ''}-${index}`,
    title: names.label(warning.labelsPerLanguage) ?? humanized(warningRuleId ?? ''),
    tone: isMuted ? 'muted' : isStopping ? 'error' : 'warning',
    level: isMuted ? l10n.t('Muted') : isStopping ? l10n.t('Keeps it from being approved') : l10n.t('Warning'),
    details: [
      ...(isMuted ? [mutedText(mutedBy, mutedAt, names, style)] : []),
      ...(code ? [l10n.t('Option {0}', withoutInvisible(code))] : []),
      ...(updatedAt ? [l10n.t('Since {0}', momentWords(updatedAt, style))] : []),
      ...unknown.map(([name, value]) => `${humanized(name)}: ${valueText(value)}`),
    ],
    linked: (linkedExpensesIds ?? []).map((id) => ({ id, label: l10n.t('Open expense {0}', withoutInvisible(id)) })),
  };
}

function mutedText(
  by: string | null | undefined,
  at: string | null | undefined,
  names: Names,
  style: DateStyle,
): string {
  if (by && at) return l10n.t('Muted by {0}, {1}', names.person(by), momentWords(at, style));
  return by ? l10n.t('Muted by {0}', names.person(by)) : l10n.t('Muted {0}', momentWords(at ?? '', style));
}
