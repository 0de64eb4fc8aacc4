import { type Endpoint, type OperationId, operationIds, operations } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import { typingErrors } from '../directory/similarity.ts';
import { singular } from '../directory/singular.ts';
import { alsoSaid } from './also-said.ts';
import { sayings, stopWords } from './vocabulary.ts';

export interface Found {
  readonly id: OperationId;
  /** Only for comparing the operations found for one query. */
  readonly score: number;
}

/** What an operation can be found by. */
interface Indexed {
  readonly id: OperationId;
  readonly isReading: boolean;
  /** Words of the id. */
  readonly name: readonly string[];
  readonly summary: readonly string[];
  readonly parameters: readonly string[];
  /** What people say who mean it. */
  readonly said: readonly string[];
}

const weights = { name: 3, summary: 1, parameters: 0.4, said: 1.2 } as const;
const parts = Object.keys(weights) as readonly (keyof typeof weights)[];
/** What reading goes before writing where words say neither: it does no harm. */
const readingFirst = 0.4;
/** What is taken off for each word of an id that the query does not speak of. */
const unspoken = 0.35;
const longestPhrase = 3;

/** The operations that fit the words best, the best first; none when no word says anything. */
export function findOperations(query: string, most: number): Found[] {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  return indexedOperations()
    .map((operation) => ({ id: operation.id, score: scoreOf(operation, terms) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}

/** A word of the API, or several of which any one fits. */
type Term = readonly string[];

/** The query as words of the API: phrases and synonyms replaced, words without meaning left out. */
function termsOf(query: string): Term[] {
  const words = wordsOf(query);
  const terms = new Map<string, Term>();
  const add = (said: string) => {
    for (const each of said.split(' ')) terms.set(each, each.split('/'));
  };
  for (let at = 0; at < words.length; ) {
    const length = Math.min(longestPhrase, words.length - at);
    const sizes = Array.from({ length }, (_, index) => length - index);
    const size = sizes.find((each) => meanings().has(words.slice(at, at + each).join(' '))) ?? 1;
    const phrase = words.slice(at, at + size).join(' ');
    at += size;
    if (size === 1 && stopWords.has(phrase)) continue;
    const meaning = meaningOf(phrase);
    // A word that the API uses too still counts as itself.
    if (meaning !== undefined) add(meaning);
    if (meaning === undefined || apiWords().has(phrase)) add(phrase);
  }
  return [...terms.values()];
}

/** What a phrase means in the words of the API, when it is known or nearly what is known. */
function meaningOf(phrase: string): string | undefined {
  const meaning = meanings().get(phrase);
  if (meaning !== undefined || apiWords().has(phrase)) return meaning;
  const near = [...meanings().keys()].filter((known) => isTypingOf(phrase, known));
  return near.length > 0 ? meanings().get(near.reduce((best, each) => closer(phrase, best, each))) : undefined;
}

function closer(phrase: string, a: string, b: string): string {
  return typingErrors(phrase, b) < typingErrors(phrase, a) ? b : a;
}

function scoreOf(operation: Indexed, terms: readonly Term[]): number {
  let score = 0;
  const spoken = new Set<string>();
  for (const term of terms) {
    let best = 0;
    for (const part of parts) {
      for (const word of operation[part]) {
        const likeness = Math.max(...term.map((each) => likenessOf(each, word)));
        if (likeness === 0) continue;
        if (part === 'name') spoken.add(word);
        best = Math.max(best, likeness * weights[part] * (rarities().get(word) ?? 0));
      }
    }
    score += best;
  }
  if (score === 0) return 0;
  const silent = operation.name.filter((word) => !spoken.has(word)).length;
  return score - unspoken * silent + (operation.isReading ? readingFirst : 0);
}

function likenessOf(term: string, word: string): number {
  if (term === word) return 1;
  if (term.length >= 4 && word.startsWith(term)) return 0.7;
  return isTypingOf(term, word) ? 0.6 : 0;
}

/** Whether a word is what somebody types who means another. */
function isTypingOf(typed: string, meant: string): boolean {
  const allowed = meant.length >= 8 ? 2 : meant.length >= 4 ? 1 : 0;
  return allowed > 0 && Math.abs(typed.length - meant.length) <= allowed && typingErrors(typed, meant) <= allowed;
}

/** Made when the first query comes. */
const indexedOperations = once((): readonly Indexed[] =>
  operationIds.map((id) => {
    const operation: Endpoint = operations[id];
    return {
      id,
      isReading: operation.hazard === 'read',
      name: [...new Set(wordsOf(id.replace(/(?=[A-Z])/g, ' ')))],
      summary: wordsOf(operation.summary).filter((word) => !stopWords.has(word)),
      parameters: wordsOf(operation.pathParameters.join(' ').replace(/(?=[A-Z])/g, ' ')),
      said: wordsOf(alsoSaid[id] ?? ''),
    };
  }),
);

const apiWords = once(
  () => new Set(indexedOperations().flatMap(({ name, summary, said }) => [...name, ...summary, ...said])),
);

const meanings = once(
  () => new Map(Object.entries(sayings).map(([said, meant]) => [wordsOf(said).join(' '), meant] as const)),
);

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How much each word of the index tells: the fewer operations have it, the more. */
const rarities = once((): ReadonlyMap<string, number> => {
  const all = indexedOperations();
  const counts = new Map<string, number>();
  for (const { name, summary, parameters, said } of all) {
    for (const word of new Set([...name, ...summary, ...parameters, ...said]))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Map([...counts].map(([word, count]) => [word, 1 + Math.log(all.length / count)]));
});

function wordsOf(text: string): string[] {
  return singular(folded(text))
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.replace(/(?<=..)ie$/, 'y'));
}
