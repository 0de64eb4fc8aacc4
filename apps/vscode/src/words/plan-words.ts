import * as l10n from '@vscode/l10n';
import { maskedText } from './masked-text.ts';
import { kindOf, type Pattern, type PlanLanguage, plainValues, planLanguage } from './plan-language.ts';

/** How deep sentences may stand in sentences: nothing that packages/changes makes goes deeper. */
const deepest = 4;

let bundle: Readonly<Record<string, string>> = {};
let language: PlanLanguage | undefined;

/** Sets the language of all texts, by a bundle of them as VS Code has it; English has none. */
export function speak(contents: Readonly<Record<string, string>>): void {
  l10n.config({ contents: { ...contents } });
  bundle = contents;
  language = undefined;
}

/**
 * What a plan says (titles, notes, losses, refusals) in the language of the person. Plans and the journal are in English,
 * as data for all programs and models, so it is put into other words where it is shown. What people typed in it stays
 * as it is; a sentence that is not known stays in English.
 */
export function planWords(text: string): string {
  return toldPlan(text).text;
}

/** The same, with the sentences that are not known in this language. */
export function toldPlan(text: string): { readonly text: string; readonly unknown: readonly string[] } {
  language ??= planLanguage(bundle);
  if (language.names.length === 0) return { text, unknown: [] };
  const { masked, unmasked } = maskedText(text);
  const unknown: string[] = [];
  const words = sentencesIn(masked, { language, unknown, depth: 0 });
  return { text: unmasked(words), unknown: unknown.map(unmasked) };
}

interface Telling {
  readonly language: PlanLanguage;
  readonly unknown: string[];
  readonly depth: number;
}

/** Sentence by sentence. What has no letters, such as a number before one, stays. */
function sentencesIn(text: string, telling: Telling): string {
  return text
    .split(/(\n|(?<=[.!?]) )/)
    .map((part) => (/\p{L}/u.test(part) ? sentence(part, telling) : part))
    .join('');
}

function sentence(text: string, telling: Telling): string {
  const known = knownSentence(text, telling);
  if (known !== undefined) return known;
  telling.unknown.push(text);
  return text;
}

function knownSentence(text: string, telling: Telling): string | undefined {
  const { language, depth } = telling;
  const known = language.words.get(text) ?? nameIn(text, language);
  if (known !== undefined) return known;
  for (const { english, local } of depth < deepest ? language.sentences : []) {
    const found = matched(english, text);
    const values = found && inHoles(english, found, telling);
    if (values)
      return /[.!?]$/.test(text) && beginsWithWords(local) ? capital(filled(local, values)) : filled(local, values);
  }
  return undefined;
}

/** What stands in the holes of a pattern, each up to the first place where what follows it does. Never goes back. */
function matched({ literals }: Pattern, text: string): string[] | undefined {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return undefined;
  const found: string[] = [];
  let from = first.length;
  for (const literal of literals.slice(1, -1)) {
    const at = text.indexOf(literal, from);
    if (at < 0 || at + literal.length > end) return undefined;
    found.push(text.slice(from, at));
    from = at + literal.length;
  }
  return [...found, text.slice(from, end)];
}

function inHoles({ holes }: Pattern, found: readonly string[], telling: Telling): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [index, hole] of holes.entries()) {
    const words = inHole(kindOf(hole), found[index] ?? '', telling);
    if (words === undefined) return undefined;
    values.set(hole, words);
  }
  return values;
}

/** The words for what stands in a hole; undefined where that is not of its kind. */
function inHole(kind: string, text: string, telling: Telling): string | undefined {
  const { language } = telling;
  switch (kind) {
    case 'record':
      return nameIn(small(text), language);
    case 'word':
      return language.words.get(text);
    case 'states':
      return /^[A-Z_]+(?: and (?:no )?[A-Z_]+)*$/.test(text)
        ? text.replace(/and no|and/g, (joint) => language.words.get(joint) ?? joint)
        : undefined;
    case 'text':
      return sentencesIn(text, { ...telling, depth: telling.depth + 1 });
    case 'issues':
      return issuesIn(text, { ...telling, depth: telling.depth + 1 });
    default:
      return plainValues[kind]?.test(text) ? text : undefined;
  }
}

/** What is wrong, place by place: `order must be a whole number; label is unknown; there are none here`. */
function issuesIn(text: string, telling: Telling): string {
  const pieces = text.split('; ');
  const words: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    const [count, issue] = issueAt(pieces, at, telling) ?? [1, sentence(pieces[at] ?? '', telling)];
    words.push(issue);
    at += count;
  }
  return words.join(' ; ');
}

/** An issue may be of several pieces itself: it is the fewest that are known. */
function issueAt(pieces: readonly string[], at: number, telling: Telling): [number, string] | undefined {
  for (const count of [1, 2, 3]) {
    const [, place = '', rule = ''] = /^(\S+) (.*)$/s.exec(pieces.slice(at, at + count).join('; ')) ?? [];
    const known = rule === '' ? undefined : knownSentence(rule, telling);
    if (known !== undefined) return [count, `${place} ${known}`];
  }
  return undefined;
}

/** Names of records, a list of them, or what is done to them; undefined where any of it is not known. */
function nameIn(text: string, { names }: PlanLanguage): string | undefined {
  const name = small(text);
  let words = '';
  for (let at = 0; at < name.length; ) {
    const [part, found] = namePartAt(names, name, at) ?? [];
    if (!part || !found) return undefined;
    const values = new Map(part.holes.map((hole, index) => [hole, found[index + 1] ?? '']));
    words = joined(words, filled(part.local, values));
    at += found[0].length;
  }
  if (words === '') return undefined;
  return name === text ? words : capital(words);
}

function namePartAt(names: PlanLanguage['names'], text: string, at: number) {
  for (const part of names) {
    part.english.lastIndex = at;
    const found = part.english.exec(text);
    if (found) return [part, found] as const;
  }
  return undefined;
}

function filled({ literals, holes }: Pattern, values: ReadonlyMap<string, string>): string {
  return holes.reduce(
    (words, hole, index) => joined(words, values.get(hole) ?? '') + (literals[index + 1] ?? ''),
    literals[0] ?? '',
  );
}

/** Puts words together. French makes one word of "de le" and "à le", which no other language puts side by side. */
function joined(words: string, more: string): string {
  if (!more.startsWith('le ')) return words + more;
  for (const [apart, together] of [
    ['de ', 'du '],
    ['à ', 'au '],
  ] as const) {
    if (words === apart || words.endsWith(` ${apart}`)) return words.slice(0, -apart.length) + together + more.slice(3);
  }
  return words + more;
}

/** As against with a code or a field, which are written as they are. */
function beginsWithWords({ literals, holes }: Pattern): boolean {
  return literals[0] !== '' || ['record', 'word'].includes(kindOf(holes[0] ?? ''));
}

function small(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
