import { folded, stateSayings } from '@jenji-kit/client/text';
import { similarity } from '../directory/similarity.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { idText } from '../results/id-text.ts';

/** The states the manual names. A workflow may have others, so those met in the expenses are known as well. */
const documented = ['WAITING_FOR_VALIDATION', 'ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID', 'DELETED'];

const codesByWord = new Map(stateSayings.flatMap(([codes, ...words]) => words.map((word) => [word, codes] as const)));

/** Whether the caller asks for deleted expenses by a state. */
export function asksForDeleted(wanted: readonly string[]): boolean {
  return wanted.some((state) => meantBy(state, documented).includes('DELETED'));
}

/**
 * The states that the caller's words mean, among those documented and those met in the expenses.
 *
 * @throws InvalidInput for a word that means none of them.
 */
export function resolveStates(wanted: readonly string[], met: ReadonlySet<string>): Set<string> {
  const known = [...new Set([...met, ...documented])];
  return new Set(
    wanted.flatMap((word, index) => {
      const meant = meantBy(word, known);
      if (meant.length > 0) return meant;
      // A word of people for a state that does not occur: there is simply none.
      if (codesByWord.has(folded(word))) return [];
      const near = [...known].sort((a, b) => likeness(b, word) - likeness(a, word)).slice(0, 8);
      throw new InvalidInput({
        field: `states[${index}]`,
        rule: `is no state that occurs in this period: ${JSON.stringify(word)}`,
        fix: `Nearest: ${near.map(idText).join(', ')}.`,
      });
    }),
  );
}

function meantBy(word: string, known: readonly string[]): string[] {
  const key = folded(word);
  const exact = known.filter((state) => state === word || folded(state) === key);
  return exact.length > 0 ? exact : known.filter((state) => codesByWord.get(key)?.test(state));
}

function likeness(state: string, word: string): number {
  return similarity(folded(state), folded(word));
}
