import * as l10n from '@vscode/l10n';
import type { JsonSchema } from './json-schema.ts';
import type { Choice } from './organization-facts.ts';

/** A text that is one of the choices, with their names. Disabled ones only where they are there already. */
export function enumOf(choices: readonly Choice[], present: readonly string[]): JsonSchema {
  const usable = choices.filter(({ id, isDisabled }) => !isDisabled || present.includes(id));
  const unknown = [...new Set(present)].filter((id) => !choices.some((each) => each.id === id));
  const names = [
    ...usable.map(({ label, isDisabled }) => (isDisabled ? l10n.t('{0} (disabled)', label) : label)),
    ...unknown,
  ];
  return {
    type: 'string',
    enum: [...usable.map(({ id }) => id), ...unknown],
    enumDescriptions: names,
    enumDetails: names,
    enumSortTexts: names.map((name) => name.toLocaleLowerCase()),
    errorMessage: l10n.t('This organization has no such id: choose one of those that are offered with Ctrl+Space.'),
  };
}
