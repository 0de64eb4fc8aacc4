/**
 * What plans say, in another language: templates of the sentences that packages/changes makes, out of a bundle of texts.
 * In a bundle their keys are the English ones, followed by a mark, as a comment follows the text of any other key.
 */
const [sentenceMark, nameMark] = ['/sentence of a plan', '/name in a plan'];

/** Whether a key of a bundle is a template of what plans say. */
export function isOfPlans(key: string): boolean {
  return key.endsWith(sentenceMark) || key.endsWith(nameMark);
}

/** A text with holes that have names: one between each two literals. */
export interface Pattern {
  readonly literals: readonly string[];
  readonly holes: readonly string[];
}

interface Sentence {
  readonly english: Pattern;
  readonly local: Pattern;
}

interface NamePart {
  /** A group for each hole, in their order. */
  readonly english: RegExp;
  readonly holes: readonly string[];
  readonly local: Pattern;
}

export interface PlanLanguage {
  /** Those that say most come first, so that none takes what another is made for. */
  readonly sentences: readonly Sentence[];
  /** Those without holes, by their English. */
  readonly words: ReadonlyMap<string, string>;
  /** What names of records and lists of them are made of. */
  readonly names: readonly NamePart[];
}

/** Values of masked texts, and ids and codes as plans write them. */
const quoted = '"\\d+"';
const code = `${quoted}|[\\w.@:-]{1,64}`;

/** What may stand in a hole in which nothing is said in any language, by the kind of the hole. */
export const plainValues: Readonly<Record<string, RegExp>> = {
  value: new RegExp(`^(?:${quoted}|-?\\d[\\d.eE+-]*|true|false)$`),
  code: new RegExp(`^(?:${code})$`),
  n: /^-?\d[\d.]*$/,
  state: /^[A-Z][A-Z_]*$/,
  field: new RegExp(`^[a-z]\\w*(?:\\.(?:${code}))*$`),
  place: /^(?:- )?[a-z]\w*(?:\.[\w-]+|\[\d+\]|\["\d+"\])*$/,
  list: /./s,
};

/** The same within a name, where something follows. Of an expense, `facts` are what stands before its id. */
const withinNames: Readonly<Record<string, string>> = {
  value: quoted,
  code,
  n: '\\d+',
  facts: '(?:["\\d-][^()]*)?',
};

/** `record2` is a second `record`. */
export function kindOf(hole: string): string {
  return hole.replace(/\d+$/, '');
}

export function patternOf(template: string): Pattern {
  const parts = template.split(/\{(\w+)\}/);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    holes: parts.filter((_, index) => index % 2 === 1),
  };
}

/** Everything of a bundle that is of plans. */
export function planLanguage(bundle: Readonly<Record<string, string>>): PlanLanguage {
  const sentences = marked(bundle, sentenceMark);
  return {
    words: new Map(sentences.filter(([english]) => patternOf(english).holes.length === 0)),
    sentences: sentences
      .map(([english, local]) => ({ english: patternOf(english), local: patternOf(local) }))
      .filter(({ english }) => english.holes.length > 0)
      .sort((one, other) => lengthOf(other.english) - lengthOf(one.english)),
    names: marked(bundle, nameMark)
      .sort(([one], [other]) => other.length - one.length)
      .map(([english, local]) => namePart(patternOf(english), patternOf(local))),
  };
}

function marked(bundle: Readonly<Record<string, string>>, mark: string): [string, string][] {
  return Object.entries(bundle)
    .filter(([key]) => key.endsWith(mark))
    .map(([key, local]) => [key.slice(0, -mark.length), local]);
}

function lengthOf({ literals }: Pattern): number {
  return literals.join('').length;
}

function namePart({ literals, holes }: Pattern, local: Pattern): NamePart {
  const source = literals.map((literal, index) => {
    const hole = holes[index];
    const escaped = literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return hole === undefined ? escaped : `${escaped}(${withinNames[kindOf(hole)] ?? quoted})`;
  });
  return { english: new RegExp(source.join(''), 'y'), holes, local };
}
