import { parseLocalDate, segmentProblem } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import { idAtEnd } from '../arguments/id-at-end.ts';
import { similarity } from '../directory/similarity.ts';
import { type InputProblem, InvalidInput } from '../registry/invalid-input.ts';
import { unfenced } from '../results/fenced-value.ts';
import { clean } from '../results/untrusted.ts';
import type { ArgumentDeclaration, ArgumentKind, Prompt } from './define-prompt.ts';
import { languageOf } from './language.ts';

const longest = 500;

/**
 * The arguments of a prompt as its text may show them: on one line, without anything invisible and without fences, which
 * only this server sets. Empty ones count as left out, since hosts send what a person left blank.
 *
 * @throws InvalidInput that names each argument in error, its rule and the fix.
 */
export function checkedArguments(
  prompt: Prompt,
  args: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const names = Object.keys(prompt.arguments);
  const problems: InputProblem[] = Object.keys(args)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      field: clean(name).slice(0, 60),
      rule: 'is not an argument of this prompt',
      fix: meant(name, names),
    }));
  const given = Object.entries(prompt.arguments).map(([name, declaration]) => {
    const value = Object.hasOwn(args, name) ? oneLine(args[name] ?? '') : '';
    const problem = problemOf(value, declaration);
    if (problem) problems.push({ field: name, ...problem });
    return [name, value === '' ? undefined : declaration.kind === 'expense' ? idAtEnd(value) : value] as const;
  });
  const [first, ...others] = problems;
  if (first) throw new InvalidInput(first, ...others);
  return Object.fromEntries(given);
}

function oneLine(value: string): string {
  return clean(String(unfenced(value)))
    .replace(/\s+/gu, ' ')
    .trim();
}

type Problem = Omit<InputProblem, 'field'> | undefined;

function problemOf(value: string, { kind, required, description }: ArgumentDeclaration): Problem {
  if (value === '') return required ? { rule: `is required: ${description}` } : undefined;
  if (value.length > longest) return { rule: `must have at most ${longest} characters` };
  return rules[kind]?.(value);
}

const rules: Partial<Record<ArgumentKind, (value: string) => Problem>> = {
  month: (value) =>
    /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? undefined : { rule: 'must be a month as YYYY-MM', fix: 'Such as 2026-10.' },
  day: (value) => {
    try {
      parseLocalDate(value);
      return undefined;
    } catch {
      return { rule: 'must be a day that exists, as YYYY-MM-DD', fix: 'Such as 2026-10-31.' };
    }
  },
  email: (value) =>
    /^[^\s@]+@[^\s@]+$/.test(value)
      ? undefined
      : { rule: 'must be an e-mail address', fix: 'Such as camille.moreau@example.com.' },
  expense: (value) => {
    const problem = segmentProblem(idAtEnd(value));
    return problem ? { rule: problem, fix: 'Give the id of an expense, as a search shows it.' } : undefined;
  },
  language: (value) => (languageOf(value) ? undefined : { rule: 'must be en or fr', fix: 'Leave it out for English.' }),
};

function meant(name: string, names: readonly string[]): string {
  const [nearest] = [...names].sort((a, b) => likeness(b, name) - likeness(a, name));
  const guess = nearest && likeness(nearest, name) >= 0.6 ? `Did you mean ${nearest}? ` : '';
  return `${guess}It has ${names.join(', ')}.`;
}

function likeness(a: string, b: string): number {
  return similarity(folded(a), folded(b.slice(0, 60)));
}
